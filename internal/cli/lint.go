package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/role"
)

var lintCommand = command{
	name: "lint", arguments: "[PATH ...]", summary: "Find what is wrong with role files",
	about: `PATH is a file, a folder, or - for the standard input; without one it is the working directory. ` +
		`In folders the files *.json, *.jsonc, *.ndjson, *.yml and *.yaml are looked at that git does not ignore and that "files" of the configuration allows; ` +
		`those that hold no role are skipped. A file that is named is always looked at.
The configuration is the nearest .rolelint.yaml from the working directory up to the root of the repository; flags override it.`,
	examples: []string{
		"rolelint lint",
		"rolelint lint --stack 8.17 --license basic roles/",
		"rolelint lint -f json roles/analyst.json",
		"rolelint lint -f text -f github -f sarif=rolelint.sarif roles/",
		"rolelint lint --changed-since main roles/",
		"rolelint lint --fix roles/",
		"rolelint lint --diff --fix=unsafe roles/",
		"curl -s $KIBANA/api/security/role | rolelint lint - --as kibana-list",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := newLintFlags(flags)
		return func(p *program, args []string) error { return p.lint(f, args) }
	},
}

// lintFlags are the flags of lint.
type lintFlags struct {
	fix           *fixFlags // of lint alone
	outputs       *outputs
	target        *targetFlags
	as            parsed[string]
	preset        parsed[diag.Preset]
	rules, except ruleList
	failOn        parsed[diag.Severity]
	policies      []string
	intents       *[]string
	surroundings  *surroundingFlags
	config        string
	noConfig      bool
	stdinName     string
	color         parsed[string]
	quiet         bool
	stats         bool
	changed       bool
	changedSince  string
	noSuppress    bool
	baseline      *baselineFlags
}

func newLintFlags(flags *pflag.FlagSet) *lintFlags {
	f := &lintFlags{}
	f.outputs = outputsFlag(flags, append(report.Names(), templateFormat+":FILE"))
	f.defineSubject(flags)
	f.defineSettings(flags)
	f.baseline = newBaselineFlags(flags)
	flags.BoolVar(&f.noSuppress, "no-suppress", false, "report what is suppressed, or in the baseline, as well")
	flags.StringVar(&f.stdinName, "stdin-filename", "<stdin>", "what the standard input is called, as a file `NAME`; the name of a role may come from it")
	f.color.value, f.color.text, f.color.kind, f.color.parse = "auto", "auto", "WHEN", choice("value", []string{"auto", "always", "never"})
	flags.Var(&f.color, "color", "use colours: auto, always or never")
	f.fix = newFixFlags(flags)
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "one line per finding: no excerpts, no summary")
	flags.BoolVar(&f.changed, "changed", false, "the paths are files that changed, as hooks pass them: those that hold no role, are gone, or are not allowed by the configuration are skipped, and it is fine when none is left")
	flags.StringVar(&f.changedSince, "changed-since", "", "look only at files that differ from this git `REVISION`, or at all where the configuration, a policy, an intent file or a file that stands beside the roles does; it is fine when none is left")
	flags.BoolVar(&f.stats, "stats", false, "say on the error stream where the time went, by phase and by rule")
	return f
}

// defineSubject adds the flags that say what files are, and which rules run.
func (f *lintFlags) defineSubject(flags *pflag.FlagSet) {
	f.as.kind, f.as.parse = "KIND", choice("kind of file", role.FormatNames())
	flags.Var(&f.as, "as", "read every file as "+strings.Join(role.FormatNames(), ", ")+" (bulk bodies are kibana or elasticsearch, role descriptors of API keys elasticsearch); otherwise the content decides")
	flags.Var(&f.rules, "rules", "run only these `RULES`, separated by commas")
	flags.Var(&f.except, "except", "run all rules but these `RULES`, separated by commas")
}

// lint looks at the paths and reports.
func (p *program) lint(f *lintFlags, paths []string) error {
	collectLate(p.env)
	if err := f.checkFix(paths); err != nil {
		return err
	}
	if err := f.outputs.check(p); err != nil {
		return err
	}
	if err := f.outputs.spare(p, f.named(paths)); err != nil {
		return err
	}
	look, err := p.prepare(f, paths)
	if err != nil {
		return p.reportFailure(f, err)
	}
	if err := f.outputs.spare(p, look.reads()); err != nil {
		return err
	}
	settings := look.settings
	result, err := look.run()
	if err != nil {
		return p.reportFailure(f, optionsError(err, settings))
	}
	failOn := f.failOn.value
	if settings.FailOn != nil {
		failOn = *settings.FailOn
	}
	reporter := p
	if f.fix.on() {
		if result, reporter, err = p.fixAll(f, look, paths, result); err != nil {
			return err
		}
	}
	if reporter != nil {
		if err := reporter.report(f, result, failOn); err != nil {
			return err
		}
	}
	err = verdict(result, failOn)
	if (err == nil || err == errFindings) && f.baseline.strict && len(result.Baseline.Fixed) > 0 {
		p.complain(fmt.Errorf("--baseline-strict: %s has what is not found any more; rolelint baseline writes it anew", result.Baseline.Name))
		return errFindings
	}
	if err == errNothing && (f.changed || f.changedSince != "") {
		return nil
	}
	return err
}

// prepare reads what the paths are held against.
func (p *program) prepare(f *lintFlags, paths []string) (*search, error) {
	settings, err := readConfig(f)
	if err != nil {
		return nil, err
	}
	known, err := f.baseline.read(f, settings)
	if err != nil {
		return nil, err
	}
	look, err := p.search(f, settings, paths)
	if err != nil {
		return nil, err
	}
	if look.known = known; f.fix.on() {
		look.inputs = keepTexts(look.inputs)
	}
	if known != nil {
		look.beside = used("the baseline", f.baseline.path(settings))
	}
	return look, nil
}

// verdict returns what a run came to. What could not be checked outweighs what
// was found: the findings may be incomplete.
func verdict(result *lint.Result, failOn diag.Severity) error {
	switch {
	case len(result.Errors) > 0:
		return errReported
	case result.Summary.Roles == 0 && result.Surroundings == 0 && len(result.Findings) == 0:
		return errNothing
	case failOn == diag.Off:
		return nil
	}
	for i := range result.Findings {
		if f := &result.Findings[i]; f.Suppressed == nil && f.Severity >= failOn {
			return errFindings
		}
	}
	return nil
}
