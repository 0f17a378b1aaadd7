package lint

import (
	"context"
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
	opt, err := e.Options(rule)
	if err != nil {
		t.Error(err)
		return
	}
	mismatches, err := e.Check(t.Context(), opt)
	if err != nil {
		t.Errorf("%s: %v", e.Title(), err)
	}
	for _, m := range mismatches {
		t.Errorf("%s:%d:%d: %s: %s", e.Archive, m.Line, m.Column, e.Title(), m.Message)
	}
}

// TestExamplesAreHonest runs all rules over each rule's good examples at the
// example's own target: a good example must not be refused by another rule.
func TestExamplesAreHonest(t *testing.T) {
	for _, rule := range Rules() {
		for _, e := range Examples(rule.ID) {
			if e.Bad {
				continue
			}
			opt, err := e.Options(rule)
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
// the server's reason is named once, at the marked place, by one rule. Every fix
// says what it changes, and where.
func TestRejectedExactly(t *testing.T) {
	for _, rule := range Rules() {
		if rule.Category != diag.Rejected {
			continue
		}
		for _, e := range Examples(rule.ID) {
			if !e.Bad {
				continue
			}
			opt, err := e.Options(rule)
			if err != nil {
				t.Fatal(err)
			}
			opt.Only = nil
			res, err := Run(context.Background(), opt, []Input{e.Input()})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range res.Findings {
				if f.Fix != nil && (len(f.Fix.Edits) == 0 || len(f.FixRanges) != len(f.Fix.Edits)) {
					t.Errorf("%s bad/%s: the fix of %s has %d edits and %d places", rule.ID, e.Name, f.Rule.ID, len(f.Fix.Edits), len(f.FixRanges))
				}
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
	if len(seen) < 150 || rego < 40 {
		t.Errorf("%d rules, %d of them in Rego; the promise is 150 and 40", len(seen), rego)
	}
}

func TestUnknownRule(t *testing.T) {
	_, err := Run(context.Background(), Options{Only: []string{"unknown-featur"}, Target: catalog.Default()}, nil)
	if err == nil || !strings.Contains(err.Error(), `did you mean "unknown-feature"?`) {
		t.Errorf("got %v", err)
	}
}
