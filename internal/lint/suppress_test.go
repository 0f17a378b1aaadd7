package lint

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/suppress"
)

func lintText(t *testing.T, opt Options, name, text string) *Result {
	t.Helper()
	return lintInput(t, opt, Input{
		Name: name, Path: name, Named: true, Read: func() ([]byte, error) { return []byte(text), nil },
	})
}

// lintExample runs a rule over an example.
func lintExample(t *testing.T, rule *diag.Rule, e Example) *Result {
	t.Helper()
	opt, err := e.Options(rule)
	if err != nil {
		t.Fatal(err)
	}
	return lintInput(t, opt, e.Input())
}

func lintInput(t *testing.T, opt Options, in Input) *Result {
	t.Helper()
	res, err := Run(context.Background(), opt, []Input{in})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// suppressedAs lists the rules of findings, with what suppresses them.
func suppressedAs(res *Result) string {
	var out []string
	for _, f := range res.Findings {
		s := f.Rule.ID
		if f.Suppressed != nil {
			s += " (" + f.Suppressed.By + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func inConfiguration() diag.Place {
	config := source.Parse(".rolelint.yaml", []byte("suppressions: [x]\n"), source.Limits{})
	return diag.Place{File: config, Node: config.Docs[0].Children[0].Children[0]}
}

func isAnalyst(path string) bool { return path == "roles/analyst.yml" }

const unknownFeatures = `
- spaces: [a]
  feature:
    no_such_thing: [all]
- spaces: [b]
  feature:
    no_such_thing: [all]
`

// TestSuppressed shows what suppresses what.
func TestSuppressed(t *testing.T) {
	role := func(before, after string) string { return before + "kibana:" + unknownFeatures + after }
	path := func(s string) source.Path {
		p, err := source.ParsePath(s)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	ignore := func(entry string) string { return role("", "metadata:\n  rolelint: {ignore: ["+entry+"]}\n") }
	unknown := []string{"unknown-feature"}
	for _, c := range []struct {
		name, text string
		opt        Options
		want       string
	}{
		{"nothing", role("", ""), Options{}, "unknown-feature, unknown-feature"},
		{"comment at the top", role("# rolelint:ignore unknown-feature\n", ""), Options{}, "unknown-feature (comment), unknown-feature (comment)"},
		{"no-suppress", role("# rolelint:ignore unknown-feature\n", ""), Options{NoSuppress: true}, "unknown-feature, unknown-feature"},
		{"locked", role("# rolelint:ignore unknown-feature\n", ""), Options{Locked: map[string]bool{"unknown-feature": true}}, "suppression-of-locked-rule, unknown-feature, unknown-feature"},
		{"metadata", ignore(`{rule: unknown-feature}`), Options{}, "unknown-feature (metadata), unknown-feature (metadata)"},
		{"metadata with a path", ignore(`{rule: unknown-feature, path: "kibana[1]"}`), Options{}, "unknown-feature, unknown-feature (metadata)"},
		{"metadata with a list", ignore(`{rule: unknown-feature, path: [kibana, 0, feature, no_such_thing]}`), Options{}, "unknown-feature (metadata), unknown-feature"},
		{"metadata with any entry", ignore(`{rule: unknown-feature, path: "kibana[*].feature"}`), Options{}, "unknown-feature (metadata), unknown-feature (metadata)"},
		{"metadata with dots", ignore(`{rule: unknown-feature, path: kibana.1.feature}`), Options{}, "unknown-feature, unknown-feature (metadata)"},
		{"expired", ignore(`{rule: unknown-feature, expires: 2026-01-30}`), Options{Today: "2026-01-31"}, "unknown-feature, unknown-feature, suppression-expired"},
		{"the last day", ignore(`{rule: unknown-feature, expires: 2026-01-31}`), Options{Today: "2026-01-31"}, "unknown-feature (metadata), unknown-feature (metadata)"},
		{"reason required", ignore(`{rule: unknown-feature}`), Options{RequireReason: true}, "unknown-feature (metadata), unknown-feature (metadata), suppression-without-reason"},
		{"configuration by role", role("", ""), Options{Suppressions: []suppress.Entry{{Rules: unknown, Role: "an*"}}}, "unknown-feature (configuration), unknown-feature (configuration)"},
		{"configuration by another role", role("", ""), Options{Suppressions: []suppress.Entry{{Rules: unknown, Role: "x*"}}}, "unknown-feature, unknown-feature"},
		{"configuration by file and path", role("", ""), Options{Suppressions: []suppress.Entry{{Rules: unknown, File: "*.yml", InFile: isAnalyst, Path: path("kibana[0]")}}}, "unknown-feature (configuration), unknown-feature"},
		{"configuration, expired", role("", ""), Options{Today: "2026-01-31", Suppressions: []suppress.Entry{{Rules: unknown, Expires: "2026-01-30"}}}, "unknown-feature, unknown-feature, suppression-expired"},
		{"the nearest counts", role("# rolelint:ignore unknown-feature\n", ""), Options{Suppressions: []suppress.Entry{{Rules: unknown}}}, "unknown-feature (comment), unknown-feature (comment)"},
	} {
		for i := range c.opt.Suppressions {
			c.opt.Suppressions[i].At = inConfiguration()
		}
		c.opt.Except = []string{"kibana-space-twice"}
		if got := suppressedAs(lintText(t, c.opt, "roles/analyst.yml", c.text)); got != c.want {
			t.Errorf("%s: got  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestUnusedConfigured: a suppression of the configuration that nothing needed
// is of no use where all files were looked at, or the one file it is for.
func TestUnusedConfigured(t *testing.T) {
	const good = "kibana:\n- spaces: [a]\n  base: [read]\n"
	run := func(e suppress.Entry, whole bool, except ...string) string {
		e.Rules = []string{"unknown-feature"}
		e.At, e.InFile = inConfiguration(), isAnalyst
		if e.File == "roles/other.yml" {
			e.InFile = func(string) bool { return false }
		}
		return suppressedAs(lintText(t, Options{Suppressions: []suppress.Entry{e}, Whole: whole, Except: except}, "roles/analyst.yml", good))
	}
	for _, c := range []struct {
		entry suppress.Entry
		whole bool
		want  string
	}{
		{suppress.Entry{Role: "analyst"}, true, "suppression-unused"},
		{suppress.Entry{Role: "somebody"}, true, "suppression-unused"},
		{suppress.Entry{Role: "analyst"}, false, ""},
		{suppress.Entry{File: "roles/analyst.yml"}, false, "suppression-unused"},
		{suppress.Entry{File: "roles/*.yml"}, false, ""},
		{suppress.Entry{File: "roles/other.yml"}, false, ""},
	} {
		if got := run(c.entry, c.whole); got != c.want {
			t.Errorf("%+v, whole %t: got %q, want %q", c.entry, c.whole, got, c.want)
		}
	}
	if got := run(suppress.Entry{}, true, "unknown-feature"); got != "" {
		t.Errorf("the rule did not run, but: %s", got)
	}
}

// TestSuppressAll puts a suppression of all rules that found something at the
// top of every rule's bad examples: then nothing counts but what cannot be
// suppressed, and everything that was found is still there.
func TestSuppressAll(t *testing.T) {
	for _, rule := range Rules() {
		for _, e := range Examples(rule.ID) {
			if !e.Bad || suppress.Always(rule.ID) || rule.Category == diag.Intent || strings.HasSuffix(e.Name, ".ndjson") {
				continue // or the place is in another document or file
			}
			before := lintExample(t, rule, e)
			if len(before.Findings) == 0 || before.Findings[0].Path == nil {
				continue // a file that cannot be read as a whole
			}
			comment := "# rolelint:ignore " + rule.ID + "\n\n"
			if slices.Contains([]string{"{", "["}, strings.TrimSpace(e.Text)[:1]) {
				comment = "/* rolelint:ignore " + rule.ID + " */"
			}
			e.Text = comment + e.Text
			after := lintExample(t, rule, e)
			for i := range after.Findings {
				if after.Findings[i].Suppressed == nil {
					t.Errorf("%s bad/%s: not suppressed: %s", rule.ID, e.Name, after.Findings[i].Message)
				}
			}
			if len(after.Findings) != len(before.Findings) {
				t.Errorf("%s bad/%s: %d findings, and %d with the comment", rule.ID, e.Name, len(before.Findings), len(after.Findings))
			}
		}
	}
}
