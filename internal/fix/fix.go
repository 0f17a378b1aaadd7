// Package fix applies the fixes of findings to files, and proves what it does:
// the text is read and linted again, says what the fixes say and nothing else,
// has no error that was not there before, and after safe fixes every role
// grants what it did.
package fix

import (
	"context"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// Rounds is how often a file is fixed and linted again at most: fixes that
// overlap wait for the next round, and a fix may make room for another.
const Rounds = 10

// Options say what to fix.
type Options struct {
	Lint lint.Options
	// Unsafe applies all fixes, also those that may change access.
	Unsafe bool
	// Judge, where not nil, looks at the result of every run, such as to mark
	// what a baseline has.
	Judge func(*lint.Result)
}

// Source is a file that was linted, with its text.
type Source struct {
	lint.Input
	Text []byte
}

// File is what became of a file that has findings with fixes.
type File struct {
	Name          string
	Before, After []byte
	Applied       []Applied // in the order of the rounds
	Refused       []Refused // fixes that did not pass the checks
	// Unsettled says that Rounds were not enough. Then After is Before.
	Unsettled bool
}

// Applied is a fix that was made.
type Applied struct {
	Rule  *diag.Rule
	Role  string
	Title string
	// Safe says that access was proved to stay as it was.
	Safe bool
}

// Refused is a fix that was tried and not made.
type Refused struct {
	Rule  *diag.Rule
	Role  string
	Title string
	Why   string
}

// Changed reports whether the text is another.
func (f *File) Changed() bool { return string(f.Before) != string(f.After) }

// Run fixes the sources as far as their findings have fixes, and returns the
// files that have any, in the order of the sources. It writes nothing. Result
// is what a run over the sources found with the same options.
func Run(ctx context.Context, opt Options, sources []Source, result *lint.Result) ([]File, error) {
	opt.Lint.Whole = false // the runs are over some of the files
	work := gather(sources, result)
	settled := false
	for round := 0; round < Rounds && !settled; round++ {
		settled = true
		for _, pass := range []pass{safe, unsafe} {
			if pass == unsafe && !opt.Unsafe {
				continue
			}
			changed, err := run(ctx, opt, pass, work)
			if err != nil {
				return nil, err
			}
			settled = settled && !changed
		}
	}
	out := make([]File, 0, len(work))
	for _, w := range work {
		f := File{Name: w.Name, Before: w.before, After: w.Text, Applied: w.applied, Refused: w.refused}
		if !settled && (len(w.choose(safe)) > 0 || opt.Unsafe && len(w.choose(unsafe)) > 0) {
			f.After, f.Applied, f.Unsettled = w.before, nil, true
		}
		out = append(out, f)
	}
	return out, nil
}

// gather returns the sources that have findings with fixes.
func gather(sources []Source, result *lint.Result) []*file {
	var work []*file
	byName := byFile(result)
	for _, s := range sources {
		found := byName[s.Name]
		delete(byName, s.Name) // of two files of one name the first
		w := &file{Source: s, before: s.Text, found: found}
		if len(w.choose(safe))+len(w.choose(unsafe)) > 0 {
			work = append(work, w)
		}
	}
	return work
}

// pass says which fixes are applied.
type pass int

const (
	safe   pass = iota // those that claim to be safe, and are proved to be
	unsafe             // all others, and those that could not be proved
)
