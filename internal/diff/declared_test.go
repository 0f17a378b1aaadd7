package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// side reads roles of roles.yml.
func side(t *testing.T, text string) *diff.Side {
	t.Helper()
	file := role.Decode(source.Parse("roles.yml", []byte(text), source.Limits{}), role.Options{Formats: []role.Format{role.RolesYML}})
	s := &diff.Side{Title: "side", Target: catalog.Default()}
	for _, r := range file.Roles {
		s.Roles = append(s.Roles, diff.Loaded{Role: r, File: file.Source})
	}
	return s
}

// body makes a role of flow YAML entries: NAMES: PRIVILEGES, and more members
// behind a bar.
func body(name string, entries ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:\n  cluster: []\n  indices:\n", name)
	for _, e := range entries {
		rest, more, _ := strings.Cut(e, " | ")
		names, privileges, _ := strings.Cut(rest, ": ")
		fmt.Fprintf(&b, "  - {names: [%s], privileges: [%s]%s}\n", names, privileges, more)
	}
	return b.String()
}

func TestDeclared(t *testing.T) {
	const query = `, query: '{"term": {"x": 1}}'`
	for _, test := range []struct {
		name          string
		before, after string
		declared      string // declarations, without the trailer, one a line
		want          []string
	}{
		{"as declared", body("soc", "logs-*: read"), body("soc", "logs-*: read, write"), "soc +write logs-*", nil},
		{"in two lines", body("soc", "logs-*: read"), body("soc", "logs-*: read, write", "m-*: read"), "soc +write logs-*\nsoc +read m-*", nil},
		{"of a name that is wider, all that was missing", body("soc", "logs-a*: write"), body("soc", "logs-*: write"), "soc +write logs-*", nil},
		{"nothing declared", body("soc", "logs-*: read"), body("soc", "logs-*: read, write"), "",
			[]string{"soc undeclared: gained and not declared: write on logs-*"}},
		{"more than declared", body("soc", "logs-*: read"), body("soc", "logs-*: read, write", "other: write"), "soc +write logs-*",
			[]string{"soc undeclared: gained and not declared: write on other"}},
		{"wider names than declared", body("soc", "logs-*: read"), body("soc", "logs-*: read, write"), "soc +write logs-app-*",
			[]string{"soc undeclared: gained and not declared: write on logs-*"}},
		{"less than declared", body("soc", "logs-*: read"), body("soc", "logs-*: read", "logs-a*: write"), "soc +write logs-*",
			[]string{"soc undelivered: is not granted: indices:"}},
		{"declared and had before", body("soc", "logs-*: read, write"), body("soc", "logs-*: write, read"), "soc +write logs-*",
			[]string{"soc undelivered: all of it was granted before"}},
		{"another role", body("soc", "logs-*: read"), body("soc", "logs-*: read, write"), "sock +write logs-*",
			[]string{"soc undeclared: gained", "sock undelivered: no such role"}},
		{"a loss as declared", body("soc", "logs-*: read, write"), body("soc", "logs-*: read"), "soc -write logs-*", nil},
		{"a loss that shares actions with what stays", body("soc", "logs-*: manage, view_index_metadata"), body("soc", "logs-*: view_index_metadata"), "soc -manage logs-*", nil},
		{"a loss that is not declared", body("soc", "logs-*: read, write"), body("soc", "logs-*: read"), "", []string{"soc undeclared: lost and not declared: write on logs-*"}},
		{"a loss of some names only", body("soc", "logs-*: write"), body("soc", "logs-a*: write"), "soc -write logs-*",
			[]string{"soc undelivered: write is still granted on logs-a"}},
		{"a loss that a second entry undoes", body("soc", "logs-*: write", "l*: write"), body("soc", "l*: write"), "soc -write logs-*",
			[]string{"soc undelivered: write is still granted on logs-"}},
		{"a loss that two entries undo together", body("soc", "a: write"), body("soc", "a: index, create, delete, create_doc", "a*: 'indices:data/write/*', 'indices:admin/mapping/auto_put'"), "soc -write a",
			[]string{"soc undeclared: gained", "soc undelivered: write is still granted on a"}},
		{"a loss of what never was", body("soc", "logs-*: read"), body("soc", "logs-*: read"), "soc -write logs-*",
			[]string{"soc undelivered: was not granted before"}},
		{"a filtered gain", body("soc", "x: read"), body("soc", "x: read", "logs-*: read | "+query), "soc +read logs-*", nil},
		{"documents that an entry uncovers are not covered by its own privilege",
			body("soc", "x: read | "+query), body("soc", "x: read | "+query, "x: view_index_metadata"), "soc +view_index_metadata x",
			[]string{"soc undeclared: gained and not declared: read"}},
		{"restricted indices need the word", body("soc", "x: read"), body("soc", "x: read", "'.kibana*': read | , allow_restricted_indices: true"), "soc +read .kibana*",
			[]string{"soc undeclared: gained and not declared: read on .kibana* (restricted"}},
		{"with the word", body("soc", "x: read"), body("soc", "x: read", "'.kibana*': read | , allow_restricted_indices: true"), "soc +read restricted .kibana*", nil},
		{"queries that differ", body("soc", "x: read | "+query), body("soc", "x: read | , query: '{\"term\": {\"x\": 2}}'"), "", []string{"soc undecided: the document queries"}},
		{"a role added", "", body("soc", "x: read"), "soc added", nil},
		{"a role added, with what it grants", "", body("soc", "x: read"), "soc added\nsoc +read x", nil},
		{"a role added that grants more", "", body("soc", "x: read, write"), "soc added\nsoc +read x", []string{"soc undeclared: gained and not declared: write on x"}},
		{"a role added and not declared", "", body("soc", "x: read"), "soc +read x", []string{"soc undeclared: the role is new"}},
		{"a role removed", body("soc", "x: read"), "", "soc removed", nil},
		{"a role removed and not declared", body("soc", "x: read"), "", "", []string{"soc undeclared: the role is gone"}},
		{"a role that stays", body("soc", "x: read"), body("soc", "x: read"), "soc removed", []string{"soc undelivered: the role was not removed"}},
		{"cluster", "soc: {cluster: [monitor]}", "soc: {cluster: [monitor, manage_ilm]}", "soc +cluster manage_ilm", nil},
		{"cluster, too little", "soc: {cluster: [monitor]}", "soc: {cluster: [all]}", "soc +cluster manage_ilm", []string{"soc undeclared: gained and not declared: cluster privilege all"}},
		{"cluster, lost", "soc: {cluster: [monitor, manage_ilm]}", "soc: {cluster: [monitor]}", "soc -cluster manage_ilm", nil},
		{"cluster, kept", "soc: {cluster: [monitor, manage_ilm]}", "soc: {cluster: [manage_ilm, monitor]}", "soc -cluster manage_ilm", []string{"soc undelivered: all of it is still granted"}},
		{"run as", "soc: {cluster: [], run_as: [a]}", "soc: {cluster: [], run_as: [a, 'b*']}", "soc +run-as b*", nil},
		{"run as, kept in part", "soc: {cluster: [], run_as: ['b*']}", "soc: {cluster: [], run_as: [b1]}", "soc -run-as b*", []string{"soc undelivered: it is still granted"}},
		{"kibana", "soc: {cluster: []}", kibana("feature_generalCasesV3.all", "space:a"), "soc +kibana a generalCasesV3:all", nil},
		{"kibana, another space", "soc: {cluster: []}", kibana("feature_generalCasesV3.all", "space:a"), "soc +kibana b generalCasesV3:all",
			[]string{"soc undeclared: gained and not declared: generalCasesV3: all in space a", "soc undelivered: is not granted: generalCasesV3: all in space b"}},
		{"kibana, less", "soc: {cluster: []}", kibana("feature_generalCasesV3.read", "space:a"), "soc +kibana a generalCasesV3:all", []string{"soc undelivered: is not granted: generalCasesV3"}},
		{"kibana base", "soc: {cluster: []}", kibana("space_read", "space:a"), "soc +kibana a base:read", nil},
		{"a name in quotes", body("'soc one'", "x: read"), body("'soc one'", "x: read, write"), `"soc one" +write x`, nil},
	} {
		res := diff.Compare(side(t, test.before), side(t, test.after))
		var text strings.Builder
		for line := range strings.Lines(test.declared) {
			text.WriteString("some words\n  access-change: " + line)
		}
		declarations, unreadable := diff.Declarations("message", text.String())
		res.CheckDeclared(declarations, unreadable)
		var got []string
		for _, f := range res.Declared.Failures {
			got = append(got, fmt.Sprintf("%s %s: %s", f.Role, f.Kind, f.Message))
		}
		ok := len(got) == len(test.want)
		for i := 0; ok && i < len(got); i++ {
			ok = strings.HasPrefix(got[i], test.want[i])
		}
		if !ok {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func kibana(privilege, resource string) string {
	return fmt.Sprintf("soc: {cluster: [], applications: [{application: kibana-.kibana, privileges: [%s], resources: ['%s']}]}", privilege, resource)
}

func TestUnreadableDeclarations(t *testing.T) {
	for text, want := range map[string]string{
		"soc":                          "declares nothing",
		"soc write x":                  "must begin with + or -",
		"soc +write":                   "no index names",
		"soc +wirte x":                 `"wirte" is no index privilege; did you mean "write"?`,
		"soc +cluster":                 "must name one cluster privilege",
		"soc +cluster monitr":          `did you mean "monitor"?`,
		"soc +kibana a":                "must name a space and FEATURE:PRIVILEGE",
		"soc +kibana a generalCasesV3": "is not FEATURE:PRIVILEGE",
		"soc +kibana a x:all":          "is no Kibana feature",
		"soc +kibana a base:write":     "is no base privilege",
		"soc +run-as":                  "takes one user name",
	} {
		_, errs := diff.Declarations("file", "Access-change: "+text)
		if len(errs) != 1 || !strings.Contains(errs[0].Error(), want) || !strings.HasPrefix(errs[0].Error(), "file, line 1: ") {
			t.Errorf("%s: %v, want %s", text, errs, want)
		}
	}
}

func TestSettle(t *testing.T) {
	declarations, _ := diff.Declarations("", "Access-change: a +write x\nAccess-change: a +write  x\nAccess-change: b added\nAccess-change: a -write x\nAccess-change: b removed\nAccess-change: a +read x")
	var got []string
	for _, d := range diff.Settle(declarations) {
		got = append(got, d.Text)
	}
	if strings.Join(got, "; ") != "a +read x" {
		t.Errorf("%q", got)
	}
}

// What is suggested declares exactly what changed.
func TestSuggestedDeclarations(t *testing.T) {
	const kibana = `
  applications:
  - {application: kibana-.kibana, privileges: [feature_discover_v2.read], resources: ["space:a"]}
`
	for _, test := range []struct {
		name          string
		before, after string
		declared      string
		want          []string
	}{
		{"a privilege", body("soc", "logs-*: read"), body("soc", "logs-*: read, write"), "", []string{"soc +write logs-*"}},
		{"privileges of one entry", body("soc", "logs-*: read"), body("soc", "logs-*: read, write, manage"), "", []string{"soc +write,manage logs-*"}},
		{"names", body("soc", "logs-*: read"), body("soc", "logs-*, m-*: read"), "", []string{"soc +read m-*"}},
		{"a privilege of two names", body("soc", "a: read", "b: read"), body("soc", "a, b: read, write"), "", []string{"soc +write a b"}},
		{"a privilege for each name", body("soc", "a: write", "b: read"), body("soc", "a, b: read, write"), "", []string{"soc +read a", "soc +write b"}},
		{"restricted", body("soc", "logs-*: read"), body("soc", "logs-*: read", ".security*: read | , allow_restricted_indices: true"), "", []string{"soc +read restricted .security*"}},
		{"a loss", body("soc", "logs-*: read, write"), body("soc", "logs-*: read"), "", []string{"soc -write logs-*"}},
		{"both", body("soc", "a: read"), body("soc", "b: read"), "", []string{"soc +read b", "soc -read a"}},
		{"what stands wrong is replaced", body("soc", "logs-*: read"), body("soc", "logs-*: read, write"), "soc +write logs-app-*", []string{"soc +write logs-*"}},
		{"several roles, one of them declared", body("a", "x: read") + body("b", "x: read"), body("a", "x: read, write") + body("b", "x: read, write"), "a +write x", []string{"b +write x"}},
		{"a name with a blank", body("my role", "a: read"), body("my role", "a: read, write"), "", []string{`"my role" +write a`}},
		{"cluster, run-as and Kibana", "soc:\n  cluster: []\n", "soc:\n  cluster: [monitor]\n  run_as: [bob]" + kibana, "", []string{"soc +cluster monitor", "soc +kibana a discover_v2:read", "soc +run-as bob"}},
		{"added", "", body("soc", "a: read"), "", []string{"soc added"}},
		{"removed", body("soc", "a: read"), "", "", []string{"soc removed"}},
		{"nothing undeclared", body("soc", "a: read"), body("soc", "a: read, write"), "soc +write a", nil},
		{"what no declaration says", body("soc", "a: read"), body("soc", "a: read") + "  remote_indices:\n  - {clusters: [c], names: [x], privileges: [read]}\n", "", nil},
		{"a part that no declaration says", body("soc", "a: read"), body("soc", "a: read, write") + "  remote_indices:\n  - {clusters: [c], names: [x], privileges: [read]}\n", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			check := func(declared []string) *diff.DeclaredResult {
				result := diff.Compare(side(t, test.before), side(t, test.after))
				declarations, unreadable := diff.Declarations("test", strings.Join(declared, "\n"))
				result.CheckDeclared(declarations, unreadable)
				return result.Declared
			}
			var declared []string
			if test.declared != "" {
				declared = []string{diff.Trailer + " " + test.declared}
			}
			got := check(declared).Suggested
			var want []string
			for _, w := range test.want {
				want = append(want, diff.Trailer+" "+w)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("got %q, want %q", got, want)
			}
			if got == nil {
				return
			}
			if test.name != "what stands wrong is replaced" {
				got = append(got, declared...)
			}
			if failures := check(got).Failures; len(failures) > 0 {
				t.Errorf("%q is not what changed: %+v", got, failures)
			}
		})
	}
}
