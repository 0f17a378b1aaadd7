// Package config reads .rolelint.yaml.
package config

import (
	"os"
	"path/filepath"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// Name is the name of the configuration file.
const Name = ".rolelint.yaml"

// Config is what a configuration file says. The zero value says nothing.
type Config struct {
	// File is the file's name as printed; empty where there is no file.
	File string
	// Folder is the absolute path of the folder that globs and policies are
	// relative to: the file's.
	Folder string
	// Target has the fields of `target` that are stated; the others are zero.
	Target catalog.Target
	// Files says which files of a folder are role files, and what they are. Empty: all may be.
	Files []FilePattern
	// Severities are the severities of `rules`.
	Severities map[string]diag.Severity
	// FailOn is the least severity that fails a run; diag.Off: none does. Nil
	// where it is not stated.
	FailOn *diag.Severity
	// AssigneeRoles are name patterns (*, ?) of roles meant for case assignees.
	AssigneeRoles []string
	// Policies are folders with the user's own Rego rules: absolute paths.
	Policies []string
	// Intents are files that declare what roles are for: absolute paths.
	Intents []string
}

// FilePattern is an entry of `files`.
type FilePattern struct {
	// Glob is relative to Config.Folder; ** stands for any number of folders.
	Glob string
	// Formats pins what the files are; empty: their content decides.
	Formats []role.Format
}

// Match returns the first entry of `files` that a file belongs to, of which
// path is absolute; false where there is none.
func (c *Config) Match(path string) (FilePattern, bool) {
	relative, err := filepath.Rel(c.Folder, path)
	if err != nil {
		return FilePattern{}, false
	}
	relative = filepath.ToSlash(relative)
	for _, f := range c.Files {
		if ok, _ := doublestar.Match(f.Glob, relative); ok {
			return f, true
		}
	}
	return FilePattern{}, false
}

// Find returns the configuration file that holds in folder: the nearest
// .rolelint.yaml from folder up to root; "" where there is none. Both are
// absolute paths; without a root only folder itself is looked at.
func Find(folder, root string) string {
	for {
		file := filepath.Join(folder, Name)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
		parent := filepath.Dir(folder)
		if root == "" || folder == root || parent == folder {
			return ""
		}
		folder = parent
	}
}
