package files

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// run returns what all checks of the package say of a file.
func run(name, text string, lim source.Limits) []diag.Finding {
	var out []diag.Finding
	f := role.Decode(source.Parse(name, []byte(text), lim), role.Options{})
	for i := range All {
		c := &All[i]
		if c.File == nil {
			continue // it looks at files beside others
		}
		c.File(checks.NewPass(f, nil, catalog.Default(), &c.Rule, func(d diag.Finding) { out = append(out, d) }))
	}
	return out
}

// TestUnreadable has what the examples cannot show: texts that end too early,
// are no UTF-8, or exceed a limit.
func TestUnreadable(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		limits           source.Limits
		rule, says       string
		at               int
	}{
		{"cut off", "reader.json", `{"cluster": ["monitor"], "indices": [`, source.Limits{}, "syntax-error", "the JSON is cut off: ", 37},
		{"no UTF-8", "reader.json", "{\"cluster\": [\"\xff\"], \"indices\": []}", source.Limits{}, "syntax-error", "the file is not UTF-8: ", 14},
		{"no UTF-8 in roles.yml", "roles.yml", "reader:\n  cluster: [monitor]\n  indices: # \xff", source.Limits{}, "syntax-error", "the file is not UTF-8: ", 42},
		{"too deep", "reader.json", `{"cluster": ["monitor"], "metadata": {"a": [[[]]]}}`, source.Limits{Depth: 3}, "reading-limit", "nothing is said about what follows", 44},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := run(c.file, c.text, c.limits)
			if len(got) != 1 || got[0].Rule.ID != c.rule || !strings.Contains(got[0].Message, c.says) || got[0].Span.Start != c.at {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestPlaceholderOrSyntax tells placeholders that explain why a file does not
// parse from those that happen to stand in a file with a mistake.
func TestPlaceholderOrSyntax(t *testing.T) {
	for text, rules := range map[string]string{
		`{"cluster": {{ x }}, "indices": []}`:                        "unrendered-template",
		`{"cluster": [{% for p in x %}"a"{% endfor %}], "run_as":0}`: "unrendered-template",
		`{"cluster": ${CLUSTER}, "indices": []}`:                     "unrendered-template",
		`{"cluster": ["{{ x }}"] "indices": []}`:                     "syntax-error unrendered-template",
		`{"cluster": ["a"] "indices": []}`:                           "syntax-error",
	} {
		var got []string
		for _, f := range run("reader.json", text, source.Limits{}) {
			got = append(got, f.Rule.ID)
		}
		if strings.Join(got, " ") != rules {
			t.Errorf("%s: got %v, want %s", text, got, rules)
		}
	}
}

// TestFixes applies the fixes of a file.
func TestFixes(t *testing.T) {
	text := "\ufeff{\"cluster\": [\"monitor\",], \"indices\": []}"
	var changes []edit.Change
	for _, f := range run("reader.json", text, source.Limits{}) {
		if f.Fix == nil || !f.Fix.Safe {
			t.Fatalf("%s: no safe fix", f.Rule.ID)
		}
		changes = append(changes, f.Fix.Changes...)
	}
	edits, err := edit.New(source.Parse("reader.json", []byte(text), source.Limits{})).Edits(changes...)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(edit.Apply([]byte(text), edits)); got != `{"cluster": ["monitor"], "indices": []}` {
		t.Errorf("got %q", got)
	}
}
