package policy

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// fixOf evaluates a policy that reports one finding with a fix over a text.
func fixOf(t *testing.T, name, text, fix string) (after string, offered bool, problems []Problem) {
	t.Helper()
	engine := engineOf(t, Options{}, fmt.Sprintf("package rolelint.rules[\"own-rule\"]\n\nfindings contains {\"at\": [\"name\"], \"message\": \"m\", \"fix\": %s}\n", fix))
	file := source.Parse(name, []byte(text), source.Limits{})
	decoded := role.Decode(file, role.Options{})
	if len(decoded.Roles) != 1 {
		t.Fatalf("%d roles in %s", len(decoded.Roles), text)
	}
	r := decoded.Roles[0]
	findings, problems := engine.Eval(context.Background(), Input{Role: r, Effective: access.Kibana(r, catalog.Default())})
	if len(findings) == 0 || findings[0].Fix == nil {
		return "", false, problems
	}
	edits, err := edit.New(file).Edits(findings[0].Fix.Changes...)
	if err != nil {
		return "", false, problems
	}
	return string(edit.Apply(file.Src, edits)), true, problems
}

const (
	kibanaText  = `{"elasticsearch": {"cluster": ["monitor", "manage_ilm"]}, "kibana": [{"spaces": ["a"], "feature": {"slo": ["read"]}}]}`
	storedText  = `{"applications": [{"application": "kibana-.kibana", "privileges": ["feature_slo.read"], "resources": ["space:a"]}], "cluster": ["monitor", "manage_ilm"]}`
	rolesymlTxt = "r:\n  cluster:\n    - monitor\n    - manage_ilm\n  applications:\n    - application: kibana-.kibana\n      privileges: [feature_slo.read]\n      resources: [\"space:a\"]\n"
)

// TestFix: a fix is said of the role, and made in whatever way it is written.
func TestFix(t *testing.T) {
	for _, c := range []struct{ name, text, fix, from, to string }{
		{"r.json", kibanaText, `{"title": "t", "remove": ["cluster", 1]}`, `"monitor", "manage_ilm"`, `"monitor"`},
		{"r.json", storedText, `{"title": "t", "remove": ["cluster", 1]}`, `"monitor", "manage_ilm"`, `"monitor"`},
		{"r.yml", rolesymlTxt, `{"title": "t", "remove": ["cluster", 1]}`, "    - manage_ilm\n", ""},
		{"r.json", kibanaText, `{"title": "t", "replace": {"at": ["kibana", 0, "feature", "slo", 0], "value": "all"}}`, `"slo": ["read"]`, `"slo": ["all"]`},
		{"r.json", storedText, `{"title": "t", "replace": {"at": ["kibana", 0, "feature", "slo", 0], "value": "all"}}`, `slo.read`, `slo.all`},
		{"r.json", kibanaText, `{"title": "t", "add": {"at": ["kibana", 0, "feature"], "key": "actions", "value": ["all"]}}`, `["read"]`, `["read"], "actions": ["all"]`},
		{"r.yml", rolesymlTxt, `{"title": "t", "add": {"at": ["kibana", 0, "feature"], "key": "actions", "value": ["all"]}}`, `[feature_slo.read]`, `[feature_slo.read, feature_actions.all]`},
		{"r.json", storedText, `{"title": "t", "add": {"at": ["kibana", 0, "feature", "slo"], "value": "all"}}`, `slo.read"`, `slo.read", "feature_slo.all"`},
		{"r.yml", rolesymlTxt, `{"title": "t", "add": {"at": ["cluster"], "value": "manage_slm"}}`, "    - manage_ilm\n", "    - manage_ilm\n    - manage_slm\n"},
	} {
		got, offered, problems := fixOf(t, c.name, c.text, c.fix)
		if want := strings.Replace(c.text, c.from, c.to, 1); !offered || got != want || len(problems) > 0 {
			t.Errorf("%s on %s\ngot  %s %v\nwant %s", c.fix, c.text, got, problems, want)
		}
	}
}

// TestNoFix: what the role has no place for is no fix, and no problem of the rule.
func TestNoFix(t *testing.T) {
	for _, fix := range []string{
		`{"title": "t", "remove": ["name"]}`,
		`{"title": "t", "remove": ["run_as"]}`,
		`{"title": "t", "remove": ["kibana", 0, "base"]}`,
		`{"title": "t", "add": {"at": ["run_as"], "value": "x"}}`,
	} {
		for _, text := range []string{kibanaText, storedText} {
			if got, offered, problems := fixOf(t, "r.json", text, fix); offered || len(problems) > 0 {
				t.Errorf("%s on %s: %s %v", fix, text, got, problems)
			}
		}
	}
}

// TestFixContract: a fix that does not keep the contract is a problem of the rule.
func TestFixContract(t *testing.T) {
	for fix, says := range map[string]string{
		`"x"`:                        "fix is string, not an object",
		`{"remove": ["cluster", 0]}`: "title is missing",
		`{"title": "t"}`:             "needs one of remove, replace and add",
		`{"title": "t", "remove": ["cluster", 9]}`:                               "the role has nothing there",
		`{"title": "t", "remove": ["nothing"]}`:                                  "a role has no",
		`{"title": "t", "safe": "yes", "remove": ["cluster", 0]}`:                "safe is string",
		`{"title": "t", "replace": ["cluster", 0]}`:                              "replace is array, not an object",
		`{"title": "t", "replace": {"at": ["cluster", 0]}}`:                      "needs at and value",
		`{"title": "t", "replace": {"at": ["cluster", 0], "value": ["a"]}}`:      "value is array",
		`{"title": "t", "add": {"at": ["cluster"], "key": "k", "value": "v"}}`:   "has a key, and what is added to an array has none",
		`{"title": "t", "add": {"at": ["cluster"], "value": {"a": 1}}}`:          "value is object",
		`{"title": "t", "insert": {}}`:                                           "unknown key",
		`{"title": "t", "remove": ["cluster", 0], "add": {"at": [], "value":1}}`: "",
	} {
		_, offered, problems := fixOf(t, "r.json", kibanaText, fix)
		if offered || len(problems) != 1 || !strings.Contains(problems[0].Message, says) {
			t.Errorf("%s: %v %v, want %q", fix, offered, problems, says)
		}
	}
}
