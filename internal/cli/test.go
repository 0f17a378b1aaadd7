package cli

import (
	"context"
	"fmt"
	"regexp"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var testCommand = command{
	name: "test", arguments: "[FOLDER ...]", summary: "Test your own policies: their Rego tests and their examples",
	about: `FOLDER holds policies; without one it is those of the configuration, or policies.
Run are the rules test_* of the files *_test.rego, and the examples in RULE.txtar beside each rule: bad/NAME with what must be found between « and », good/NAME with nothing to find. Rules named todo_test_* are skipped. Options of rules have their defaults, whatever the configuration says.
The exit code is 0 where all passed, 1 where one failed or the coverage is too low, 2 where the policies do not compile, 3 where there is no test.`,
	examples: []string{"rolelint test", "rolelint test --run no-star -v policies", "rolelint test --min-coverage 90"},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &testFlags{policyFlags: newPolicyFlags(flags, false), target: newTargetFlags(flags)}
		f.format = formatFlag(flags, []string{"json", "text"})
		f.run.kind, f.run.parse = "PATTERN", regexp.Compile
		flags.Var(&f.run, "run", "run only tests whose name matches this regular expression")
		flags.BoolVarP(&f.verbose, "verbose", "v", false, "show tests that passed too, and what they printed")
		flags.BoolVar(&f.coverage, "coverage", false, "show which lines of the policies the tests evaluate")
		f.least.kind, f.least.parse = "PERCENT", percent
		flags.Var(&f.least, "min-coverage", "fail where the tests evaluate fewer of the lines; shows the coverage")
		return func(p *program, args []string) error { return p.test(f, args) }
	},
}

// testFlags are the flags of test.
type testFlags struct {
	*policyFlags
	target            *targetFlags
	format            *parsed[string]
	run               parsed[*regexp.Regexp]
	verbose, coverage bool
	least             parsed[float64]
}

func percent(s string) (float64, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0 && n <= 100) {
		return 0, fmt.Errorf("%q is no percentage: a number from 0 to 100", s)
	}
	return n, nil
}

// test runs the tests and reports.
func (p *program) test(f *testFlags, folders []string) error {
	settings, err := f.settings()
	if err != nil {
		return err
	}
	if len(folders) == 0 {
		folders = settings.Policies
	}
	if len(folders) == 0 {
		folders = []string{policyFolder}
	}
	options := lint.TestOptions{Target: f.target.over(settings.Target), Coverage: f.coverage || f.least.set}
	if options.Own, err = readOwn(settings, folders, true); err != nil {
		return err
	}
	if f.run.set {
		options.Wanted = f.run.value.MatchString
	}
	result, err := lint.Test(context.Background(), options)
	if err != nil {
		return usageError{err}
	}
	if f.format.value == "json" {
		err = report.WriteTestsJSON(p.stdout, result)
	} else {
		err = report.WriteTestsText(p.stdout, result, report.TestsOptions{Verbose: f.verbose, MinCoverage: f.least.value})
	}
	switch {
	case err != nil:
		return fmt.Errorf("write the output: %w", err)
	case len(result.Tests) == 0:
		return errNothing
	case result.Failed > 0, options.Coverage && report.Coverage(result.Coverage...) < f.least.value:
		return errFindings
	}
	return nil
}
