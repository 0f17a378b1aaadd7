package policy

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/rules"
)

// TestWhenLosesNothing evaluates every shipped rule over every example and
// over the real roles at hand, with and without its `when`: the findings must
// be the same.
func TestWhenLosesNothing(t *testing.T) {
	unconditional := rules.Modules()
	for i, m := range unconditional {
		if m.Rule != nil {
			r := *m.Rule
			r.When = diag.When{}
			unconditional[i].Rule = &r
		}
	}
	roles := exampleRoles(t)
	found := 0
	for _, target := range []catalog.Target{
		catalog.Default(),
		{Stack: catalog.V(8, 17), License: catalog.Basic, Deployment: catalog.SelfManaged},
		{Stack: catalog.V(7, 17), License: catalog.Gold, Deployment: catalog.SelfManaged},
	} {
		with := New(target, rules.Modules(), nil, Options{})
		without := New(target, unconditional, nil, Options{})
		for _, r := range roles {
			for _, assignee := range []bool{false, true} {
				in := Input{Role: r, Effective: access.Kibana(r, target), Assignee: assignee}
				got, want := evaluated(t, with, in), evaluated(t, without, in)
				if got != want {
					t.Errorf("role %q at %v: with when\n%swithout\n%s", r.Name, target, got, want)
				}
				found += strings.Count(want, "\n")
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d findings compared", found)
	}
}

func evaluated(t *testing.T, e *Engine, in Input) string {
	t.Helper()
	findings, problems := e.Eval(context.Background(), in)
	if len(problems) > 0 {
		t.Fatalf("%+v", problems)
	}
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %v %s\n", f.Rule.ID, f.Severity, f.Message)
	}
	return b.String()
}

func exampleRoles(t *testing.T) []*role.Role {
	t.Helper()
	var roles []*role.Role
	read := func(name string, text []byte) {
		roles = append(roles, role.Decode(source.Parse(name, text, source.Limits{}), role.Options{}).Roles...)
	}
	err := fs.WalkDir(rules.Examples, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		archive, err := rules.Examples.ReadFile(path)
		for _, f := range txtar.Parse(archive).Files {
			read(f.Name, []byte(strings.NewReplacer("«", "", "»", "").Replace(string(f.Data))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	corpus, _ := filepath.Glob("../../../shared/corpus/files/*")
	for _, name := range corpus {
		if text, err := os.ReadFile(name); err == nil {
			read(name, text)
		}
	}
	return roles
}

func TestReadWhen(t *testing.T) {
	const rule = "# METADATA\n# custom:\n#   when: %s\npackage rolelint.rules[\"x\"]\n"
	r, err := Metadata("x.rego", fmt.Sprintf(rule, `{features: [siem*], index_privileges: [all], assignee: true, run_as: true}`))
	want := diag.When{Features: []string{"siem*"}, IndexPrivileges: []string{"all"}, Assignee: true, RunAs: true}
	if err != nil || !reflect.DeepEqual(r.When, want) {
		t.Errorf("%+v, %v", r, err)
	}
	for when, want := range map[string]string{
		"[a]":             "must be an object",
		"{feature: [a]}":  "unknown condition custom.when.feature",
		"{features: a}":   "must be a list",
		"{assignee: yup}": "must be true or false",
	} {
		if _, err := Metadata("x.rego", fmt.Sprintf(rule, when)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", when, err)
		}
	}
}

func TestHolds(t *testing.T) {
	r := role.Decode(source.Parse("roles.yml", []byte(`
Read-Only:
  cluster: [MANAGE]
  indices: [{names: [logs-*], privileges: [READ]}]
  applications: [{application: kibana-*, privileges: [reserved_ml_user], resources: ["*"]}]
  run_as: [bob]
`), source.Limits{}), role.Options{}).Roles[0]
	for when, want := range map[string]bool{
		`{names: ["*only"]}`: true, `{names: ["*ad-on*"]}`: true, `{names: [read*]}`: true, `{names: [only]}`: false,
		`{cluster: [manage]}`: true, `{cluster: [manage_*]}`: false, `{index_privileges: [read]}`: true, `{index_privileges: [write]}`: false,
		`{applications: ["kibana-*"]}`: true, `{applications: [apm]}`: false, `{run_as: true}`: true, `{global: true}`: false,
		`{cluster: [manage], indices: [metrics-*]}`: false,
	} {
		rule, err := Metadata("x.rego", fmt.Sprintf("# METADATA\n# custom:\n#   when: %s\npackage rolelint.rules[\"x\"]\n", when))
		if err != nil {
			t.Fatal(err)
		}
		if got := holds(&rule.When, Input{Role: r}, catalog.Default()); got != want {
			t.Errorf("%s: %v", when, got)
		}
	}
}

// TestWhenSet: a rule that waits for an option is silent until it has a value.
func TestWhenSet(t *testing.T) {
	rule := &diag.Rule{
		ID: "x", When: diag.When{Set: []string{"pattern"}},
		Options: []diag.Option{{Name: "pattern", Type: diag.StringOption, Default: ""}},
	}
	for _, set := range []diag.Values{nil, {"pattern": ""}, {"pattern": "a*"}} {
		e := &Engine{values: map[string]diag.Values{"x": set}}
		if got, want := e.isSet(rule), set["pattern"] == "a*"; got != want {
			t.Errorf("%v: %v", set, got)
		}
	}
}

// TestLibPackages: a module of lib/ is found by the name of its package.
func TestLibPackages(t *testing.T) {
	for _, m := range rules.Modules() {
		if m.Rule != nil {
			continue
		}
		parsed, err := parse(m.Name, m.Src, false)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := parsed.Package.Path.String(), libPackage(m); got != want {
			t.Errorf("%s is package %s, want %s", m.Name, got, want)
		}
	}
}
