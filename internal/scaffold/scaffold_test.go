package scaffold_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/scaffold"
)

// A new rule of each kind passes its own tests, which cover it, and tells a
// human what to fill in.
func TestRule(t *testing.T) {
	for _, kind := range scaffold.Kinds {
		files, err := scaffold.Rule("no-2-fast", kind)
		if err != nil {
			t.Fatal(err)
		}
		var own lint.Own
		var names []string
		for _, f := range files {
			names = append(names, f.Name)
			if strings.Contains(strings.ReplaceAll(strings.ToLower(f.Text), "example.com", ""), "example-rule") {
				t.Errorf("%s: %s still names the example", kind, f.Name)
			}
			file := lint.PolicyFile{Name: f.Name, Src: []byte(f.Text)}
			switch {
			case strings.HasSuffix(f.Name, "_test.rego"):
				own.Tests = append(own.Tests, file)
			case strings.HasSuffix(f.Name, ".rego"):
				own.Modules = append(own.Modules, file)
				if n := len(regexp.MustCompile("TODO").FindAllString(f.Text, -1)); n != 5 {
					t.Errorf("%s: %d things to fill in", kind, n)
				}
			default:
				own.Examples = append(own.Examples, file)
			}
		}
		if got := strings.Join(names, " "); got != "no-2-fast.txtar no_2_fast.rego no_2_fast_test.rego" {
			t.Errorf("%s: %s", kind, got)
		}
		result, err := lint.Test(t.Context(), lint.TestOptions{Own: own, Coverage: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range result.Tests {
			for _, f := range test.Failures {
				t.Errorf("%s: %s: %s", kind, test.Name, f.Message)
			}
		}
		if result.Passed < 6 || report.Coverage(result.Coverage...) != 100 {
			t.Errorf("%s: %d tests, coverage %+v", kind, result.Passed, result.Coverage)
		}
	}
}

func TestWrongRule(t *testing.T) {
	for _, id := range []string{"", "No", "a--b", "2-fast", "../a", "a_b"} {
		if _, err := scaffold.Rule(id, "role"); err == nil {
			t.Errorf("%q is an id", id)
		}
	}
	if _, err := scaffold.Rule("a", "roles"); err == nil {
		t.Error("roles is a kind")
	}
}
