package cli

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/revision"
)

// diffModules are the submodules of both sides. A commit of one is read where
// the submodule is checked out and has it; what is another commit on both sides
// and cannot be read is not compared, which is said.
type diffModules struct {
	read   [2]map[string]string // path → commit that is read beside the side's own files
	unread []lint.FileError
	left   []string // absolute paths of those that are not compared
}

// modulesOf looks for the submodules of sides, of which one is a revision.
func (f *diffFlags) modulesOf(sides []diffSide, scope *diffScope) (*diffModules, error) {
	m := &diffModules{}
	if len(sides) != 2 || sides[0].repo == nil || sides[1].repo == nil {
		return m, nil // no two states of one repository
	}
	var commits [2]map[string]string
	for i := range sides {
		name := ""
		if sides[i].git != nil {
			name = sides[i].git.Revision
		}
		var err error
		if commits[i], err = sides[i].repo.Modules(name); err != nil {
			return nil, fmt.Errorf("submodules of %s: %w", sides[i].title, err)
		}
		m.read[i] = map[string]string{}
	}
	all := maps.Clone(commits[0])
	maps.Copy(all, commits[1])
	for _, path := range slices.Sorted(maps.Keys(all)) {
		absolute := filepath.Join(sides[0].repo.Root, filepath.FromSlash(path))
		within := f.isWithin(sides[0], absolute) || slices.ContainsFunc(f.within, func(in string) bool { return strings.HasPrefix(in, path+"/") })
		if !within || !scope.mayHold(absolute) || !sides[0].holds(path) && !sides[1].holds(path) {
			continue
		}
		before, after := commits[0][path], commits[1][path]
		module, here := sides[0].repo.Module(path)
		if here && module.Has(before) && module.Has(after) {
			m.read[0][path], m.read[1][path] = before, after
			continue
		}
		m.left = append(m.left, absolute)
		if before != after {
			m.unread = append(m.unread, lint.FileError{File: path, Message: fmt.Sprintf(
				"not compared: this submodule is %s before and %s after, and not both can be read here: git submodule update --init gets it", commitWords(before), commitWords(after))})
		}
	}
	return m, nil
}

func commitWords(commit string) string {
	if commit == "" {
		return "absent"
	}
	return "commit " + commit[:min(len(commit), 10)]
}

// holds reports whether a path from the repository's top is part of what the
// side names.
func (s *diffSide) holds(path string) bool {
	if s.git == nil {
		return true
	}
	return s.git.Path == "" || path == s.git.Path || strings.HasPrefix(path, s.git.Path+"/")
}

// files returns the files of the submodules of a side that is a revision, with
// their paths from the top of the repository around.
func (m *diffModules) files(s *diffSide, side int, keep func(name string) bool) ([]revision.File, error) {
	var out []revision.File
	for _, path := range slices.Sorted(maps.Keys(m.read[side])) {
		commit := m.read[side][path]
		if commit == "" || !s.holds(path) {
			continue
		}
		module, _ := s.repo.Module(path)
		files, err := module.Files(revision.Side{Revision: commit}, func(name string) bool { return keep(path + "/" + name) })
		if err != nil {
			return nil, fmt.Errorf("submodule %s: %w", path, err)
		}
		for _, file := range files {
			file.Path = path + "/" + file.Path
			out = append(out, file)
		}
	}
	return out, nil
}

// compared leaves out what is in submodules that are not compared.
func (m *diffModules) compared(inputs []lint.Input) []lint.Input {
	return slices.DeleteFunc(inputs, func(in lint.Input) bool {
		return slices.ContainsFunc(m.left, func(folder string) bool {
			return strings.HasPrefix(in.Path, folder+string(filepath.Separator))
		})
	})
}
