// Package config reads .rolelint.yaml.
package config

import (
	"os"
	"path/filepath"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// Name is the name of the configuration file.
const Name = ".rolelint.yaml"

// Config is what a configuration file says, with the files that it extends.
// The zero value says nothing.
type Config struct {
	// File is the file's name as printed; empty where there is no file.
	File string
	// Folder is the absolute path of its folder.
	Folder string
	// Target has the fields of `target` that are stated; the others are zero.
	Target catalog.Target
	// Files says which files of a folder are role files, and what they are. Empty: all may be.
	Files []FilePattern
	// Preset is nil where it is not stated.
	Preset *diag.Preset
	// RuleSettings are what `rules` says.
	RuleSettings
	// Overrides hold for some files only; a later one wins.
	Overrides []Override
	// FailOn is the least severity that fails a run; diag.Off: none does. Nil
	// where it is not stated.
	FailOn *diag.Severity
	// AssigneeRoles are name patterns (*, ?) of roles meant for case assignees.
	AssigneeRoles []string
	// Policies are folders with the user's own Rego rules: absolute paths.
	Policies []string
	// Intents are files that declare what roles are for: absolute paths.
	Intents []string
	// RoleMappings are files with role mappings: absolute paths.
	RoleMappings []string
	// KibanaYML is the kibana.yml that the roles are for, and Spaces a list of its
	// spaces: absolute paths; empty where they are not stated.
	KibanaYML, Spaces string
	// Suppressions are findings that are known and meant.
	Suppressions []Suppression
	// RequireReason says that every suppression must say why.
	RequireReason bool
	// Baseline is the file of findings that are accepted: an absolute path; empty
	// where there is none.
	Baseline string

	// Sources are the absolute paths of all files that were read, the extended
	// ones first.
	Sources []string
	names   []string // of these files, as printed

	// origins says where each value is stated, by its path in the configuration.
	origins map[string]Origin
}

// RuleSettings are what a configuration says of rules, by rule id.
type RuleSettings struct {
	Severities map[string]diag.Severity
	// Values are options; those of built-in rules have the option's type, those of
	// the user's own are as read.
	Values map[string]diag.Values
	// Locked are the rules that nothing may switch off, lower or suppress.
	Locked map[string]bool
}

// FilePattern is an entry of `files`.
type FilePattern struct {
	Glob Glob
	// As names the formats that the files are pinned to; empty: their content decides.
	As      string
	Formats []role.Format
}

// Override is an entry of `overrides`.
type Override struct {
	Files  []Glob
	Preset *diag.Preset // nil where it is not stated
	RuleSettings
}

// Match returns the first entry of `files` that a file belongs to, of which
// path is absolute; false where there is none.
func (c *Config) Match(path string) (FilePattern, bool) {
	for _, f := range c.Files {
		if f.Glob.Match(path) {
			return f, true
		}
	}
	return FilePattern{}, false
}

// Allows reports whether a file, of which path is absolute, is looked at where it
// is found in a folder.
func (c *Config) Allows(path string) bool {
	_, ok := c.Match(path)
	return ok || len(c.Files) == 0
}

// Overriding returns which entries of Overrides hold for a file, of which path
// is absolute, in their order.
func (c *Config) Overriding(path string) []int {
	var out []int
	for i, o := range c.Overrides {
		for _, g := range o.Files {
			if g.Match(path) {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// misnamed are names that people give a configuration and that nothing reads.
var misnamed = []string{".rolelint.yml", "rolelint.yaml", "rolelint.yml"}

// Find returns the configuration file that holds in folder: the nearest
// .rolelint.yaml from folder up to root; "" where there is none. Both are
// absolute paths; without a root only folder itself is looked at.
//
// The error names a file that is called as if it were one, where it would have
// held.
func Find(folder, root string) (string, error) {
	for {
		for _, name := range append([]string{Name}, misnamed...) {
			file := filepath.Join(folder, name)
			if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
				continue
			}
			if name != Name {
				return "", MisnamedError{file}
			}
			return file, nil
		}
		parent := filepath.Dir(folder)
		if root == "" || folder == root || parent == folder {
			return "", nil
		}
		folder = parent
	}
}

// A MisnamedError says that a file is called almost as the configuration is.
type MisnamedError struct{ Path string }

func (e MisnamedError) Error() string {
	return e.Path + " is not read: the configuration is called " + Name + "; rename it, or name it with --config"
}
