package policy

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/rules"
)

const mine = `package rolelint.rules.mine

findings contains {"at": ["kibana"], "message": input.target.stack} if input.declared.assignee

findings contains {"at": ["name"], "message": data.rolelint.config["analytics-without-data"]} if input.role.name == "hr"
`

// runTests runs tests of the rule mine.
func runTests(t *testing.T, opt TestOptions, tests string) []TestResult {
	t.Helper()
	opt.Target, opt.Builtin = catalog.Default(), rules.Modules()
	opt.Files = []UserModule{
		{Name: "mine.rego", Src: []byte(mine)},
		{Name: "mine_test.rego", Src: []byte("package rolelint.rules.mine\n\nrole := {\"elasticsearch\": {}, \"kibana\": []}\n\n" + tests)},
	}
	results, err := Test(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func TestTester(t *testing.T) {
	results := runTests(t, TestOptions{}, `test_passes if {
	{"at": ["kibana"], "message": "8.17"} in findings with input as rolelint.input(role, {"stack": "8.17", "assignee": true})
}

test_fails if count(findings) == 1 with input as rolelint.input(role, {})

test_wrong_option if rolelint.input(role, {"stak": "8.17"})

todo_test_later if false

not_a_test if false

test_passes if true

test_cases[note] if some note in ["a", "b"]
`)
	want := []struct {
		name    string
		row     int
		failure string
	}{
		{"test_passes", 5, ""},
		{"test_fails", 9, "9:15: this does not hold"},
		{"test_wrong_option", 11, `11:22: rolelint.input: unknown option "stak": one of stack, license, deployment, assignee, full, file; did you mean "stack"?`},
		{"todo_test_later", 13, "skipped"},
		{"test_passes", 17, "0:0: the test at mine_test.rego:5 has the same name"},
		{"test_cases", 19, "0:0: it is object, not true"},
	}
	if len(results) != len(want) {
		t.Fatalf("%+v", results)
	}
	for i, w := range want {
		r := results[i]
		failure := ""
		if r.Skipped {
			failure = "skipped"
		}
		if f := r.Failure; f != nil {
			failure = fmt.Sprintf("%d:%d: %s", f.Row, f.Col, f.Message)
		}
		if r.Name != "rolelint.rules.mine."+w.name || r.File != "mine_test.rego" || r.Row != w.row ||
			(failure == "") != (w.failure == "") || !strings.HasPrefix(failure, w.failure) {
			t.Errorf("%+v, %s, want %+v", r, failure, w)
		}
	}
}

// The condition that failed is shown with its values, and not one that failed
// on the way to it.
func TestFailedCondition(t *testing.T) {
	for tests, want := range map[string]string{
		`test_a if count(findings) == 1 with input as rolelint.input(role, {})`: "count(findings) == 1 with input as rolelint.input(role, {})\n|     |",
		`test_b if {
	some f in findings with input as rolelint.input(role, {"assignee": true})
	f.message == "8.17"
}`: "f.message == \"8.17\"\n|\n",
		`test_c if {
	some i in [1, 2, 3]
	i > 1
	i * 2 == 5
}`: "i * 2 == 5\n",
		`test_d if {
	places := {f.at | some f in findings} with input as rolelint.input(role, {"assignee": true})
	places == {["indices"]}
}`: "places == {[\"indices\"]}\n|\n{[\"kibana\"]}",
		`test_e if {
	every f in findings { f.at == [] } with input as rolelint.input(role, {"assignee": true})
}`: "f.at == []\n|\n",
		`test_f if {
	every i in [1, 2, 3] {
		[i, 3] != [1, 2]
		twice(i) != 4
	}
}

twice(i) := i * 2
`: "twice(i) != 4\n|     |\n|     2\n4",
	} {
		r := runTests(t, TestOptions{}, tests)[0]
		if r.Failure == nil || !strings.HasPrefix(r.Failure.Condition, want) {
			t.Errorf("%s: %+v", tests, r.Failure)
		}
	}
}

// A role may be written as the text of a file, in any format.
func TestInputOfText(t *testing.T) {
	results := runTests(t, TestOptions{}, "test_yaml if rolelint.input(`\n# a comment\nkibana: [{spaces: [a], base: [read]}]\n`, {\"file\": \"roles/hr.yml\"}).role.name == \"hr\"\n"+
		"test_roles_yml if rolelint.input(`\nhr:\n  cluster: [monitor]\n`, {\"file\": \"roles.yml\"}).role.cluster == [\"monitor\"]\n"+
		"test_json if rolelint.input(`{\"kibana\": [ /* all */ {\"spaces\": [\"a\"], \"base\": [\"all\"]}]}`, {}).effective.a.discover_v2\n"+
		"test_same if rolelint.input(`{\"name\": \"x\", \"elasticsearch\": {}, \"kibana\": []}`, {}) == rolelint.input({\"name\": \"x\", \"elasticsearch\": {}, \"kibana\": []}, {})\n"+
		"test_asked if rolelint.grants(input.role, {\"cluster\": \"monitor\"}) with input as rolelint.input(`cluster: [all]`, {})\n"+
		"test_two if rolelint.input(`{\"a\": {\"cluster\": [\"all\"]}, \"b\": {\"cluster\": [\"all\"]}}`, {})\n"+
		"test_broken if rolelint.input(`{\"kibana\": [}`, {})\n")
	want := map[string]string{"test_two": "rolelint.input: 2 roles in the first argument", "test_broken": "rolelint.input: the role's text, 1:13: "}
	for _, r := range results {
		name := strings.TrimPrefix(r.Name, "rolelint.rules.mine.")
		failure := ""
		if r.Failure != nil {
			failure = r.Failure.Message
		}
		if !strings.HasPrefix(failure, want[name]) || want[name] == "" && failure != "" {
			t.Errorf("%s: %s", name, failure)
		}
	}
	if len(results) != 7 {
		t.Errorf("%d tests", len(results))
	}
}

func TestPrinted(t *testing.T) {
	results := runTests(t, TestOptions{}, `test_prints if {
	print("the role is", input.role.name, role.kibana)
	print(concat("", ["a\n" | some i in split(sprintf("%1000d", [1]), "")]))
	count(findings) == 0 with input as rolelint.input(role, {})
}

test_much if {
	some i in split(sprintf("%1000d", [1]), "")
	print(sprintf("%100d", [1]))
	i == "1"
}
`)
	if got := results[0].Printed; !strings.HasPrefix(got, "the role is <undefined> []\n") || results[0].Failure != nil {
		t.Errorf("%q %+v", got, results[0].Failure)
	}
	if got := results[1].Printed; len(got) > mostPrinted+10 || !strings.HasSuffix(got, "…\n") || results[1].Failure != nil {
		t.Errorf("%d bytes, %+v", len(got), results[1].Failure)
	}
}

// Tests have the limits of policies: no clock, no network, no files, no endless work.
func TestTestsAreLimited(t *testing.T) {
	for _, call := range []string{"time.now_ns()", `http.send({"method": "get", "url": "http://localhost"})`, "opa.runtime()", "rand.intn(\"a\", 2)", "numbers.range(1, 2)"} {
		_, err := Test(t.Context(), TestOptions{Target: catalog.Default(), Files: []UserModule{{Name: "a_test.rego", Src: []byte("package a\n\ntest_a if " + call)}}})
		if err == nil || !strings.Contains(err.Error(), "a_test.rego:3:11: undefined function") {
			t.Errorf("%s: %v", call, err)
		}
	}
	const endless = `xs := split(sprintf("%1000d", [1]), "")

test_endless if {
	some a in xs
	some b in xs
	some c in xs
	some d in xs
	concat("", [a, b, c, d]) == "none"
}

test_after if true
`
	results := runTests(t, TestOptions{Timeout: 1}, endless)
	if f := results[0].Failure; f == nil || f.Message != "stopped after 1ns" {
		t.Errorf("%+v", f)
	}
}

func TestWanted(t *testing.T) {
	results := runTests(t, TestOptions{Wanted: func(name string) bool { return strings.HasSuffix(name, "_b") }}, "test_a if false\n\ntest_b if true\n")
	if len(results) != 1 || results[0].Name != "rolelint.rules.mine.test_b" || results[0].Failure != nil {
		t.Errorf("%+v", results)
	}
}

// Coverage is by line: what was evaluated, and the heads of rules that held.
func TestCoverage(t *testing.T) {
	var coverage Coverage
	runTests(t, TestOptions{Coverage: &coverage}, `test_a if count(findings) == 1 with input as rolelint.input(role, {"assignee": true})`)
	files, err := coverage.Of([]UserModule{{Name: "mine.rego", Src: []byte(mine)}, {Name: "mine_test.rego", Src: []byte("package a")}})
	if err != nil || len(files) != 1 {
		t.Fatalf("%v %v", files, err)
	}
	if got := fmt.Sprint(files[0]); got != "{mine.rego [3] [5]}" {
		t.Error(got)
	}
}

// Two files of a package may not have tests of one name either.
func TestSameNameInTwoFiles(t *testing.T) {
	file := func(name, is string) UserModule {
		return UserModule{Name: name, Src: []byte("package a\n\ntest_a if " + is + "\n")}
	}
	results, err := Test(t.Context(), TestOptions{Target: catalog.Default(), Files: []UserModule{file("a_test.rego", "true"), file("b_test.rego", "false")}})
	if err != nil || len(results) != 2 || results[0].Failure != nil || results[1].Failure == nil {
		t.Fatalf("%+v %v", results, err)
	}
	if got := results[1].Failure.Message; !strings.HasPrefix(got, "the test at a_test.rego:3 has the same name") {
		t.Error(got)
	}
}
