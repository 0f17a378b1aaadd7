package cli

import (
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

// diffIntent compares what intent files declare of roles, and what roles
// declare of themselves, with what the roles of the paths grant.
func (p *program) diffIntent(f *diffFlags, paths []string) error {
	if f.declares() || !f.from.IsZero() {
		return usagef("diff: --intent compares roles with what is declared of them, at one version: leave --declared, --declared-commits and --stack A..B out")
	}
	for _, path := range paths {
		if strings.HasPrefix(path, "git:") {
			return usagef("diff: --intent takes files and folders, but got %q", path)
		}
	}
	settings, target, err := f.settings()
	if err != nil {
		return err
	}
	files, err := readIntents(*f.intents, settings)
	if err != nil {
		return err
	}
	intents, err := intent.Read(files, target)
	if err != nil {
		return usageError{err}
	}
	read, err := f.read(p, settings, paths)
	if err != nil {
		return err
	}
	after := &diff.Side{Title: "what the roles grant", Target: target, Roles: read.roles}
	out := &report.Diff{Result: diff.Intended(intents, "what "+strings.Join(*f.intents, ", ")+" declares", after), Errors: read.errors}
	return p.writeDiff(f, out)
}

// writeDiff reports a difference, and what kept roles from being compared.
func (p *program) writeDiff(f *diffFlags, out *report.Diff) error {
	for _, problem := range out.Problems {
		r := problem.Location.Range
		out.Errors = append(out.Errors, lint.FileError{File: problem.Location.File, Range: &r, Message: problem.Message})
	}
	if err := f.outputs.write(p, func(w io.Writer, i int) error {
		one := &f.outputs.list[i]
		return report.WriteDiff(w, out, one.format, p.options(f.color.value, one))
	}); err != nil {
		return err
	}
	return f.outcome(out)
}
