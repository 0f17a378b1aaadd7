package policy

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/rules"
)

const analystRole = `{"elasticsearch": {"cluster": ["monitor"], "run_as": ["svc-*"], "indices": [
	{"names": ["logs-*"], "privileges": ["read"]},
	{"names": ["hr-*"], "privileges": ["read"], "query": "{\"term\": {\"public\": true}}", "field_security": {"grant": ["name"]}}]},
	"kibana": [{"spaces": ["soc"], "feature": {"discover": ["read"], "generalCasesV3": ["all"]}}]}`

// evaluate evaluates a condition over a role; problem is what the rule reports.
func evaluate(t *testing.T, role, condition string) (holds bool, problem string) {
	t.Helper()
	e := engineOf(t, Options{}, "package rolelint.rules.mine\n\nfindings contains {\"at\": [], \"message\": \"m\"} if {\n\t"+condition+"\n}\n")
	findings, problems := e.Eval(t.Context(), inputOf(t, role))
	if len(problems) > 0 {
		if p := problems[0]; p.File != "user0.rego" || p.Row != 4 {
			t.Errorf("%s: the problem is at %s:%d", condition, p.File, p.Row)
		}
		problem = problems[0].Message
	}
	return len(findings) > 0, problem
}

func TestGrants(t *testing.T) {
	for condition, want := range map[string]bool{
		`rolelint.grants(input.role, {"index": "logs-app", "privilege": "read"})`:                                                                        true,
		`rolelint.grants(input.role, {"index": "logs-app-*", "action": "indices:data/read/search"})`:                                                     true,
		`rolelint.grants(input.role, {"index": "*", "privilege": "read"})`:                                                                               false,
		`rolelint.grants(input.role, {"index": "logs-*", "privilege": "write"})`:                                                                         false,
		`rolelint.grants(input.role, {"index": "hr-x", "privilege": "read", "field": "name"})`:                                                           true,
		`rolelint.grants(input.role, {"index": "hr-x", "privilege": "read", "field": "salary"})`:                                                         false,
		`rolelint.grants(input.role, {"cluster": "monitor"})`:                                                                                            true,
		`rolelint.grants(input.role, {"cluster": "cluster:monitor/main"})`:                                                                               true,
		`rolelint.grants(input.role, {"cluster": "manage"})`:                                                                                             false,
		`rolelint.grants(input.role, {"run_as": "svc-backup"})`:                                                                                          true,
		`rolelint.grants(input.role, {"run_as": "elastic"})`:                                                                                             false,
		`rolelint.grants(input.role, {"feature": "discover", "privilege": "read", "space": "soc"})`:                                                      true,
		`rolelint.grants(input.role, {"feature": "discover", "privilege": "all", "space": "soc"})`:                                                       false,
		`rolelint.grants(input.role, {"feature": "discover", "privilege": "read", "space": "*"})`:                                                        false,
		`rolelint.grants(input.role, {"feature": "generalCasesV3", "privilege": "push", "space": "soc"})`:                                                false,
		`rolelint.grants({"cluster": ["all"]}, {"cluster": "manage"})`:                                                                                   true,
		`rolelint.grants({"elasticsearch": {"cluster": ["all"]}}, {"cluster": "manage"})`:                                                                true,
		`rolelint.grants({"kibana": [{"spaces": ["*"], "base": ["all"]}]}, {"feature": "discover", "privilege": "all", "space": "x"})`:                   true,
		`rolelint.answer(input.role, {"index": "*", "privilege": "read"}).answer == "partly"`:                                                            true,
		`rolelint.answer(input.role, {"index": "logs-*", "privilege": "read"}) == {"answer": "yes", "documents": "all", "fields": "all", "missing": []}`: true,
		`rolelint.answer(input.role, {"index": "hr-*", "privilege": "read"}).documents == "filtered"`:                                                    true,
		`rolelint.answer(input.role, {"index": "hr-*", "privilege": "read"}).fields == "some"`:                                                           true,
		`rolelint.answer(input.role, {"index": "web-*", "privilege": "read"}).answer == "no"`:                                                            true,
		`rolelint.answer(input.role, {"index": "web-*", "privilege": "read"}).documents`:                                                                 false,
		`startswith(rolelint.answer(input.role, {"index": "web-*", "privilege": "read"}).witness.index, "web-")`:                                         true,
		`rolelint.answer(input.role, {"run_as": "elastic"}).witness == {"user": "elastic"}`:                                                              true,
		`rolelint.covers("logs-*", "logs-app-?")`:                                                                                                        true,
		`rolelint.covers("logs-app", "logs-*")`:                                                                                                          false,
		`rolelint.covers("logs-*", "/logs-(a|b).*/")`:                                                                                                    true,
		`rolelint.covers("logs-?*", "logs-*")`:                                                                                                           false,
		`rolelint.covers("logs-app", "-no-name")`:                                                                                                        true, // no index can have that name
		`rolelint.overlaps("*-app", "logs-*")`:                                                                                                           true,
		`rolelint.overlaps("web-*", "logs-*")`:                                                                                                           false,
		`rolelint.overlaps("-no-name", "-no-name")`:                                                                                                      false,
		`rolelint.overlaps("*", ".security-7")`:                                                                                                          true,
	} {
		if got, problem := evaluate(t, analystRole, condition); got != want || problem != "" {
			t.Errorf("%s: %t, want %t %s", condition, got, want, problem)
		}
	}
}

// A wrong question is an error of the rule, at its place.
func TestWrongQuestions(t *testing.T) {
	for condition, want := range map[string]string{
		`rolelint.grants(input.role, {"index": "logs-*"})`:                                             "nothing can be asked by the keys index; a question is",
		`rolelint.grants(input.role, {"index": "logs-*", "privilege": "read", "space": "x"})`:          "nothing can be asked by the keys index, privilege, space",
		`rolelint.grants(input.role, {"index": "logs-*", "privilege": ["read"]})`:                      `"privilege" is ["read"]; it must be a text`,
		`rolelint.grants(input.role, {"index": "logs-*", "privilege": "raed"})`:                        `did you mean "read"?`,
		`rolelint.grants(input.role, {"index": "logs-*", "action": "read"})`:                           `"read" is no action`,
		`rolelint.grants(input.role, {"index": "/logs-[/", "privilege": "read"})`:                      "invalid pattern",
		`rolelint.grants(input.role, {"index": "-logs", "privilege": "read"})`:                         "can have the name",
		`rolelint.grants(input.role, {"cluster": "montior"})`:                                          `did you mean "monitor"?`,
		`rolelint.grants(input.role, {"feature": "discovery", "privilege": "read", "space": "x"})`:     `unknown feature "discovery"`,
		`not rolelint.grants(input.role, {"feature": "discover", "privilege": "write", "space": "x"})`: `no privilege "write"`,
		`rolelint.grants({"indexes": []}, {"cluster": "monitor"})`:                                     `a role has no "indexes"`,
		`rolelint.grants(input.role.name, {"cluster": "monitor"})`:                                     "the role is string, not an object",
		`rolelint.covers("/logs-[/", "logs-*")`:                                                        "invalid pattern",
		`not rolelint.covers("*a????????????????", "*a???????????????")`:                               "too complex",
	} {
		if got, problem := evaluate(t, analystRole, condition); got || !strings.Contains(problem, want) {
			t.Errorf("%s: holds %t, problem %q, want %q", condition, got, problem, want)
		}
	}
}

// What cannot be decided is an error of grants and an answer of answer; it is
// never no.
func TestUnknownAnswer(t *testing.T) {
	hard := `{"index": "/(a|b)*a(a|b){14}/", "privilege": "read"}`
	role := `{"elasticsearch": {"indices": [{"names": ["/(a|b)*b(a|b){15}/"], "privileges": ["read"]}]}, "kibana": []}`
	if got, problem := evaluate(t, role, `not rolelint.grants(input.role, `+hard+`)`); got || !strings.Contains(problem, "cannot be decided: ") {
		t.Errorf("holds %t, problem %q", got, problem)
	}
	if got, problem := evaluate(t, role, `a := rolelint.answer(input.role, `+hard+`); a.answer == "unknown"; a.reason`); !got || problem != "" {
		t.Errorf("holds %t, problem %q", got, problem)
	}
}

// In tests, input.role is judged at the target that rolelint.input was given.
func TestGrantsAtTheTargetOfInput(t *testing.T) {
	results, err := Test(t.Context(), TestOptions{Target: catalog.Default(), Builtin: rules.Modules(), Files: []UserModule{{Name: "a_test.rego", Src: []byte(`package a

role := {"elasticsearch": {"indices": [{"names": [".kibana*"], "privileges": ["read"]}]}, "kibana": []}

question := {"index": ".kibana_1", "privilege": "read"}

test_then if rolelint.grants(input.role, question) with input as rolelint.input(role, {"stack": "7.17"})

test_now if not rolelint.grants(input.role, question) with input as rolelint.input(role, {})
`)}}})
	if err != nil || len(results) != 2 {
		t.Fatalf("%v %v", results, err)
	}
	for _, r := range results {
		if r.Failure != nil {
			t.Errorf("%s: %s", r.Name, r.Failure.Message)
		}
	}
}
