package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/revision"
	"github.com/rolelint/rolelint/internal/source"
)

// diffSide is BEFORE or AFTER as the user names it.
type diffSide struct {
	title string
	git   *revision.Side // nil for files
	path  string         // of files
	repo  *revision.Repository
}

// folder returns what the names of the side's files begin with; "" where that
// is nothing.
func (s *diffSide) folder() string {
	if s.git != nil {
		return s.git.Path
	}
	if folder := filepath.ToSlash(filepath.Clean(s.path)); folder != "." {
		return folder
	}
	return ""
}

// sides reads the arguments. An AFTER that is left out is the working tree; for
// --stack A..B it is BEFORE itself, and there is one side.
func (f *diffFlags) sides(args []string) ([]diffSide, error) {
	var sides []diffSide
	for _, argument := range args {
		s := diffSide{title: argument, path: argument}
		found, ok, err := revision.Parse(argument)
		if err != nil {
			return nil, usageError{fmt.Errorf("diff: %w", err)}
		}
		if ok {
			folder, err := os.Getwd()
			if err != nil {
				return nil, fmt.Errorf("working directory: %w", err)
			}
			if s.repo, err = revision.Open(folder); err != nil {
				return nil, err
			}
			// The same folder as the configuration's paths have it, through links.
			if root, ok := discover.RepositoryRoot(folder); ok && resolved(root) == resolved(s.repo.Root) {
				s.repo.Root = root
			}
			s.git = &found
		}
		sides = append(sides, s)
	}
	if len(sides) == 1 && f.from.IsZero() {
		before := sides[0]
		sides = append(sides, diffSide{title: "the working tree", repo: before.repo, path: fromHere(filepath.Join(before.repo.Root, filepath.FromSlash(before.git.Path)))})
	}
	return sides, nil
}

// sideInputs returns the files of a side.
func (p *program) sideInputs(f *diffFlags, scope *diffScope, modules *diffModules, side int, s diffSide) ([]lint.Input, error) {
	settings := scope.of(side)
	if s.git == nil {
		if s.title == "the working tree" {
			if _, err := os.Stat(s.path); os.IsNotExist(err) {
				return nil, nil // everything was removed
			}
		}
		if _, err := os.Stat(s.path); s.path != "-" && os.IsNotExist(err) {
			// A misspelt path is no change that removes every role.
			return nil, fmt.Errorf("%s: no such file or directory", s.path)
		}
		inputs, err := p.inputsAmong(&f.lintFlags, settings, []string{s.path}, scope.allows)
		return slices.DeleteFunc(inputs, func(in lint.Input) bool { return !f.isWithin(s, in.Path) }), err
	}
	keep := func(name string) bool {
		absolute := filepath.Join(s.repo.Root, filepath.FromSlash(name))
		if path.Base(name) == config.Name || !discover.HasRoleEnding(name) || !f.isWithin(s, absolute) {
			return false
		}
		return scope.allows(absolute)
	}
	files, err := s.repo.Files(*s.git, keep)
	if err != nil {
		return nil, err
	}
	more, err := modules.files(&s, side, keep)
	if err != nil {
		return nil, err
	}
	var inputs []lint.Input
	for _, file := range append(files, more...) {
		text := file.Text
		input := lint.Input{Name: file.Path, Named: file.Named, Read: func() ([]byte, error) { return text, nil }}
		f.pin(&input, settings, filepath.Join(s.repo.Root, filepath.FromSlash(file.Path)))
		inputs = append(inputs, input)
	}
	return inputs, nil
}

// isWithin reports whether --in allows a file of a side, of which absolute is the path.
func (f *diffFlags) isWithin(s diffSide, absolute string) bool {
	top := s.path
	if s.repo != nil {
		top = s.repo.Root
	}
	top, err := filepath.Abs(top)
	if err != nil || len(f.within) == 0 {
		return true
	}
	return slices.ContainsFunc(f.within, func(path string) bool {
		relative, err := filepath.Rel(filepath.Join(top, path), absolute)
		return err != nil || relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
	})
}

// checkDeclared holds the result against what the author declares.
func (p *program) checkDeclared(f *diffFlags, sides []diffSide, result *diff.Result) error {
	var declarations []diff.Declaration
	var unreadable []error
	add := func(source, text string) {
		d, errs := diff.Declarations(source, text)
		declarations, unreadable = append(declarations, d...), append(unreadable, errs...)
	}
	if f.declaredCommits {
		messages, err := commitMessages(sides)
		if err != nil {
			return err
		}
		for _, message := range messages {
			title, _, _ := strings.Cut(message, "\n")
			add("commit "+strings.TrimSpace(title), message)
		}
	}
	for _, name := range f.declared {
		var text []byte
		var err error
		if name == "-" {
			text, err = whole(source.ReadAll(p.stdin))
		} else {
			text, err = whole(readFile(name))
		}
		if err != nil {
			return fmt.Errorf("read the declared changes: %w", err)
		}
		add(name, string(text))
	}
	result.CheckDeclared(declarations, unreadable)
	return nil
}

// commitMessages returns the messages of the commits from BEFORE to AFTER.
func commitMessages(sides []diffSide) ([]string, error) {
	before, after := sides[0], sides[1]
	if before.git == nil {
		return nil, usagef("diff: --declared-commits needs git:REV as BEFORE: it reads the messages of the commits from there on")
	}
	end := ""
	if after.git != nil {
		end = after.git.Revision
	}
	return before.repo.Messages(before.git.Revision, end)
}

// stdinOnce refuses two uses of the standard input.
func stdinOnce(args, declared []string) error {
	if n := len(slices.DeleteFunc(slices.Concat(args, declared), func(s string) bool { return s != "-" })); n > 1 {
		return usagef("diff: the standard input can be read only once, but - is given %d times", n)
	}
	return nil
}
