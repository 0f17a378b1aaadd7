package policy

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/rules"
)

// inputOf returns the input for a role written as JSON.
func inputOf(t testing.TB, json string) Input {
	t.Helper()
	n := valueNode(ast.MustParseTerm(json).Value)
	f := role.Decode(&source.File{Name: "role.json", Docs: []*source.Node{n}}, role.Options{})
	if len(f.Roles) != 1 {
		t.Fatalf("%d roles in %s", len(f.Roles), json)
	}
	r := f.Roles[0]
	return Input{Role: r, Effective: access.Kibana(r, catalog.Default())}
}

const supportRole = `{"elasticsearch": {"cluster": ["monitor"]}, "kibana": [{"spaces": ["support"], "feature": {"generalCasesV3": ["all"]}}]}`

// engineOf returns an engine with user policies only.
func engineOf(t testing.TB, opt Options, sources ...string) *Engine {
	t.Helper()
	u, err := ParseUser(userModules(sources))
	if err != nil {
		t.Fatal(err)
	}
	return New(catalog.Default(), nil, u, opt)
}

func userModules(sources []string) []UserModule {
	var files []UserModule
	for i, s := range sources {
		files = append(files, UserModule{Name: fmt.Sprintf("user%d.rego", i), Src: []byte(s)})
	}
	return files
}

func TestFindingPlaces(t *testing.T) {
	tests := []struct {
		finding  string
		at       string
		part     diag.Part
		severity diag.Severity
	}{
		{`{"at": ["kibana", 0, "feature", "generalCasesV3"], "part": "key", "message": "m"}`, `elasticsearch-kibana[0].feature.generalCasesV3`, diag.Key, diag.Warning},
		{`{"at": ["kibana", 0, "feature", "generalCasesV3", 0], "message": "m", "severity": "info"}`, `kibana[0].feature.generalCasesV3[0]`, diag.Value, diag.Info},
		{`{"at": ["kibana", 0, "spaces"], "part": "entry", "message": "m"}`, `kibana[0].spaces`, diag.Entry, diag.Warning},
		// The tree is normalised, the place is where the text has it.
		{`{"at": ["cluster", 0], "message": "m"}`, `elasticsearch.cluster[0]`, diag.Value, diag.Warning},
		// What is missing is reported at the key of what it is missing from.
		{`{"at": ["kibana", 0, "feature", "actions"], "message": "m"}`, `kibana[0].feature`, diag.Key, diag.Warning},
		{`{"at": ["description"], "message": "m"}`, ``, diag.Key, diag.Warning},
		{`{"at": [], "message": "m"}`, ``, diag.Value, diag.Warning},
		// A name that is the file's is the role's place.
		{`{"at": ["name"], "message": "m"}`, ``, diag.Key, diag.Warning},
	}
	for _, tt := range tests {
		e := engineOf(t, Options{}, "package rolelint.rules.mine\n\nfindings contains "+tt.finding)
		findings, problems := e.Eval(t.Context(), inputOf(t, supportRole))
		if len(findings) != 1 || len(problems) != 0 {
			t.Errorf("%s: %d findings, problems %v", tt.finding, len(findings), problems)
			continue
		}
		f := findings[0]
		if got := f.Node.Path().String(); got != strings.TrimPrefix(tt.at, "elasticsearch-") || f.Part != tt.part || f.Severity != tt.severity {
			t.Errorf("%s: at %q part %d severity %s", tt.finding, got, f.Part, f.Severity)
		}
		if f.Rule.ID != "mine" || f.Message != "m" {
			t.Errorf("%s: rule %q message %q", tt.finding, f.Rule.ID, f.Message)
		}
	}
}

func TestPlaceOfTheName(t *testing.T) {
	for text, want := range map[string]string{
		`{"name": "soc", "elasticsearch": {}, "kibana": []}`:      "name",
		`{"soc": {"cluster": ["monitor"], "indices": []}}`:        "soc",
		`{"roles": {"soc": {"elasticsearch": {}, "kibana": []}}}`: "roles.soc",
	} {
		e := engineOf(t, Options{}, `package rolelint.rules.mine

findings contains {"at": ["name"], "message": "m"}`)
		findings, problems := e.Eval(t.Context(), inputOf(t, text))
		if len(findings) != 1 || len(problems) != 0 {
			t.Fatalf("%s: %d findings, problems %v", text, len(findings), problems)
		}
		f := findings[0]
		if got := f.Node.Path().String(); got != want || (f.Part == diag.Key) != (want != "name") {
			t.Errorf("%s: at %q part %d", text, got, f.Part)
		}
	}
}

func TestContract(t *testing.T) {
	tests := []struct{ body, want string }{
		{`findings contains {"message": "m"}`, "at is missing"},
		{`findings contains {"at": ["kibana"]}`, "message is missing"},
		{`findings contains {"at": "kibana", "message": "m"}`, "at is string, not an array"},
		{`findings contains {"at": ["cats"], "message": "m"}`, `a role has no "cats"`},
		{`findings contains {"at": [0], "message": "m"}`, "a role has no"},
		{`findings contains {"at": ["kibana", "feature"], "message": "m"}`, `"feature" names a member, but kibana is an array`},
		{`findings contains {"at": ["kibana", 0, 1], "message": "m"}`, "1 is an index"},
		{`findings contains {"at": ["kibana", -1], "message": "m"}`, "whole number from 0"},
		{`findings contains {"at": ["kibana", 0.5], "message": "m"}`, "whole number from 0"},
		{`findings contains {"at": ["kibana", null], "message": "m"}`, "holds names and indices"},
		{`findings contains {"at": ["kibana"], "message": 7}`, "message is number"},
		{`findings contains {"at": ["kibana"], "message": "m", "part": "whole"}`, "part must be"},
		{`findings contains {"at": ["kibana"], "message": "m", "severity": "fatal"}`, "unknown severity"},
		{`findings contains {"at": ["kibana"], "message": "m", "severity": "off"}`, "severity must be"},
		{`findings contains {"at": ["kibana"], "mesage": "m"}`, `unknown key "mesage"`},
		{`findings contains {"at": ["kibana"], "message": "m", "related": [1]}`, "related must hold objects"},
		{`findings contains "kibana"`, "it is string, not an object"},
		{`findings := [1]`, "it must be a set"},
		{`findings contains {"at": ["kibana"], "message": "m"} if { to_number("x") }`, "to_number"},
	}
	for _, tt := range tests {
		e := engineOf(t, Options{}, "package rolelint.rules.mine\n\n"+tt.body,
			"package rolelint.rules.other\n\nfindings contains {\"at\": [\"kibana\"], \"message\": \"m\"}")
		findings, problems := e.Eval(t.Context(), inputOf(t, supportRole))
		if len(problems) != 1 {
			t.Errorf("%s: problems %v", tt.body, problems)
			continue
		}
		p := problems[0]
		if !strings.Contains(p.Message, tt.want) || p.Rule.ID != "mine" || p.File != "user0.rego" || p.Row != 3 || p.Col < 1 {
			t.Errorf("%s: %+v", tt.body, p)
		}
		if len(findings) != 1 || findings[0].Rule.ID != "other" {
			t.Errorf("%s: the other rule was not evaluated", tt.body)
		}
	}
}

func TestUserErrors(t *testing.T) {
	tests := []struct{ src, want string }{
		{"package rolelint.rules.mine\n\nfindings contains", "user0.rego:3:"},
		{"package rolelint.rules.mine\n\nfindings contains x", "user0.rego:3:"},
		{"package rolelint.rules.mine\n\nfindings contains 1 if data.rolelint.lib.nothing.such(1)", "user0.rego:3:"},
		{"package rolelint.rules[\"saved-query-split\"]", "ships with rolelint"},
		{"package rolelint.rules.Mine", "not in kebab-case"},
		{"package rolelint.lib.mine", "belongs to rolelint"},
		{"# METADATA\n# custom: {severity: fatal}\npackage rolelint.rules.mine", "user0.rego:2:12: metadata of rule \"mine\": unknown severity"},
		{"# METADATA\n# custom: {severity: off}\npackage rolelint.rules.mine", "user0.rego:2:12: "},
		{"# METADATA\n# custom:\n#   category: bad\npackage rolelint.rules.mine", "user0.rego:3:5: metadata of rule \"mine\": unknown category"},
		{"# METADATA\n# custom:\n#   what: a\n#   severty: error\npackage rolelint.rules.mine", `user0.rego:4:5: metadata of rule "mine": unknown key custom.severty; did you mean "severity"?`},
		{"# METADATA\n# custom:\n#   owner: soc\npackage rolelint.rules.mine", `unknown key custom.owner: one of category, evidence, `},
		{"# METADATA\n# custom: {url: example.com}\npackage rolelint.rules.mine", "user0.rego:2:12: metadata of rule \"mine\": custom.url must be an address"},
		{"# METADATA\n# titel: No\npackage rolelint.rules.mine", `user0.rego:2:3: metadata of rule "mine": unknown key "titel"; did you mean "title"?`},
		{"\n# METADATA\n# title: No\n# severity: error\npackage rolelint.rules.mine", `user0.rego:4:3: metadata of rule "mine": severity belongs under custom`},
		{"package rolelint.rules.mine\n\n# METADATA\n# custom:\n#   severity: error\nfindings := set()", `user0.rego:5:5: custom.severity is metadata of the rule "mine" and belongs above the package`},
	}
	for _, tt := range tests {
		u, err := ParseUser(userModules([]string{tt.src}))
		if err == nil {
			err = New(catalog.Default(), rules.Modules(), u, Options{}).Prepare()
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.src, err)
		}
	}
	twice := "package rolelint.rules.mine\n"
	if _, err := ParseUser(userModules([]string{twice, twice})); err == nil || !strings.Contains(err.Error(), "user0.rego already") {
		t.Errorf("the same rule twice: %v", err)
	}
}

func TestUserMetadata(t *testing.T) {
	u, err := ParseUser(userModules([]string{`# METADATA
# title: No monitors
# description: Why.
# related_resources: ["https://example.com/why"]
# custom:
#   severity: error
#   category: excess
#   what: What.
#   versions: since 9.0
#   evidence: ["a:b@c"]
#   url: https://example.com/no-monitors
#   x-owner: [team, soc]
package rolelint.rules["no-monitors"]

import data.helpers

findings contains {"at": ["cluster"], "message": "m"} if helpers.yes
`, "package helpers\n\nyes := true"}))
	if err != nil {
		t.Fatal(err)
	}
	want := diag.Rule{ID: "no-monitors", Category: diag.Excess, Severity: diag.Error, Title: "No monitors",
		Why: "Why.", What: "What.", Evidence: []string{"https://example.com/why", "a:b@c"}, Versions: "since 9.0", Kind: "rego", User: true,
		File: "user0.rego", UserURL: "https://example.com/no-monitors"}
	if len(u.Rules) != 1 || fmt.Sprint(*u.Rules[0]) != fmt.Sprint(want) {
		t.Errorf("%+v", *u.Rules[0])
	}
	findings, problems := New(catalog.Default(), rules.Modules(), u, Options{}).Eval(t.Context(), inputOf(t, supportRole))
	mine := slices.IndexFunc(findings, func(f diag.Finding) bool { return f.Rule.ID == "no-monitors" })
	if mine < 0 || findings[mine].Severity != diag.Error || len(problems) > 0 {
		t.Errorf("findings %v, problems %v", findings, problems)
	}
}

func TestSelected(t *testing.T) {
	only := Options{Selected: func(id string) bool { return id == "cases-push-needs-connectors" }}
	e := New(catalog.Default(), rules.Modules(), nil, only)
	findings, problems := e.Eval(t.Context(), inputOf(t, supportRole))
	if len(findings) != 1 || findings[0].Rule.ID != "cases-push-needs-connectors" || len(problems) != 0 {
		t.Errorf("findings %v, problems %v", findings, problems)
	}
}

// A rule that is off is not compiled either.
func TestUnselectedIsNotCompiled(t *testing.T) {
	e := engineOf(t, Options{Selected: func(string) bool { return false }}, "package rolelint.rules.mine\n\nfindings contains x")
	if err := e.Prepare(); err != nil {
		t.Error(err)
	}
}

func TestTimeout(t *testing.T) {
	const forever = `package rolelint.rules.mine

words contains concat("", [a, b, c]) if {
	letters := ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"]
	some a in letters
	some b in letters
	some c in letters
}

findings contains {"at": ["kibana"], "message": "m"} if {
	some a in words
	some b in words
	concat("", [a, b]) == "never"
}
`
	e := engineOf(t, Options{Timeout: 50 * time.Millisecond}, forever)
	findings, problems := e.Eval(t.Context(), inputOf(t, supportRole))
	if len(findings) != 0 || len(problems) != 1 || !strings.Contains(problems[0].Message, "was stopped after 50ms") {
		t.Errorf("findings %v, problems %v", findings, problems)
	}
}

func TestConcurrentEval(t *testing.T) {
	e := New(catalog.Default(), rules.Modules(), nil, Options{})
	want, _ := e.Eval(t.Context(), inputOf(t, supportRole))
	in := inputOf(t, supportRole)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, problems := e.Eval(t.Context(), in)
			if len(got) != len(want) || len(problems) != 0 {
				t.Errorf("%d findings, want %d; problems %v", len(got), len(want), problems)
			}
		})
	}
	wg.Wait()
}

// The shipped modules are compiled without checks at run time; here with all.
func TestShippedModulesPassEveryCheck(t *testing.T) {
	modules := map[string]*ast.Module{}
	for _, b := range rules.Modules() {
		m, err := parse(b.Name, b.Src, true)
		if err != nil {
			t.Fatal(err)
		}
		modules[b.Name] = m
	}
	c := ast.NewCompiler().WithCapabilities(capabilities()).WithStrict(true)
	if c.Compile(modules); c.Failed() {
		t.Fatal(c.Errors)
	}
	for _, stage := range checkStages {
		if !slices.Contains(ast.AllStages(), stage) {
			t.Errorf("OPA has no stage %s any more", stage)
		}
	}
}

func engineFor(u *User) *Engine { return New(catalog.Default(), nil, u, Options{}) }
