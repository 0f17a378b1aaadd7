package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/report"
)

var diffCommand = command{
	name: "diff", arguments: "BEFORE [AFTER] | --intent FILE [PATH ...]", summary: "Say what a change of roles changes in access, with a witness or a proof",
	about: `BEFORE and AFTER are files, folders, git:REV or git:REV:PATH, where PATH counts from the repository's top. git:REV alone is compared with the working tree. With --stack A..B the same roles are compared under two versions, what an upgrade changes, and AFTER may be left out.
Roles are matched by name, wherever they stand; two files with one role each are compared whatever the roles are called.
--declared and --declared-commits hold what changed against what the author declares, in lines such as "Access-change: soc-tier1 +write logs-app-*"; the exit code is 1 where the two are not the same. Otherwise it is 1 only for what --fail-on names; what was declared is no failure.
--intent compares what is declared of roles with what they grant: gained is beyond the declaration, lost is missing from the role.`,
	examples: []string{
		"rolelint diff git:main",
		"rolelint diff git:main:roles git:HEAD:roles --fail-on gained,unknown",
		"rolelint diff old.json new.json -f text -f markdown=comment.md",
		"rolelint diff --stack 8.17..9.5 roles/",
		"rolelint diff git:main git:HEAD --declared-commits",
		"rolelint diff --intent intent.yaml roles/",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		outputs := outputsFlag(flags, report.DiffNames())
		f := &diffFlags{accessFlags: newAccessFlags(flags, nil)}
		f.outputs = outputs
		flags.StringSliceVar(&f.failOn, "fail-on", nil, "`WHAT` makes the exit code 1: gained, lost, changed, unknown, separated by commas")
		flags.StringArrayVar(&f.within, "in", nil, "compare only files at or below this `PATH`, which counts from the repository's top, or from the folder that is compared; may be repeated")
		flags.StringArrayVar(&f.declared, "declared", nil, "`FILE` with Access-change lines, or - for the standard input; may be repeated")
		flags.BoolVar(&f.declaredCommits, "declared-commits", false, "take Access-change lines from the messages of the commits BEFORE..AFTER")
		f.intents = intentFlag(flags, "compare what this `FILE` declares of roles with what the roles of PATH … grant; may be repeated")
		f.target.stack.parse = f.parseStacks
		flags.Lookup("stack").Usage += "; A..B for BEFORE and AFTER"
		return func(p *program, args []string) error { return p.diff(f, args) }
	},
}

// diffFlags are the flags of diff.
type diffFlags struct {
	*accessFlags
	from            catalog.Version // of --stack A..B; zero otherwise
	failOn          []string
	within          []string
	declared        []string
	declaredCommits bool
}

// failures are the values of --fail-on.
var failures = []string{"gained", "lost", "changed", "unknown"}

// parseStacks reads --stack A or A..B.
func (f *diffFlags) parseStacks(s string) (catalog.Version, error) {
	from, to, two := strings.Cut(s, "..")
	f.from = catalog.Version{}
	if !two {
		return catalog.ParseStack(s)
	}
	version, err := catalog.ParseStack(from)
	if err != nil {
		return catalog.Version{}, err
	}
	f.from = version
	return catalog.ParseStack(to)
}

// diff compares two sides and reports.
func (p *program) diff(f *diffFlags, args []string) error {
	collectLate(p.env)
	if err := f.outputs.check(p); err != nil {
		return err
	}
	if err := f.outputs.spare(p, append(f.named(args), used("what is declared", f.declared...)...)); err != nil {
		return err
	}
	if len(*f.intents) > 0 {
		return p.diffIntent(f, args)
	}
	if err := f.check(args); err != nil {
		return err
	}
	settings, target, err := f.settings()
	if err != nil {
		return err
	}
	sides, err := f.sides(args)
	if err != nil {
		return err
	}
	scope := f.scopeOf(settings, sides)
	modules, err := f.modulesOf(sides, scope)
	if err != nil {
		return err
	}
	compared := make([]diff.Side, 2)
	read := make([]*roleFiles, len(sides))
	for i, s := range sides {
		inputs, err := p.sideInputs(f, scope, modules, i, s)
		if err != nil {
			return err
		}
		if s.git == nil {
			if err := f.outputs.spare(p, readsInputs(inputs)); err != nil {
				return err
			}
		}
		inputs = modules.compared(inputs)
		read[i] = f.load(inputs)
		scope.found(i, inputs, read[i])
		compared[i] = diff.Side{Title: s.title, Target: target, Roles: read[i].roles, Folder: s.folder(), Single: len(inputs) == 1 && inputs[0].Named}
	}
	if len(sides) == 1 {
		compared[1] = compared[0]
	}
	out := &report.Diff{Left: scope.left(), Entered: scope.entered(), Notes: scope.notes}
	out.Errors = append(out.Errors, modules.unread...)
	out.Past = len(out.Errors)
	for i, s := range sides {
		for _, e := range read[i].unparsed {
			// Where there was a role, or is one now, the file is no other file.
			if compared[1-i].HasRoleIn(e.File, &compared[i]) {
				read[i].errors = append(read[i].errors, e)
			}
		}
		for _, e := range read[i].errors {
			if s.git != nil {
				e.Message += " (in " + s.title + ")"
			}
			out.Errors = append(out.Errors, e)
		}
		if i == 0 && s.git != nil && len(sides) == 2 {
			out.Past = len(out.Errors)
		}
	}
	if !f.from.IsZero() {
		compared[0].Target.Stack = f.from
	}
	out.Result = diff.Compare(&compared[0], &compared[1])
	if len(out.Errors) > 0 {
		out.Verdict = diff.Unknown // what could not be read may hold anything
	}
	if f.declares() {
		if err := p.checkDeclared(f, sides, out.Result); err != nil {
			return err
		}
	}
	err = p.writeDiff(f, out)
	if errors.Is(err, errNothing) {
		p.complain(errors.New("diff: no role on either side, so that nothing was compared; rolelint doctor says what is looked at"))
	}
	return err
}

func (f *diffFlags) declares() bool { return len(f.declared) > 0 || f.declaredCommits }

// check refuses flags and arguments that make no sense together.
func (f *diffFlags) check(args []string) error {
	for _, what := range f.failOn {
		if !slices.Contains(failures, what) {
			return usagef("diff: --fail-on: unknown value %q: some of %s%s", what, strings.Join(failures, ", "), didYouMean(what, failures, ""))
		}
	}
	if err := stdinOnce(args, f.declared); err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return usagef("diff: BEFORE is missing: say rolelint diff BEFORE AFTER, or rolelint diff git:main for the working tree")
	case len(args) > 2:
		return usagef("diff takes BEFORE and AFTER, but got %d arguments", len(args))
	case len(args) == 1 && f.from.IsZero() && !strings.HasPrefix(args[0], "git:"):
		hint := ""
		if _, err := os.Stat(args[0]); args[0] != "-" && errors.Is(err, fs.ErrNotExist) {
			hint = fmt.Sprintf(". For the revision %s say git:%s", args[0], args[0])
		}
		return usagef("diff: AFTER is missing: only git:REV, or --stack A..B, can do without it%s", hint)
	case !f.from.IsZero() && f.declares():
		return usagef("diff: --stack %s says what an upgrade changes, which nobody declares: leave --declared out", f.target.stack.text)
	}
	return nil
}

// outcome returns what the run came to.
func (f *diffFlags) outcome(d *report.Diff) error {
	gained, lost, changed, unknown := false, false, false, false
	for i := range d.Roles {
		r := &d.Roles[i]
		gained = gained || len(r.Gained) > 0
		lost = lost || len(r.Lost) > 0
		unknown = unknown || len(r.Unknown) > 0
		changed = changed || r.Verdict != diff.Equal
	}
	happened := map[string]bool{"gained": gained, "lost": lost, "changed": changed, "unknown": unknown}
	switch {
	case len(d.Errors) > d.Past:
		return errReported
	case d.Past > 0 && slices.Contains(f.failOn, "unknown"):
		return errFindings
	case len(d.Roles) == 0 && d.Past > 0:
		return nil
	case len(d.Roles) == 0:
		return errNothing
	case d.Declared != nil:
		// What changed is what was declared, or a failure of its own.
		if len(d.Declared.Failures) > 0 {
			return errFindings
		}
		return nil
	}
	for _, what := range f.failOn {
		if happened[what] {
			return errFindings
		}
	}
	return nil
}
