package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/revision"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// readConfig returns the configuration that holds; one that says nothing where
// there is no file. Whatever is wrong with it is wrong configuration.
func readConfig(f *lintFlags) (*config.Config, error) {
	if f.noConfig && f.config != "" {
		return nil, usagef("--config and --no-config contradict each other")
	}
	if f.noConfig {
		return &config.Config{}, nil
	}
	path := f.config
	if path == "" {
		var err error
		path, err = findConfig()
		var misnamed config.MisnamedError
		if errors.As(err, &misnamed) {
			misnamed.Path = printed(misnamed.Path)
			return nil, usageError{misnamed}
		}
		if err != nil || path == "" {
			return &config.Config{}, err
		}
		path = fromHere(path)
	}
	settings, err := config.Read(path, filepath.ToSlash(path), lint.Rules())
	if err != nil {
		return nil, usageError{err}
	}
	return settings, nil
}

// findConfig returns the configuration file that holds in the working directory;
// "" where there is none.
func findConfig() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("working directory: %w", err)
	}
	root, _ := discover.RepositoryRoot(folder)
	return config.Find(folder, root)
}

// fromHere returns an absolute path as it looks from the working directory.
func fromHere(path string) string {
	folder, err := os.Getwd()
	if err != nil {
		return path
	}
	relative, err := filepath.Rel(folder, path)
	if err != nil {
		return path
	}
	return relative
}

// printed is the path of a file beside the roles as messages name it.
func printed(path string) string {
	if filepath.IsAbs(path) {
		path = fromHere(path)
	}
	return filepath.ToSlash(path)
}

func ruleIDs(rules []*diag.Rule) []string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	return ids
}

// inputs returns what to lint. Files that cannot be read are inputs too: the
// report names them.
func (p *program) inputs(f *lintFlags, settings *config.Config, paths []string) ([]lint.Input, error) {
	return p.inputsAmong(f, settings, paths, settings.Allows)
}

// inputsAmong is inputs where allows says of an absolute path whether the file is
// looked at if it is found in a folder.
func (p *program) inputsAmong(f *lintFlags, settings *config.Config, paths []string, allows func(path string) bool) ([]lint.Input, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var inputs []lint.Input
	if i := slices.Index(paths, "-"); i >= 0 {
		paths = slices.Delete(slices.Clone(paths), i, i+1)
		if slices.Contains(paths, "-") {
			return nil, usagef("the standard input can be read only once, but - is given twice")
		}
		input := lint.Input{Name: f.stdinName, Named: true, Read: sync.OnceValues(func() ([]byte, error) { return source.ReadAll(p.stdin) })}
		if absolute, err := filepath.Abs(f.stdinName); err == nil {
			f.pin(&input, settings, absolute)
		}
		inputs = append(inputs, input)
	}
	allowed := func(file discover.File) bool {
		return filepath.Base(file.Absolute) != config.Name && allows(file.Absolute)
	}
	files, err := discover.Find(paths, allowed, revision.TrackedThoughIgnored)
	if err != nil {
		return nil, err
	}
	if f.changed {
		files = changedFiles(files, allowed)
	}
	whole := !f.changed
	if f.changedSince != "" {
		if files, whole, err = changedSince(f.changedSince, files, f.heldAgainst(settings)); err != nil {
			return nil, usageError{fmt.Errorf("lint: --changed-since: %w", err)}
		}
	}
	formats, _ := role.FormatsByName(f.as.value) // none where --as is not given
	for _, file := range files {
		if !file.Named && f.outputs.leaves(file.Absolute, formats) {
			continue
		}
		input := lint.Input{Name: file.Name, Named: file.Named, Picked: !whole, Read: reader(file)}
		f.pin(&input, settings, file.Absolute)
		inputs = append(inputs, input)
	}
	return inputs, nil
}

// pin gives a file what the configuration states of it: its format, unless --as
// is given, and the overrides and the path that they are matched by.
func (f *lintFlags) pin(input *lint.Input, settings *config.Config, absolute string) {
	input.Path = absolute
	if pattern, ok := settings.Match(absolute); ok {
		input.Listed = true
		if !f.as.set {
			input.Formats = pattern.Formats
		}
	}
	input.Overrides = settings.Overriding(absolute)
}

// reader returns the function that reads a file. Its errors do not repeat the name.
func reader(file discover.File) func() ([]byte, error) {
	return func() ([]byte, error) {
		if file.Err != nil {
			return nil, file.Err
		}
		text, err := readFile(file.Absolute)
		if pathError, ok := err.(*fs.PathError); ok {
			err = pathError.Err
		}
		return text, err
	}
}
