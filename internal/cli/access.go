package cli

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var accessCommand = command{
	name: "access", arguments: "[PATH ...]", summary: "List what each role grants",
	about: `PATH is a file, a folder, or - for the standard input; without one it is the working directory.
Kibana privileges are listed by space and feature, deprecated features as what Kibana replaces them by; data by the names of indices; then cluster and everything else. What the stated version does not have grants nothing and is not listed.`,
	examples: []string{
		"rolelint access roles/analyst.json",
		"rolelint access --stack 8.17 roles/ -f json",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := newAccessFlags(flags, []string{"json", "text"})
		return func(p *program, args []string) error { return p.access(f, args) }
	},
}

// access lists what the roles of the paths grant, one by one.
func (p *program) access(f *accessFlags, paths []string) error {
	collectLate(p.env)
	settings, target, err := f.settings()
	if err != nil {
		return err
	}
	read, err := f.read(p, settings, paths)
	if err != nil {
		return err
	}
	refused, err := refusals(target, read.roles)
	if err != nil {
		return err
	}
	out := &report.AccessResult{Target: target}
	for i, l := range read.roles {
		set, err := access.Of(target, l.Role)
		if err != nil {
			at := diff.Locate(l.File, l.Node)
			read.errors = append(read.errors, lint.FileError{File: at.File, Range: &at.Range, Message: fmt.Sprintf("role %q: %v", l.Name, err)})
			continue
		}
		out.Roles = append(out.Roles, report.RoleAccess{Role: l, Granted: set.Granted(), Refused: refused[i]})
	}
	if err := report.WriteAccess(p.stdout, out, f.format.value, useColor(f.color.value, p.env, p.stdout)); err != nil {
		return err
	}
	switch failed := p.complainOf(read.errors); {
	case failed != nil:
		return failed
	case len(read.roles) == 0:
		return errNothing
	}
	return nil
}
