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

// changedSince leaves those files that differ from a commit; all where what
// they are held against does.
func changedSince(commit string, files []discover.File, settings *config.Config) ([]discover.File, error) {
	folder, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("working directory: %w", err)
	}
	repository, err := revision.Open(folder)
	if err != nil {
		return nil, err
	}
	changed, err := repository.Changed(commit)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(changed, func(path string) bool { return heldAgainst(path, settings) }) {
		return files, nil
	}
	root, err := filepath.EvalSymlinks(repository.Root)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(files, func(file discover.File) bool {
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
	}), nil
}

// heldAgainst reports whether a file says what roles are held against.
func heldAgainst(path string, settings *config.Config) bool {
	return filepath.Base(path) == config.Name || strings.HasSuffix(path, ".rego") || slices.Contains(settings.Intents, path)
}
