package intent

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct{ what, statement, role, want string }{
		{"all covers read", `floor: {kibana: [{spaces: [a], feature: {discover_v2: [read]}}]}`,
			`{"elasticsearch":{},"kibana":[{"spaces":["*"],"feature":{"discover_v2":["all"]}}]}`, ""},
		{"read is within all", `ceiling: {kibana: [{spaces: [a], feature: {discover_v2: [all]}}]}`,
			`{"elasticsearch":{},"kibana":[{"spaces":["a"],"feature":{"discover_v2":["read"]}}]}`, ""},
		{"an old name is its successor", `floor: {kibana: [{spaces: [a], feature: {generalCasesV3: [all]}}]}`,
			`{"elasticsearch":{},"kibana":[{"spaces":["a"],"feature":{"generalCases":["all"]}}]}`, ""},
		{"a ceiling on Kibana does not limit data", `ceiling: {kibana: []}`,
			`{"elasticsearch":{"cluster":["all"]},"kibana":[]}`, ""},
		{"a ceiling on data does not limit Kibana", `ceiling: {elasticsearch: {cluster: [monitor]}}`,
			`{"elasticsearch":{"cluster":["monitor"]},"kibana":[{"spaces":["*"],"base":["all"]}]}`, ""},
		{"an empty Kibana ceiling allows nothing", `ceiling: {kibana: []}`,
			`{"elasticsearch":{},"kibana":[{"spaces":["a"],"feature":{"discover_v2":["read"]}}]}`, "intent-excess"},
		{"a ceiling limits all of its half", `ceiling: {cluster: [monitor]}`,
			`{"elasticsearch":{"run_as":["elastic"]},"kibana":[]}`, "intent-excess"},
		{"floor and ceiling", `floor: {cluster: [monitor]}, ceiling: {cluster: [monitor]}`,
			`{"elasticsearch":{"cluster":["manage_security"]},"kibana":[]}`, "intent-missing intent-excess"},
		{"one entry, one finding", `ceiling: {kibana: []}`,
			`{"elasticsearch":{},"kibana":[{"spaces":["a","b"],"base":["all"]}]}`, "intent-excess"},
		{"in Elasticsearch's spelling", `floor: {applications: [{application: kibana-.kibana, privileges: [feature_discover_v2.read], resources: ["space:a"]}]}`,
			`{"elasticsearch":{},"kibana":[{"spaces":["b"],"feature":{"discover_v2":["read"]}}]}`, "intent-missing"},
	} {
		in := intents(t, catalog.Default(), "roles:\n  - {match: \"ro*\", "+c.statement+"}\n")
		ids, messages := check(t, in, readRoles(t, "role.json", c.role))
		if ids != c.want {
			t.Errorf("%s: got %q, want %q: %v", c.what, ids, c.want, messages)
		}
	}
}

// A floor that names what the target does not have is not decided, and no
// role is blamed.
func TestFloorOfAnotherVersion(t *testing.T) {
	const text = "roles:\n  - {match: role, floor: {kibana: [{spaces: [a], feature: {generalCasesV3: [all]}}]}}\n"
	f := readRoles(t, "role.json", `{"elasticsearch":{},"kibana":[{"spaces":["a"],"feature":{"generalCases":["all"]}}]}`)
	in := intents(t, catalog.Target{Stack: catalog.V(8, 10)}.WithDefaults(), text)
	ids, messages := check(t, in, f)
	if ids != "intent-unknown" || !strings.Contains(messages[0], `feature "generalCasesV3" does not exist in 8.10`) {
		t.Errorf("got %q: %v", ids, messages)
	}
}

// A profile of the user's own holds in the spaces of the statement, where it
// names none itself.
func TestOwnProfileInSpaces(t *testing.T) {
	in := intents(t, catalog.Default(), `
profiles:
  reader:
    floor: {kibana: [{feature: {discover_v2: [read]}}, {spaces: [docs], feature: {dashboard_v2: [read]}}]}
roles:
  - {match: role, profile: reader, spaces: [a, b]}
`)
	for entries, want := range map[string]string{
		`{"spaces":["a","b"],"feature":{"discover_v2":["read"]}},{"spaces":["docs"],"feature":{"dashboard_v2":["read"]}}`: "",
		`{"spaces":["a"],"feature":{"discover_v2":["read"]}},{"spaces":["docs"],"feature":{"dashboard_v2":["read"]}}`:     "intent-missing",
		`{"spaces":["a","b"],"feature":{"discover_v2":["read"],"dashboard_v2":["read"]}}`:                                 "intent-missing",
	} {
		if ids, messages := check(t, in, readRoles(t, "role.json", `{"elasticsearch":{},"kibana":[`+entries+`]}`)); ids != want {
			t.Errorf("%s: got %q, want %q: %v", entries, ids, want, messages)
		}
	}
}

const ordered = "order: [low, middle, high]\n"

func roleNamed(name, cluster string) string {
	return `{"name":"` + name + `","elasticsearch":{"cluster":[` + cluster + `]},"kibana":[]}`
}

func TestOrderAcrossFiles(t *testing.T) {
	in := intents(t, catalog.Default(), ordered)
	var files []*role.File
	for _, f := range []struct{ name, text string }{
		{"dev/high.json", roleNamed("high", `"all"`)},
		{"dev/low.json", roleNamed("low", `"manage_ilm"`)},
		{"dev/middle.json", roleNamed("middle", `"monitor"`)},
		{"prod/high.json", roleNamed("high", `"monitor"`)},
		{"prod/low.json", roleNamed("low", `"manage_slm"`)},
		{"other.json", roleNamed("unrelated", `"monitor"`)},
	} {
		files = append(files, readRoles(t, f.name, f.text))
	}
	var got []string
	in.CheckOrder(files, func(f *source.File, d diag.Finding) {
		got = append(got, f.Name+" "+d.Rule.ID+" "+d.Message)
		if d.Rule == orderRule && d.Related[0].File == nil {
			t.Errorf("%s: the other role's file is not named", d.Message)
		}
	})
	// Environments stand apart; prod has no middle role.
	want := []string{
		`dev/middle.json intent-order role "middle" must include role "low", but lacks cluster privilege manage_ilm`,
		`prod/high.json intent-order role "high" must include role "low", but lacks cluster privilege manage_slm`,
	}
	if len(got) != len(want) {
		t.Fatalf("got %d findings:\n%s", len(got), strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

// A role that is not there is left out, and said.
func TestOrderWithGap(t *testing.T) {
	in := intents(t, catalog.Default(), ordered)
	files := []*role.File{readRoles(t, "high.json", roleNamed("high", `"monitor"`)), readRoles(t, "low.json", roleNamed("low", `"manage_ilm"`))}
	var got []string
	in.CheckOrder(files, func(f *source.File, d diag.Finding) { got = append(got, f.Name+" "+d.Rule.ID+" "+d.Role) })
	if strings.Join(got, "; ") != "intent.yaml intent-unknown middle; high.json intent-order high" {
		t.Errorf("got %v", got)
	}
}

func TestCompare(t *testing.T) {
	in := intents(t, catalog.Default(), `
roles:
  - match: soc
    floor: {cluster: [monitor]}
    ceiling: {elasticsearch: {cluster: [monitor], indices: [{names: ["logs-*"], privileges: [read]}]}}
never: [{run_as: elastic}]
order: [low, soc]
`)
	for _, c := range []struct {
		soc     string
		verdict Verdict
	}{
		{`"cluster":["monitor"]`, Equal},
		{`"cluster":[]`, Narrowed},
		{`"cluster":["monitor"],"run_as":["elastic"]`, Widened},
		{`"cluster":[],"indices":[{"names":["logs-*","a"],"privileges":["read"]}]`, Changed},
		{`"cluster":["monitor"],"indices":[{"names":["logs-*"],"privileges":["read"],"query":"{\"match_all\":{}}"}]`, Equal},
	} {
		f := readRoles(t, "roles.json", `[{"name":"soc","elasticsearch":{`+c.soc+`},"kibana":[]},{"name":"free","elasticsearch":{"cluster":["all"]},"kibana":[]}]`)
		all, problems := in.Compare([]*role.File{f})
		if len(all) != 1 || len(problems) != 0 || all[0].Role.Name != "soc" || all[0].Verdict != c.verdict {
			t.Errorf("%s: want %s, got %+v", c.soc, c.verdict, all)
		}
		if len(all[0].Missing) != len(all[0].IntentPlaces) {
			t.Errorf("%s: %d missing, %d places", c.soc, len(all[0].Missing), len(all[0].IntentPlaces))
		}
	}
}

func TestDeclaresAssignee(t *testing.T) {
	in := intents(t, catalog.Default(), "roles:\n  - {match: \"case-*\", profile: \"cases/assignee:security\", spaces: [soc]}\n")
	for name, want := range map[string]bool{"case-eu": true, "other": false} {
		f := readRoles(t, "role.json", roleNamed(name, `"monitor"`))
		if got := in.DeclaresAssignee(f.Roles[0]); got != want {
			t.Errorf("%s: %t", name, got)
		}
	}
	f := readRoles(t, "role.json", declaredAs("cases/assignee", "a", ""))
	if !in.DeclaresAssignee(f.Roles[0]) {
		t.Error("metadata declares an assignee's role")
	}
}
