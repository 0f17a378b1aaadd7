// Package surroundings reads what stands beside roles and decides what they
// come to: role mappings, kibana.yml, and the list of spaces.
package surroundings

import "github.com/rolelint/rolelint/internal/decode"

// File is a file with its text.
type File struct {
	Name string // as it is to be printed
	Path string // absolute; what the configuration says of files is matched against it
	Src  []byte
}

// Files are the files that are given.
type Files struct {
	RoleMappings []File
	KibanaYML    *File // nil where none is given
	Spaces       *File // nil where none is given
}

// Surroundings is what stands beside roles. It is not modified after Read.
type Surroundings struct {
	Mappings []*MappingFile // in the order of the files
	Kibana   *KibanaYML     // nil where none is given
	Spaces   *Spaces        // nil where none is given
}

// Read reads the files. What is wrong with role mappings is part of them, as
// the server would see it; a kibana.yml or a list of spaces that cannot be read
// is a decode.Errors.
func Read(files Files) (*Surroundings, error) {
	out := &Surroundings{}
	for _, f := range files.RoleMappings {
		out.Mappings = append(out.Mappings, readMappings(f))
	}
	var errors decode.Errors
	if files.KibanaYML != nil {
		kibana, wrong := readKibanaYML(*files.KibanaYML)
		out.Kibana = kibana
		errors = append(errors, wrong...)
	}
	if files.Spaces != nil {
		spaces, wrong := readSpaces(*files.Spaces)
		out.Spaces = spaces
		errors = append(errors, wrong...)
	}
	if len(errors) > 0 {
		return nil, errors
	}
	return out, nil
}
