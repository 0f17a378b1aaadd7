package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/fix"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/role"
)

var migrateCommand = command{
	name: "migrate", arguments: "--to VERSION [PATH ...]", summary: "Rewrite roles for another version, and prove what it changes in access",
	about: `Puts in the place of deprecated features and privileges what the version has for them, in both spellings. It states for every role whether it is proved to grant the same there as it did before, or what exactly is gained and lost, with witnesses. What has no replacement, or none that is established, is listed and left alone.
Nothing is written without --write. The exit code is 1 where something is left alone, or where a role is not proved to grant the same.`,
	examples: []string{
		"rolelint migrate --from 8.17 --to 9.4 roles/",
		"rolelint migrate --from 8.17 --to 9.4 --diff roles/",
		"rolelint migrate --from 8.17 --to 9.4 --write roles/",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &migrateFlags{accessFlags: newAccessFlags(flags, []string{"json", "text"})}
		f.to.kind, f.to.parse = "VERSION", catalog.ParseStack
		flags.Var(&f.to, "to", "version to rewrite the roles for")
		f.from.kind, f.from.parse = "VERSION", catalog.ParseStack
		flags.Var(&f.from, "from", "version that the roles are for now; otherwise that of --stack or the configuration")
		flags.BoolVar(&f.write, "write", false, "rewrite the files")
		flags.BoolVar(&f.diff, "diff", false, "print only how the texts would change")
		return func(p *program, args []string) error { return p.migrate(f, args) }
	},
}

// migrateFlags are the flags of migrate.
type migrateFlags struct {
	*accessFlags
	to, from    parsed[catalog.Version]
	write, diff bool
}

// replaced are the rules whose fixes migrate makes.
var replaced = []string{"deprecated-feature", "deprecated-privilege"}

// remaining are the rules that say what is left for a person: what the rules
// above have no fix for, and what is gone.
var remaining = append(slices.Clone(replaced), "deprecated-feature-privilege-without-replacement", "feature-removed", "feature-privilege-removed",
	"unknown-cluster-privilege", "unknown-index-privilege", "rolesyml-unknown-privilege")

// migrate rewrites the roles of the paths.
func (p *program) migrate(f *migrateFlags, paths []string) error {
	collectLate(p.env)
	if err := f.check(paths); err != nil {
		return err
	}
	settings, from, err := f.settings()
	if err != nil {
		return err
	}
	if f.from.set {
		from.Stack = f.from.value
	}
	to := from
	to.Stack = f.to.value
	if to.Stack.Compare(from.Stack) < 0 {
		return usagef("migrate: --to %s is before %s, the version that the roles are for: roles are migrated to later versions; --from states another", to.Stack, from.Stack)
	}
	inputs, err := p.inputs(&f.lintFlags, settings, paths)
	if err != nil {
		return err
	}
	m, err := f.plan(keepTexts(inputs), from, to)
	if err != nil {
		return err
	}
	if f.diff {
		_ = p.complainOf(m.Access.Errors) // the outcome returns it
		if err := p.showDiffs(m.Files, f.color.value); err != nil {
			return err
		}
		return f.outcome(m)
	}
	if f.write {
		m.Written = true
		for i := range m.Files {
			if file := &m.Files[i]; file.Changed() {
				if err := write(file); err != nil {
					m.Access.Errors = append(m.Access.Errors, *err)
				}
			}
		}
	}
	if err := report.WriteMigration(p.stdout, m, f.format.value, report.Options{
		Color: useColor(f.color.value, p.env, p.stdout), Width: terminalWidth(p.stdout),
	}); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return f.outcome(m)
}

// check refuses flags that make no sense together.
func (f *migrateFlags) check(paths []string) error {
	switch {
	case !f.to.set:
		return usagef("migrate: --to VERSION is missing: the version to rewrite the roles for")
	case f.write && f.diff:
		return usagef("migrate: --write and --diff contradict each other")
	case f.diff && f.format.set && f.format.value != "text":
		return usagef("migrate: --diff prints a difference of texts; leave -f %s out", f.format.value)
	case f.write && slices.Contains(paths, "-"):
		return usagef("migrate: --write rewrites files, and - is none")
	}
	return nil
}

// plan works out what becomes of the inputs, and writes nothing.
func (f *migrateFlags) plan(inputs []lint.Input, from, to catalog.Target) (*report.Migration, error) {
	formats, _ := role.FormatsByName(f.as.value) // none where --as is not given
	options := lint.Options{Target: to, Formats: formats, Only: replaced}
	look := &search{options: options, inputs: inputs}
	result, err := look.run()
	if err != nil {
		return nil, err
	}
	files, err := look.fixed(true, result)
	if err != nil {
		return nil, err
	}
	after := map[string][]byte{}
	for i := range files {
		if files[i].Changed() {
			after[files[i].Name] = files[i].After
		}
	}
	now := withTexts(inputs, after)
	var refused []fix.Refused
	for i := range files {
		refused = append(refused, files[i].Refused...)
	}
	m := &report.Migration{Refused: refused, Files: slices.DeleteFunc(files, func(f fix.File) bool { return !f.Changed() && !f.Unsettled })}
	if m.Left, err = left(options, inputs, now, from); err != nil {
		return nil, err
	}
	before, target := f.load(inputs), f.load(now)
	m.Access = &report.Diff{
		Result: diff.Compare(
			&diff.Side{Title: "the roles as they are", Target: from, Roles: before.roles},
			&diff.Side{Title: "the roles as rewritten", Target: to, Roles: target.roles}),
		Errors: before.errors,
	}
	if len(m.Access.Errors) > 0 {
		m.Access.Verdict = diff.Unknown // what could not be read may hold anything
	}
	for _, problem := range m.Access.Problems {
		r := problem.Location.Range
		m.Access.Errors = append(m.Access.Errors, lint.FileError{File: problem.Location.File, Range: &r, Message: problem.Message})
	}
	return m, nil
}

// left returns what a migration leaves to a person: what is deprecated and was
// not replaced, and what is gone in the new version and was not in the old.
func left(options lint.Options, before, after []lint.Input, from catalog.Target) ([]lint.Finding, error) {
	options.Only = remaining
	now, err := lint.Run(context.Background(), options, after)
	if err != nil {
		return nil, err
	}
	options.Target = from
	old, err := lint.Run(context.Background(), options, before)
	if err != nil {
		return nil, err
	}
	key := func(f *lint.Finding) string {
		return f.File + "\x00" + f.Rule.ID + "\x00" + f.Role + "\x00" + f.Path.String()
	}
	known := map[string]bool{}
	for i := range old.Findings {
		known[key(&old.Findings[i])] = true
	}
	return slices.DeleteFunc(now.Findings, func(f lint.Finding) bool {
		return f.Suppressed != nil || !slices.Contains(replaced, f.Rule.ID) && known[key(&f)]
	}), nil
}

// outcome returns what the run came to.
func (f *migrateFlags) outcome(m *report.Migration) error {
	switch {
	case len(m.Access.Errors) > 0:
		return errReported
	case len(m.Access.Roles) == 0:
		return errNothing
	case len(m.Left) > 0 || !m.Proved():
		return errFindings
	}
	return nil
}
