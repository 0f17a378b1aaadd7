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
	kept = slices.DeleteFunc(files, func(file discover.File) bool {
		path, err := filepath.EvalSymlinks(file.Absolute)
		if err != nil {
			return false // the report says that it cannot be read
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return false
		}
		_, found := slices.BinarySearch(changed, filepath.Join(repository.Root, relative))
		return !found
	})
	return kept, false, nil
}

// heldAgainst reports whether a file says what roles are held against.
func (f *lintFlags) heldAgainst(path string, settings *config.Config) bool {
	return f.surroundings.has(path, settings) || filepath.Base(path) == config.Name || slices.Contains(settings.Sources, path) || strings.HasSuffix(path, ".rego") || slices.Contains(settings.Intents, path) || f.baseline.has(path, settings)
}
