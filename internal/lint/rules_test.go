package lint

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

// TestExamples runs every rule over its own examples: the bad ones must be
// found exactly where they are marked, the good ones must pass. The examples
// are the documentation, so this is the test of the documentation too.
func TestExamples(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			bad, good := 0, 0
			for _, e := range Examples(rule.ID) {
				if e.Bad {
					bad++
				} else {
					good++
				}
				testExample(t, rule, e)
			}
			if bad == 0 || good == 0 {
				t.Errorf("%d bad and %d good examples: at least one of each is due", bad, good)
			}
		})
	}
}

func testExample(t *testing.T, rule *diag.Rule, e Example) {
	name := map[bool]string{true: "bad/", false: "good/"}[e.Bad] + e.Name
	opt, err := e.Options(rule.ID)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	res, err := Run(context.Background(), opt, []Input{e.Input()})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, fe := range res.Errors {
		t.Errorf("%s: %s", name, fe.Message)
	}
	if !e.Bad {
		for _, f := range res.Findings {
			t.Errorf("%s: a good example is found: %s at %s: %s", name, f.Rule.ID, show(e, f), f.Message)
		}
		return
	}
	if len(e.Marks) == 0 {
		t.Errorf("%s: a bad example without «marks»", name)
	}
	var got []string
	for _, f := range res.Findings {
		got = append(got, show(e, f))
	}
	var want []string
	for _, m := range e.Marks {
		want = append(want, fmt.Sprintf("%d-%d %q", m[0], m[1], e.Text[m[0]:m[1]]))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s: ranges\n got: %s\nwant: %s", name, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
	}
	for i, part := range e.Messages {
		if i >= len(res.Findings) || !strings.Contains(res.Findings[i].Message, part) {
			t.Errorf("%s: finding %d does not say %q: %s", name, i, part, messages(res.Findings))
		}
	}
}

func show(e Example, f Finding) string {
	start, end := f.Range.Start.Offset, f.Range.End.Offset
	return fmt.Sprintf("%d-%d %q", start, end, e.Text[start:end])
}

func messages(fs []Finding) string {
	var b strings.Builder
	for _, f := range fs {
		b.WriteString("\n  " + f.Message)
	}
	return b.String()
}

// TestExamplesAreHonest runs all rules over each rule's good examples at the
// example's own target: a good example must not be refused by another rule.
func TestExamplesAreHonest(t *testing.T) {
	for _, rule := range Rules() {
		for _, e := range Examples(rule.ID) {
			if e.Bad {
				continue
			}
			opt, err := e.Options(rule.ID)
			if err != nil {
				t.Fatal(err)
			}
			opt.Only = nil
			res, err := Run(context.Background(), opt, []Input{e.Input()})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range res.Findings {
				if f.Rule.Category == diag.Rejected && f.Severity == diag.Error {
					t.Errorf("%s good/%s: %s: %s", rule.ID, e.Name, f.Rule.ID, f.Message)
				}
			}
		}
	}
}

// TestRejectedExactly runs all rules over each bad example of a rejected rule:
// the server's reason is named once, at the marked place, by one rule.
func TestRejectedExactly(t *testing.T) {
	for _, rule := range Rules() {
		if rule.Category != diag.Rejected {
			continue
		}
		for _, e := range Examples(rule.ID) {
			if !e.Bad {
				continue
			}
			opt, err := e.Options(rule.ID)
			if err != nil {
				t.Fatal(err)
			}
			opt.Only = nil
			res, err := Run(context.Background(), opt, []Input{e.Input()})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range res.Findings {
				if f.Rule.Category == diag.Rejected && f.Rule != rule {
					t.Errorf("%s bad/%s: refused by %s as well: %s", rule.ID, e.Name, f.Rule.ID, f.Message)
				}
			}
		}
	}
}

func TestMetadata(t *testing.T) {
	seen := map[string]bool{}
	rego := 0
	for _, r := range Rules() {
		if seen[r.ID] {
			t.Errorf("%s: two rules of that id", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Why == "" || r.What == "" || len(r.Evidence) == 0 || r.Severity == diag.Off || r.Category == "" || r.Kind == "" {
			t.Errorf("%s: metadata incomplete: %+v", r.ID, r)
		}
		if r.Kind == "rego" {
			rego++
		}
	}
	if len(seen) < 45 || rego < 10 {
		t.Errorf("%d rules, %d of them in Rego; the promise is 45 and 10", len(seen), rego)
	}
}

func TestUnknownRule(t *testing.T) {
	_, err := Run(context.Background(), Options{Only: []string{"unknown-featur"}, Target: catalog.Default()}, nil)
	if err == nil || !strings.Contains(err.Error(), `did you mean "unknown-feature"?`) {
		t.Errorf("got %v", err)
	}
}
