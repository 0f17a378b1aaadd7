package policy

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/rules"
)

func TestTester(t *testing.T) {
	files := []UserModule{
		{Name: "mine.rego", Src: []byte("package rolelint.rules.mine\n\nfindings contains {\"at\": [\"kibana\"], \"message\": input.target.stack} if input.declared.assignee\n")},
		{Name: "mine_test.rego", Src: []byte(`package rolelint.rules.mine

role := {"elasticsearch": {}, "kibana": []}

test_passes if {
	{"at": ["kibana"], "message": "8.17"} in findings with input as rolelint.input(role, {"stack": "8.17", "assignee": true})
}

test_fails if count(findings) == 1 with input as rolelint.input(role, {})

test_wrong_option if rolelint.input(role, {"stak": "8.17"})

not_a_test if false
`)},
	}
	results, err := Test(t.Context(), catalog.Default(), rules.Modules(), files)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		name    string
		row     int
		failure string
	}{
		{"test_passes", 5, ""},
		{"test_fails", 9, "it is not true"},
		{"test_wrong_option", 11, `unknown option "stak"`},
	}
	if len(results) != len(want) {
		t.Fatalf("%+v", results)
	}
	for i, w := range want {
		r := results[i]
		if r.Name != "rolelint.rules.mine."+w.name || r.File != "mine_test.rego" || r.Row != w.row ||
			(r.Failure == "") != (w.failure == "") || !strings.Contains(r.Failure, w.failure) {
			t.Errorf("%+v, want %+v", r, w)
		}
	}
}
