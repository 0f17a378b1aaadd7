package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/revision"
)

// changedFiles treats the files that were named as if they had been found in a
// folder, and leaves out those that are gone.
func changedFiles(files []discover.File, allowed func(discover.File) bool) []discover.File {
	kept := files[:0:0]
	for _, file := range files {
		if file.Named && (errors.Is(file.Err, fs.ErrNotExist) || !discover.HasRoleEnding(file.Name) || !allowed(file)) {
			continue
		}
		file.Named = false
		kept = append(kept, file)
	}
	return kept
}

// changedSince leaves those files that differ from a commit; all, and says so,
// where a file differs that they are held against.
func changedSince(commit string, files []discover.File, against func(path string) bool) (kept []discover.File, all bool, err error) {
	folder, err := os.Getwd()
	if err != nil {
		return nil, false, fmt.Errorf("working directory: %w", err)
	}
	repository, err := revision.Open(folder)
	if err != nil {
		return nil, false, err
	}
	changed, err := repository.Changed(commit)
	if err != nil {
		return nil, false, err
	}
	if slices.ContainsFunc(changed, against) {
		return files, true, nil
	}
	root, err := filepath.EvalSymlinks(repository.Root)
	if err != nil {
		return nil, false, err
	}
	differs := func(path string) bool {
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return true // better one too many
		}
		for ; relative != "."; relative = filepath.Dir(relative) { // a folder is a submodule
			if _, found := slices.BinarySearch(changed, filepath.Join(repository.Root, relative)); found || strings.HasPrefix(relative, "..") {
				return found
			}
		}
		return false
	}
	kept = slices.DeleteFunc(files, func(file discover.File) bool {
		folder, err := filepath.EvalSymlinks(filepath.Dir(file.Absolute))
		if err != nil {
			return false // the report says that it cannot be read
		}
		path, err := filepath.EvalSymlinks(file.Absolute)
		return err == nil && !differs(path) && !differs(filepath.Join(folder, filepath.Base(file.Absolute)))
	})
	return kept, false, nil
}

// heldAgainst returns whether a file, of which path is absolute, says what roles
// are held against. Files are known whatever links lead to them.
func (f *lintFlags) heldAgainst(settings *config.Config) func(path string) bool {
	roleMappings, kibanaYML, spaces := f.surroundings.over(settings)
	held := map[string]bool{}
	for _, path := range slices.Concat(settings.Sources, settings.Intents, roleMappings, []string{kibanaYML, spaces, f.baseline.path(settings)}) {
		if path != "" {
			held[resolved(path)] = true
		}
	}
	return func(path string) bool {
		return filepath.Base(path) == config.Name || strings.HasSuffix(path, ".rego") || held[resolved(path)]
	}
}

// resolved returns an absolute path without links; of a file that is not there
// the absolute path.
func resolved(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
