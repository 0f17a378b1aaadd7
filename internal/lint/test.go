package lint

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/policy"
	"github.com/rolelint/rolelint/rules"
)

// TestOptions say what of a user's policies to test.
type TestOptions struct {
	Own    Own
	Target catalog.Target // where a test or an example states none
	// Wanted says by its name whether a test is to run; nil means all.
	Wanted func(name string) bool
	// Coverage asks which lines of the rules the tests evaluate.
	Coverage bool
}

// TestReport is what came of all tests.
type TestReport struct {
	Target catalog.Target
	Tests  []TestResult // the Rego tests by file and line, then the examples by rule
	// Coverage is by file; nil where it was not asked for.
	Coverage                []FileCoverage
	Passed, Failed, Skipped int
}

// FileCoverage is which lines of a user's module the tests evaluated.
type FileCoverage = policy.FileCoverage

// TestResult is what came of a test.
type TestResult struct {
	Kind     string // "rego" or "example"
	Name     string // PACKAGE.test_NAME, or "RULE bad/NAME"
	File     string
	Line     int // from 1
	Skipped  bool
	Failures []TestFailure // none where it passed
	Printed  string        // what a Rego test printed, line by line
}

// TestFailure is something that a test expected otherwise.
type TestFailure struct {
	File         string // empty where it has no place of its own
	Line, Column int    // from 1
	Message      string
	// Condition is the condition of a Rego test that did not hold, with the
	// values of its parts below; empty where it is none.
	Condition string
}

// Test runs the Rego tests of a user's policies and the examples of their
// rules: see policy.Test and Example.Check. The error is about policies that do
// not compile and examples of no rule.
func Test(ctx context.Context, opt TestOptions) (*TestReport, error) {
	opt.Target = opt.Target.WithDefaults()
	report := &TestReport{Target: opt.Target}
	own, err := opt.Own.Rules()
	if err != nil {
		return nil, err
	}
	if err := opt.Own.checkArchives(own); err != nil {
		return nil, err
	}
	var coverage *policy.Coverage
	if opt.Coverage {
		coverage = &policy.Coverage{}
	}
	files := modules(slices.Concat(opt.Own.Modules, opt.Own.Tests))
	results, err := policy.Test(ctx, policy.TestOptions{
		Target: opt.Target, Builtin: libraries(), Files: files, Wanted: opt.Wanted, Coverage: coverage,
	})
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		report.add(regoResult(r))
	}
	for _, rule := range own {
		for _, e := range opt.Own.ExamplesOf(rule) {
			res := TestResult{Kind: "example", Name: rule.ID + " " + e.Title(), File: e.Archive, Line: e.Line - 1}
			if opt.Wanted != nil && !opt.Wanted(res.Name) {
				continue
			}
			if res.Failures, err = runExample(ctx, opt, rule, e, coverage); err != nil {
				return nil, err
			}
			report.add(res)
		}
	}
	if opt.Coverage {
		report.Coverage, err = coverage.Of(files)
	}
	return report, err
}

func (report *TestReport) add(r TestResult) {
	report.Tests = append(report.Tests, r)
	switch {
	case r.Skipped:
		report.Skipped++
	case len(r.Failures) > 0:
		report.Failed++
	default:
		report.Passed++
	}
}

func regoResult(r policy.TestResult) TestResult {
	out := TestResult{Kind: "rego", Name: r.Name, File: r.File, Line: r.Row, Skipped: r.Skipped, Printed: r.Printed}
	if f := r.Failure; f != nil {
		out.Failures = []TestFailure{{f.File, f.Row, f.Col, f.Message, f.Condition}}
	}
	return out
}

// runExample runs one example of a rule.
func runExample(ctx context.Context, opt TestOptions, rule *diag.Rule, e Example, coverage *policy.Coverage) ([]TestFailure, error) {
	options, err := e.Options(rule)
	if err != nil {
		return []TestFailure{{Message: err.Error()}}, nil
	}
	options.Target = options.Target.Or(opt.Target)
	options.Policies, options.coverage = opt.Own.Modules, coverage
	mismatches, err := e.Check(ctx, options)
	if err != nil {
		return nil, err
	}
	var out []TestFailure
	for _, m := range mismatches {
		f := TestFailure{Line: m.Line, Column: m.Column, Message: m.Message}
		if m.Line > 0 {
			f.File = e.Archive
		}
		out = append(out, f)
	}
	return out, nil
}

// libraries are the modules that ship and are no rules.
func libraries() []rules.Module {
	return slices.DeleteFunc(slices.Clone(rules.Modules()), func(m rules.Module) bool { return m.Rule != nil })
}

// checkArchives returns what is wrong with the archives of examples: those
// that stand beside no rule, and sections that belong to no example, would be
// without effect.
func (o Own) checkArchives(own []*diag.Rule) error {
	var wrong []string
	for _, f := range o.Examples {
		if !slices.ContainsFunc(own, func(r *diag.Rule) bool { return archiveOf(r) == f.Name }) {
			id := strings.TrimSuffix(path.Base(f.Name), ".txtar")
			message := fmt.Sprintf("%s: no rule %q in this folder", f.Name, id)
			var ids []string
			for _, r := range own {
				ids = append(ids, r.ID)
			}
			if near := catalog.Suggest(id, ids); near != "" {
				message += fmt.Sprintf("; did you mean %q?", near)
			}
			wrong = append(wrong, message)
			continue
		}
		wrong = append(wrong, strangeSections(f)...)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	return nil
}
