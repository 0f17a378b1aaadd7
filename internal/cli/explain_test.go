package cli

import (
	"strings"
	"testing"
)

// A category and a topic are explained with the rules that they have, and with
// no other.
func TestExplainGroups(t *testing.T) {
	for _, c := range []struct{ word, about, has, hasNot string }{
		{"upgrade", "upgrade: Works now, deprecated or changed in a later version.\n", "deprecated-feature ", "unknown-feature "},
		{"spaces", "spaces: Rules about spaces.\n", "space-unknown ", "unknown-feature "},
		{"intent", "intent: Differs from declared access.\n", "cases-assignee-needs-all ", "unknown-feature "},
	} {
		var out strings.Builder
		if code := Main([]string{"explain", c.word}, strings.NewReader(""), &out, &out, func(string) string { return "" }); code != 0 {
			t.Errorf("%s: exit code %d", c.word, code)
		}
		text := out.String()
		if !strings.HasPrefix(text, c.about) || !strings.Contains(text, "\n"+c.has) || strings.Contains(text, "\n"+c.hasNot) {
			t.Errorf("%s:\n%s", c.word, text)
		}
	}
}

// A rule whose findings can be fixed says how.
func TestExplainFix(t *testing.T) {
	for rule, want := range map[string]string{
		"duplicate-index-privilege":   "\nFix\n  `lint --fix` makes it; access stays as it is.\n",
		"unknown-feature":             "\nFix\n  `lint --fix=unsafe` makes it, which may change access: read `--diff` first.\n",
		"cases-push-needs-connectors": "\n      fix: grant \"actions\": [\"read\"], to push only\n",
		"role-name-convention":        "",
	} {
		var out strings.Builder
		if code := Main([]string{"explain", rule}, strings.NewReader(""), &out, &out, func(string) string { return "" }); code != 0 {
			t.Errorf("%s: exit code %d", rule, code)
		}
		if text := out.String(); !strings.Contains(text, want) || want == "" && strings.Contains(text, "\nFix\n") {
			t.Errorf("%s: no %q in\n%s", rule, want, text)
		}
	}
}
