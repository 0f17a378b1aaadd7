package cli

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// surroundingFlags name the files that stand beside roles.
type surroundingFlags struct {
	roleMappings      []string
	kibanaYML, spaces string
}

func newSurroundingFlags(flags *pflag.FlagSet) *surroundingFlags {
	f := &surroundingFlags{}
	flags.StringArrayVar(&f.roleMappings, "role-mappings", nil, "`FILE` with role mappings to look at beside the roles, instead of those of the configuration; may be repeated")
	flags.StringVar(&f.kibanaYML, "kibana-yml", "", "`FILE` that is the kibana.yml of these roles, instead of the configuration's")
	flags.StringVar(&f.spaces, "spaces", "", "`FILE` with the spaces that there are, instead of the configuration's")
	return f
}

// over returns the paths of the files: those of the flags, or else of the
// configuration; empty where there is none.
func (f *surroundingFlags) over(settings *config.Config) (roleMappings []string, kibanaYML, spaces string) {
	roleMappings, kibanaYML, spaces = settings.RoleMappings, settings.KibanaYML, settings.Spaces
	if len(f.roleMappings) > 0 {
		roleMappings = f.roleMappings
	}
	if f.kibanaYML != "" {
		kibanaYML = f.kibanaYML
	}
	if f.spaces != "" {
		spaces = f.spaces
	}
	return roleMappings, kibanaYML, spaces
}

// read reads the files that stand beside the roles.
func (f *surroundingFlags) read(settings *config.Config) (surroundings.Files, error) {
	var files surroundings.Files
	roleMappings, kibanaYML, spaces := f.over(settings)
	for i, path := range roleMappings {
		file, err := readBeside("file of role mappings", path)
		if err != nil {
			return files, statedAt(settings, err, "role-mappings", strconv.Itoa(i))
		}
		files.RoleMappings = append(files.RoleMappings, file)
	}
	for _, one := range []struct {
		what, path, key string
		to              **surroundings.File
	}{
		{"kibana.yml", kibanaYML, "kibana-yml", &files.KibanaYML},
		{"list of spaces", spaces, "spaces", &files.Spaces},
	} {
		if one.path == "" {
			continue
		}
		file, err := readBeside(one.what, one.path)
		if err != nil {
			return files, statedAt(settings, err, one.key)
		}
		*one.to = &file
	}
	return files, nil
}

// statedAt puts the place at which the configuration states a value before what
// is wrong with it.
func statedAt(settings *config.Config, err error, key ...string) error {
	if o := settings.Origin(key...); o.File != "" {
		return usagef("%s: %w", o.Place(), err)
	}
	return err
}

// readBeside reads a file that roles are held against; what is what it is
// called where it cannot be read.
func readBeside(what, path string) (surroundings.File, error) {
	text, err := readFile(path)
	absolute, _ := filepath.Abs(path) // without a working directory nothing is matched
	name := printed(path)
	var reason *fs.PathError
	if errors.As(err, &reason) {
		err = reason.Err
	}
	if err != nil {
		return surroundings.File{}, usagef("%s %q: %w", what, name, err)
	}
	return surroundings.File{Name: name, Path: absolute, Src: text}, nil
}
