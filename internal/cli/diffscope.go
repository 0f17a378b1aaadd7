package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/revision"
)

// diffScope is which files of a folder count. Each side has `files` of its own
// configuration; what either names is compared, so that nobody hides a role by
// naming its file no more.
type diffScope struct {
	sides [2]*config.Config
	notes []string
	roles [2]map[string]string // files with roles, as printed, by their absolute paths
}

// scopeOf reads the configuration of each side that is a revision as it is
// there; that of the working directory holds for the others.
func (f *diffFlags) scopeOf(settings *config.Config, sides []diffSide) *diffScope {
	scope := &diffScope{}
	for i := range sides {
		own, err := f.configOf(&sides[i], settings)
		if err != nil {
			scope.notes = append(scope.notes, fmt.Sprintf("The configuration of %s cannot be read (%s): which of its files are looked at is read from the configuration here.",
				sides[i].title, strings.ReplaceAll(err.Error(), "\n", "; ")))
			own = settings
		}
		scope.sides[i], scope.roles[i] = own, map[string]string{}
	}
	if len(sides) == 1 {
		scope.sides[1], scope.roles[1] = scope.sides[0], scope.roles[0]
	}
	return scope
}

// configOf returns the configuration of a side; one that says nothing where the
// revision has none.
func (f *diffFlags) configOf(s *diffSide, settings *config.Config) (*config.Config, error) {
	if s.git == nil || f.noConfig {
		return settings, nil
	}
	root := s.repo.Root
	read := func(file string) ([]byte, error) {
		relative, err := filepath.Rel(root, file)
		if err != nil || !filepath.IsLocal(relative) {
			return readFile(file) // it is the same on both sides
		}
		name := filepath.ToSlash(relative)
		files, err := s.repo.Files(revision.Side{Revision: s.git.Revision, Path: name}, func(string) bool { return false })
		if err == nil && len(files) == 0 {
			err = fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			return nil, err
		}
		return files[0].Text, nil
	}
	if f.config != "" {
		absolute, err := filepath.Abs(f.config)
		if err != nil {
			return nil, err
		}
		return config.ReadBy(read, absolute, f.config, lint.Rules())
	}
	folder, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		file := filepath.Join(folder, config.Name)
		found, err := config.ReadBy(read, file, path.Join(filepath.ToSlash(fromHere(folder)), config.Name), lint.Rules())
		if !errors.Is(err, fs.ErrNotExist) {
			return found, err
		}
		parent := filepath.Dir(folder)
		if folder == root || parent == folder {
			return &config.Config{}, nil
		}
		folder = parent
	}
}

// of returns the configuration that says what the files of a side are: its own,
// and for what that does not name the other side's.
func (s *diffScope) of(side int) *config.Config {
	merged := *s.sides[side]
	merged.Files = slices.Concat(merged.Files, s.sides[1-side].Files)
	return &merged
}

// allows reports whether a file, of which path is absolute, is compared.
func (s *diffScope) allows(path string) bool {
	return s.sides[0].Allows(path) || s.sides[1].Allows(path)
}

// found takes the files of a side in which roles were found.
func (s *diffScope) found(side int, inputs []lint.Input, read *roleFiles) {
	with := map[string]bool{}
	for _, r := range read.roles {
		with[r.File.Name] = true
	}
	for _, in := range inputs {
		if with[in.Name] && !in.Named {
			s.roles[side][in.Path] = in.Name
		}
	}
}

// left returns the role files that AFTER has, and names no more.
func (s *diffScope) left() []string { return s.moved(1, 0) }

// entered returns the role files that BEFORE had, and did not name.
func (s *diffScope) entered() []string { return s.moved(0, 1) }

// moved returns the role files of one side that its configuration does not name
// and that the other's names.
func (s *diffScope) moved(side, other int) []string {
	var out []string
	for path, name := range s.roles[side] {
		if !s.sides[side].Allows(path) && s.sides[other].Allows(path) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// mayHold reports whether a file below a folder, of which path is absolute, may
// be one that is compared: what stands before the first wildcard of a glob decides.
func (s *diffScope) mayHold(folder string) bool {
	for _, c := range s.sides {
		if len(c.Files) == 0 {
			return true
		}
		for _, f := range c.Files {
			start := f.Glob.Pattern
			if i := strings.IndexAny(start, `*?[{\`); i >= 0 {
				start = start[:i]
			}
			start = filepath.ToSlash(f.Glob.Folder) + "/" + start
			below := filepath.ToSlash(folder) + "/"
			if strings.HasPrefix(start, below) || strings.HasPrefix(below, start) {
				return true
			}
		}
	}
	return false
}
