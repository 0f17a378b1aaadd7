package intent

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// readRoles reads the roles of a text.
func readRoles(t *testing.T, name, text string) *role.File {
	t.Helper()
	f := role.Decode(source.Parse(name, []byte(text), source.Limits{}), role.Options{})
	if len(f.Roles) == 0 {
		t.Fatalf("no role in %s", text)
	}
	return f
}

// declaredAs makes a role that declares an intent and grants in a space.
func declaredAs(profile, space, features string) string {
	return fmt.Sprintf(`{"metadata":{"rolelint":{"intent":%q}},"elasticsearch":{},"kibana":[{"spaces":[%q],"feature":{%s}}]}`, profile, space, features)
}

// check returns the ids of the rules that speak of a file's roles, and the messages.
func check(t *testing.T, in *Intents, f *role.File) (ids string, messages []string) {
	t.Helper()
	var list []string
	for _, r := range f.Roles {
		in.Check(r, func(d diag.Finding) {
			list = append(list, d.Rule.ID)
			messages = append(messages, d.Message)
		})
	}
	return strings.Join(list, " "), messages
}

func intents(t *testing.T, target catalog.Target, text string) *Intents {
	t.Helper()
	in, err := Read([]File{{Name: "intent.yaml", Src: []byte(text)}}, target)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// TestProfilesEverywhere goes through every owner, every generation of its
// Cases feature and every version that has it.
func TestProfilesEverywhere(t *testing.T) {
	tried := 0
	for _, version := range catalog.Stacks() {
		target := catalog.Target{Stack: version}.WithDefaults()
		in := intents(t, target, "")
		for _, o := range owners {
			if o.feature(target) == nil {
				continue
			}
			for _, id := range o.features {
				feature, _ := catalog.LookupFeature(id)
				if feature.At(target).Exists != catalog.Yes {
					continue
				}
				tried++
				for _, c := range profileCases(id, "", version) {
					for _, name := range []string{c.profile, c.profile + ":" + o.name} {
						f := readRoles(t, "role.json", declaredAs(name, "a", c.features))
						if ids, messages := check(t, in, f); ids != c.want {
							t.Errorf("%s, %s, {%s}: got %q, want %q: %v", version, name, c.features, ids, c.want, messages)
						}
					}
				}
				for _, other := range owners {
					if other == o || other.feature(target) == nil {
						continue
					}
					f := readRoles(t, "role.json", declaredAs("cases/view-only:"+other.name, "a", `"`+id+`":["all"]`))
					if ids, _ := check(t, in, f); ids != "intent-missing" {
						t.Errorf("%s: %s grants nothing on the cases of %s, but got %q", version, id, other.name, ids)
					}
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d generations tried", tried)
	}
}

type profileCase struct{ profile, features, want string }

func profileCases(id, _ string, version catalog.Version) []profileCase {
	// Since 8.5 an assignee's role that works no cases is the subject of
	// cases-assignee-needs-all.
	noWork := "intent-missing"
	if version.Compare(catalog.V(8, 5)) >= 0 {
		noWork = ""
	}
	return []profileCase{
		{"cases/full", `"` + id + `":["all"],"actions":["all"]`, ""},
		{"cases/full", `"` + id + `":["all"],"actions":["read"]`, "intent-missing"},
		{"cases/full", `"` + id + `":["read"],"actions":["all"]`, "intent-missing"},
		{"cases/assignee", `"` + id + `":["all"]`, ""},
		{"cases/assignee", `"` + id + `":["read"]`, noWork},
		{"cases/view-only", `"` + id + `":["read"]`, ""},
		{"cases/view-only", `"` + id + `":["all"]`, "intent-excess"},
		{"cases/view-only", `"actions":["read"]`, "intent-missing"},
		{"cases/none", `"actions":["all"]`, ""},
		{"cases/none", `"` + id + `":["read"]`, "intent-excess"},
		{"cases/none", `"` + id + `":["all"]`, "intent-excess"},
	}
}

// TestSecurityBefore80 has the cases of Security in siem.
func TestSecurityBefore80(t *testing.T) {
	in := intents(t, catalog.Target{Stack: catalog.V(7, 17)}.WithDefaults(), "")
	for _, c := range []profileCase{
		{"cases/assignee:security", `"siem":["all"]`, ""},
		{"cases/assignee:security", `"siem":["minimal_all","cases_all"]`, ""},
		{"cases/assignee:security", `"siem":["minimal_all"]`, "intent-missing"},
		{"cases/view-only:security", `"siem":["read"]`, ""},
		{"cases/view-only:security", `"siem":["minimal_all","cases_read"]`, ""},
		{"cases/view-only:security", `"siem":["all"]`, "intent-excess"},
		{"cases/none:security", `"siem":["minimal_all"]`, ""},
		{"cases/none:security", `"siem":["all"]`, "intent-excess"},
		{"cases/none:security", `"siem":["minimal_read","cases_read"]`, "intent-excess"},
	} {
		f := readRoles(t, "role.json", declaredAs(c.profile, "a", c.features))
		if ids, messages := check(t, in, f); ids != c.want {
			t.Errorf("%s, {%s}: got %q, want %q: %v", c.profile, c.features, ids, c.want, messages)
		}
	}
}

func TestCustomisedSubFeatures(t *testing.T) {
	newest := catalog.Default()
	basic := newest
	basic.License = catalog.Basic
	for _, c := range []struct {
		target catalog.Target
		profileCase
	}{
		{newest, profileCase{"cases/assignee", `"generalCasesV3":["minimal_all","cases_assign"]`, ""}},
		{newest, profileCase{"cases/full", `"generalCasesV3":["minimal_all"],"actions":["all"]`, "intent-missing"}},
		{newest, profileCase{"cases/full", `"generalCasesV3":["minimal_all","cases_delete","cases_settings","create_comment","case_reopen","cases_assign","cases_manage_templates"],"actions":["all"]`, ""}},
		{basic, profileCase{"cases/full", `"generalCasesV3":["all"],"actions":["all"]`, ""}},
		{newest, profileCase{"cases/view-only", `"generalCasesV3":["read","cases_delete","cases_assign"]`, ""}},
		{newest, profileCase{"cases/view-only", `"generalCasesV3":["cases_delete"]`, "intent-missing"}},
		{newest, profileCase{"cases/view-only", `"generalCasesV3":["read"],"securitySolutionCasesV3":["all"]`, "intent-excess"}},
		{newest, profileCase{"cases/view-only:management", `"generalCasesV3":["read"],"securitySolutionCasesV3":["all"]`, ""}},
	} {
		f := readRoles(t, "role.json", declaredAs(c.profile, "a", c.features))
		if ids, messages := check(t, intents(t, c.target, ""), f); ids != c.want {
			t.Errorf("%s, %s, {%s}: got %q, want %q: %v", c.target, c.profile, c.features, ids, c.want, messages)
		}
	}
}

// TestSpaces has what a profile in some spaces demands.
func TestSpaces(t *testing.T) {
	in := intents(t, catalog.Default(), "roles:\n  - {match: role, profile: cases/view-only, spaces: [a, b]}\n")
	for _, c := range []struct{ entries, want string }{
		{`{"spaces":["a","b"],"feature":{"generalCasesV3":["read"]}}`, ""},
		{`{"spaces":["*"],"feature":{"generalCasesV3":["read"]}}`, ""},
		{`{"spaces":["a"],"feature":{"generalCasesV3":["read"]}}`, "intent-missing"},
		{`{"spaces":["a","b"],"feature":{"generalCasesV3":["read"]}},{"spaces":["c"],"base":["all"]}`, ""},
		{`{"spaces":["a","b"],"feature":{"generalCasesV3":["read"]}},{"spaces":["*"],"base":["all"]}`, "intent-excess"},
		{`{"spaces":["a","b","c"],"feature":{"generalCasesV3":["all"]}}`, "intent-excess"},
	} {
		f := readRoles(t, "role.json", `{"elasticsearch":{},"kibana":[`+c.entries+`]}`)
		if ids, messages := check(t, in, f); ids != c.want {
			t.Errorf("%s: got %q, want %q: %v", c.entries, ids, c.want, messages)
		}
	}
}

// TestServerless has nothing certain of Cases features: what is written
// satisfies, what is not is undecided.
func TestServerless(t *testing.T) {
	in := intents(t, catalog.Target{Deployment: catalog.Serverless}.WithDefaults(), "")
	for _, c := range []profileCase{
		{"cases/view-only", `"generalCasesV3":["read"]`, ""},
		{"cases/view-only", `"discover":["read"]`, "intent-unknown"},
	} {
		f := readRoles(t, "role.json", declaredAs(c.profile, "a", c.features))
		if ids, messages := check(t, in, f); ids != c.want {
			t.Errorf("%s, {%s}: got %q, want %q: %v", c.profile, c.features, ids, c.want, messages)
		}
	}
}

// TestApplicationSpelling has the same role as Elasticsearch stores it.
func TestApplicationSpelling(t *testing.T) {
	f := readRoles(t, "roles.yml", `
reader:
  metadata: {rolelint: {intent: cases/view-only}}
  applications: [{application: kibana-.kibana, privileges: [feature_generalCasesV2.all], resources: ["space:a"]}]
everything:
  metadata: {rolelint: {intent: cases/none}}
  applications: [{application: "*", privileges: ["*"], resources: ["*"]}]
`)
	if ids, messages := check(t, intents(t, catalog.Default(), ""), f); ids != "intent-excess intent-excess" {
		t.Errorf("got %q: %v", ids, messages)
	}
}
