package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/fix"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

// fixFlags are the flags of lint that change files.
type fixFlags struct {
	mode parsed[string] // "safe" or "unsafe"
	diff bool
}

var fixModes = []string{"safe", "unsafe"}

func newFixFlags(flags *pflag.FlagSet) *fixFlags {
	f := &fixFlags{}
	f.mode.kind, f.mode.parse = "MODE", choice("mode", fixModes)
	flags.Var(&f.mode, "fix", "repair what can be repaired without changing access, which is proved; --fix=unsafe repairs also what changes it (without =MODE: safe)")
	flags.Lookup("fix").NoOptDefVal = "safe"
	flags.BoolVar(&f.diff, "diff", false, "show what --fix, or --fix=unsafe, would change, and write nothing")
	return f
}

func (f *fixFlags) on() bool { return f.mode.set || f.diff }

// checkFix refuses flags that make no sense together.
func (f *lintFlags) checkFix(paths []string) error {
	if f.fix.mode.set { // --fix takes what follows an equals sign only
		for _, mode := range fixModes {
			if _, err := os.Stat(mode); slices.Contains(paths, mode) && errors.Is(err, fs.ErrNotExist) {
				return usagef("lint: there is no file %q; a mode follows an equals sign: --fix=%s", mode, mode)
			}
		}
	}
	switch {
	case f.fix.diff && len(f.outputs.list) > 0:
		return usagef("lint: --diff prints a difference of texts; leave -f out")
	case f.fix.mode.set && !f.fix.diff && len(paths) > 1 && slices.Contains(paths, "-"):
		return usagef("lint: with --fix the standard input goes to the standard output; it cannot be fixed together with files")
	}
	return nil
}

// keepTexts makes inputs that can be read again and again, and still read each
// file once.
func keepTexts(inputs []lint.Input) []lint.Input {
	out := slices.Clone(inputs)
	for i := range out {
		out[i].Read = sync.OnceValues(out[i].Read)
	}
	return out
}

// fixAll fixes what the result has fixes for, or shows how. It returns the
// result that holds afterwards, and the program that reports it: nil where
// nothing is to be.
func (p *program) fixAll(f *lintFlags, look *search, paths []string, result *lint.Result) (*lint.Result, *program, error) {
	files, err := look.fixed(f.fix.mode.value == "unsafe", result)
	if err != nil {
		return nil, nil, err
	}
	if f.fix.diff {
		_ = p.complainOf(result.Errors) // the verdict returns it
		return result, nil, p.showDiffs(files, f.color.value)
	}
	if slices.Contains(paths, "-") {
		result, err := p.fixStdin(look, files, result)
		beside := *p
		beside.stdout = p.stderr // the standard output has the fixed text
		return result, &beside, err
	}
	var failed []lint.FileError
	after := map[string][]byte{}
	for i := range files {
		file := &files[i]
		if file.Changed() {
			if err := write(file); err != nil {
				failed = append(failed, *err)
				continue
			}
			after[file.Name] = file.After
		}
		p.sayFixed(file)
	}
	if len(after) > 0 {
		if result, err = look.with(after).run(); err != nil {
			return nil, nil, err
		}
	}
	result.Errors = append(result.Errors, failed...)
	return result, p, nil
}

// fixStdin writes the fixed text of the standard input, the only input.
func (p *program) fixStdin(look *search, files []fix.File, result *lint.Result) (*lint.Result, error) {
	text, err := look.inputs[0].Read()
	if err != nil {
		return result, nil // the report says it
	}
	if len(files) > 0 {
		text = files[0].After
		p.sayFixed(&files[0])
	}
	if _, err := p.stdout.Write(text); err != nil {
		return nil, fmt.Errorf("write the output: %w", err)
	}
	return look.with(map[string][]byte{look.inputs[0].Name: text}).run()
}

// fixed fixes the texts of what was looked at, and writes nothing.
func (s *search) fixed(unsafe bool, result *lint.Result) ([]fix.File, error) {
	var sources []fix.Source
	for _, in := range s.inputs {
		if text, err := in.Read(); err == nil {
			sources = append(sources, fix.Source{Input: in, Text: text})
		}
	}
	return fix.Run(context.Background(), fix.Options{Lint: s.options, Unsafe: unsafe, Judge: s.judge}, sources, result)
}

// with returns the search over other texts for some of the inputs.
func (s *search) with(texts map[string][]byte) *search {
	out := *s
	out.inputs = withTexts(s.inputs, texts)
	return &out
}

// withTexts returns inputs with other texts for some of them, by name.
func withTexts(inputs []lint.Input, texts map[string][]byte) []lint.Input {
	out := slices.Clone(inputs)
	for i := range out {
		if text, ok := texts[out[i].Name]; ok {
			out[i].Read = func() ([]byte, error) { return text, nil }
		}
	}
	return out
}

// write puts a file's new text in its place.
func write(file *fix.File) *lint.FileError {
	err := fix.Write(filepath.FromSlash(file.Name), file.Before, file.After)
	if err == nil {
		return nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &lint.FileError{File: file.Name, Message: fmt.Sprintf("not fixed: %v; the file is as it was", err)}
}

// sayFixed says on the error stream what became of a file.
func (p *program) sayFixed(file *fix.File) {
	switch {
	case file.Unsettled:
		_, _ = fmt.Fprintf(p.stderr, "%s: not fixed: after %d rounds there is still something to fix, so nothing was written\n", report.Escape(file.Name), fix.Rounds)
	case file.Changed():
		_, _ = fmt.Fprintf(p.stderr, "%s: fixed %s\n", report.Escape(file.Name), appliedWords(file.Applied))
	}
	for _, r := range file.Refused {
		_, _ = fmt.Fprintf(p.stderr, "%s: role %s: not fixed %s (%s): %s\n", report.Escape(file.Name), report.Escape(r.Role), r.Rule.ID, report.Escape(r.Title), r.Why)
	}
}

// appliedWords counts fixes by rule, in the order in which they were made.
func appliedWords(list []fix.Applied) string {
	counts := map[string]int{}
	var order []string
	for _, a := range list {
		what := a.Rule.ID
		if !a.Safe {
			what += " [unsafe]"
		}
		if counts[what] == 0 {
			order = append(order, what)
		}
		counts[what]++
	}
	for i, what := range order {
		if n := counts[what]; n > 1 {
			order[i] = fmt.Sprintf("%s (%d)", what, n)
		}
	}
	return strings.Join(order, ", ")
}

// showDiffs prints the differences of the texts.
func (p *program) showDiffs(files []fix.File, color string) error {
	options := report.Options{Color: useColor(color, p.env, p.stdout)}
	for i := range files {
		if err := report.WriteUnified(p.stdout, &files[i], options); err != nil {
			return fmt.Errorf("write the output: %w", err)
		}
	}
	return nil
}
