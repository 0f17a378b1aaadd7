package cli

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/role"
)

var whoCanCommand = command{
	name: "who-can", arguments: "[PATH ...]", summary: "List the roles that may do something, wholly or in part, each with an example",
	about: `PATH is a file, a folder, or - for the standard input; without one it is the working directory. Each role is asked by itself.
Exit code: 0 where a role can, wholly or in part, or it is not certain that it cannot; 1 where none can.`,
	examples: []string{
		"rolelint who-can --do write --on '.kibana*' roles/",
		"rolelint who-can --feature actions:all -f json",
		"rolelint who-can --cluster manage_security",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		q := newQuestion(flags)
		f := newAccessFlags(flags, []string{"json", "text"})
		return func(p *program, args []string) error { return p.whoCan(f, q, args) }
	},
}

// whoCan asks every role by itself.
func (p *program) whoCan(f *accessFlags, q *question, paths []string) error {
	collectLate(p.env)
	if err := q.check("who-can"); err != nil {
		return err
	}
	settings, target, err := f.settings()
	if err != nil {
		return err
	}
	// A question that makes no sense is refused before anything is read.
	nobody, err := access.Of(target)
	if err != nil {
		return err
	}
	if _, err := q.ask(nobody); err != nil {
		return err
	}
	read, err := f.read(p, settings, paths)
	if err != nil {
		return err
	}
	holders, err := askEach(q, target, read.roles)
	if err != nil {
		return err
	}
	listed := make([]diff.Loaded, len(holders))
	for i := range holders {
		listed[i] = holders[i].Role
	}
	refused, err := refusals(target, listed)
	if err != nil {
		return err
	}
	for i := range holders {
		holders[i].Refused = refused[i]
	}
	out := &report.WhoCanResult{Target: target, Question: q.String(), Roles: len(read.roles), Holders: holders}
	if err := report.WriteWhoCan(p.stdout, out, f.format.value, useColor(f.color.value, p.env, p.stdout)); err != nil {
		return err
	}
	switch failed := p.complainOf(read.errors); {
	case failed != nil:
		return failed
	case len(read.roles) == 0:
		return errNothing
	case len(holders) == 0:
		return errFindings
	}
	return nil
}

// askEach asks all roles, several at a time, and returns those that can, in
// their order.
func askEach(q *question, target catalog.Target, roles []diff.Loaded) ([]report.Holder, error) {
	each := make([]report.Holder, len(roles))
	failures := make([]error, len(roles))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(runtime.GOMAXPROCS(0), len(roles))) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(roles); i = int(next.Add(1)) - 1 {
				each[i], failures[i] = askOne(q, target, roles[i])
			}
		})
	}
	wg.Wait()
	var holders []report.Holder
	for i := range each {
		if failures[i] != nil {
			return nil, fmt.Errorf("role %q: %w", roles[i].Name, failures[i])
		}
		if each[i].Answer.Verdict != access.No {
			holders = append(holders, each[i])
		}
	}
	return holders, nil
}

func askOne(q *question, target catalog.Target, l diff.Loaded) (report.Holder, error) {
	set, err := access.Of(target, q.concerned(l.Role))
	if err != nil {
		return report.Holder{}, err
	}
	h := report.Holder{Role: l}
	if q.do != "" && l.Template == nil && !set.Touches(q.index()) {
		h.Answer.Verdict = access.No
		return h, nil
	}
	if h.Answer, err = q.ask(set); err != nil || h.Answer.Verdict == access.No {
		return h, err
	}
	var at access.Place
	if h.Example, at, h.Found = q.example(set); h.Found {
		h.At = at.Node
	}
	return h, nil
}

// rolesIn returns roles without their files.
func rolesIn(loaded []diff.Loaded) []*role.Role {
	roles := make([]*role.Role, len(loaded))
	for i := range loaded {
		roles[i] = loaded[i].Role
	}
	return roles
}
