package cli

import (
	"path/filepath"
	"slices"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
)

// What a run reads, as messages name it.
const (
	isInput         = "an input"
	isConfiguration = "the configuration"
	isIntent        = "an intent file"
)

// usedFile is a file that a run reads.
type usedFile struct {
	what string // it is
	path string
}

// used returns files that are all of one kind; names that are empty are left
// out.
func used(what string, paths ...string) []usedFile {
	var out []usedFile
	for _, path := range paths {
		if path != "" {
			out = append(out, usedFile{what, path})
		}
	}
	return out
}

// named returns the files that the command line names to be read.
func (f *lintFlags) named(paths []string) []usedFile {
	out := used(isConfiguration, f.config)
	if !f.changed { // which of those are inputs is found out
		out = append(out, used(isInput, paths...)...)
	}
	if f.config == "" && !f.noConfig {
		path, _ := findConfig() // an error is told where it is read
		out = append(out, used(isConfiguration, path)...)
	}
	if f.intents != nil {
		out = append(out, used(isIntent, *f.intents...)...)
	}
	if s := f.surroundings; s != nil {
		out = append(out, used("a file of role mappings", s.roleMappings...)...)
		out = append(out, used("the kibana.yml", s.kibanaYML)...)
		out = append(out, used("the list of spaces", s.spaces)...)
	}
	if f.baseline != nil {
		out = append(out, used("the baseline", f.baseline.file)...)
	}
	return out
}

// reads returns the files that the search reads.
func (s *search) reads() []usedFile {
	out := slices.Concat(s.beside, readsConfig(s.settings), readsInputs(s.inputs))
	for _, policy := range s.options.Policies {
		out = append(out, used("a policy", filepath.FromSlash(policy.Name))...)
	}
	for _, file := range s.options.Intents {
		out = append(out, used(isIntent, filepath.FromSlash(file.Name))...)
	}
	around := s.options.Surroundings
	for _, file := range around.RoleMappings {
		out = append(out, used("a file of role mappings", file.Path)...)
	}
	if around.KibanaYML != nil {
		out = append(out, used("the kibana.yml", around.KibanaYML.Path)...)
	}
	if around.Spaces != nil {
		out = append(out, used("the list of spaces", around.Spaces.Path)...)
	}
	return out
}

// readsConfig returns the files that a configuration is made of.
func readsConfig(settings *config.Config) []usedFile {
	return used(isConfiguration, settings.Sources...)
}

func readsInputs(inputs []lint.Input) []usedFile {
	out := make([]usedFile, len(inputs))
	for i := range inputs {
		out[i] = usedFile{isInput, inputs[i].Path}
	}
	return out
}
