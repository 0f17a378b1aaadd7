package cli

import (
	"os"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/report"
)

var canCommand = command{
	name: "can", arguments: "ROLE ...", summary: "Say whether a role, or several together, may do something, and why",
	about: `ROLE is a role file, - for the standard input, or the name of a role that is looked up below --in. Several roles are asked as one user that holds them all, and so are all the roles of a file; to ask about one of them, give its name and the file with --in.
A name of --on may be a pattern, and a privilege contains others: then the answer is about all of it; "partly" says what is missing.
Exit code: 0 for yes, 1 for anything less.`,
	examples: []string{
		"rolelint can roles/analyst.json --do read --on logs-app-2026",
		"rolelint can analyst --in roles.yml --do read --on logs-app-2026",
		"rolelint can analyst viewer --in roles --do write --on 'logs-*'",
		"rolelint can roles/analyst.json --feature generalCasesV3:push --space support",
		"rolelint can admin --in roles.yml --cluster monitor -f json",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		q := newQuestion(flags)
		in := flags.String("in", ".", "file or folder in which roles are looked up by name, as a `PATH`")
		f := newAccessFlags(flags, []string{"json", "text"})
		return func(p *program, args []string) error { return p.can(f, q, *in, args) }
	},
}

// can answers the question for the roles together.
func (p *program) can(f *accessFlags, q *question, in string, names []string) error {
	collectLate(p.env)
	if len(names) == 0 {
		return usagef("can: a role is missing: say a role file, or the name of a role and where to look it up with --in")
	}
	if err := q.check("can"); err != nil {
		return err
	}
	settings, target, err := f.settings()
	if err != nil {
		return err
	}
	loaded, err := p.rolesOf(f, settings, in, names)
	if err != nil {
		return err
	}
	set, err := access.Of(target, rolesIn(loaded)...)
	if err != nil {
		return err
	}
	answer, err := q.ask(set)
	if err != nil {
		return err
	}
	refused, err := refusals(target, loaded)
	if err != nil {
		return err
	}
	out := &report.CanResult{Target: target, Question: q.String(), Roles: loaded, Answer: answer, Refused: refused}
	if err := report.WriteCan(p.stdout, out, f.format.value, useColor(f.color.value, p.env, p.stdout)); err != nil {
		return err
	}
	if answer.Verdict != access.Yes {
		return errFindings
	}
	return nil
}

// rolesOf returns the roles that the arguments name: all roles of a file, or
// the one of a name.
func (p *program) rolesOf(f *accessFlags, settings *config.Config, in string, names []string) ([]diff.Loaded, error) {
	var out []diff.Loaded
	var known *roleFiles // of in, read when it is first needed
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			return nil, usagef("can: %q is a folder: name roles, and say --in %s", name, name)
		case err == nil || name == "-":
			read, err := f.read(p, settings, []string{name})
			if err == nil {
				err = p.complainOf(read.errors)
			}
			if err != nil {
				return nil, err
			}
			out = append(out, read.roles...)
			continue
		}
		if known == nil {
			if known, err = f.read(p, settings, []string{in}); err != nil {
				return nil, err
			}
		}
		one, err := p.lookUp(known, in, name)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// lookUp returns the role of a name.
func (p *program) lookUp(known *roleFiles, in, name string) (diff.Loaded, error) {
	var names, places []string
	var found diff.Loaded
	for _, r := range known.roles {
		names = append(names, r.Name)
		if r.Name == name {
			found = r
			places = append(places, strconv.Quote(r.File.Name))
		}
	}
	switch {
	case len(places) == 1:
		return found, nil
	case len(places) > 1:
		return diff.Loaded{}, usagef("can: the role %q stands in %s: name the file, or say --in", name, strings.Join(places, " and "))
	case len(known.errors) > 0: // it may be in one of those
		return diff.Loaded{}, p.complainOf(known.errors)
	}
	return diff.Loaded{}, usagef("can: %q is neither a file nor a role in %q%s", name, in, didYouMean(name, names, ""))
}
