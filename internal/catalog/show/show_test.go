package show

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
)

func target(t *testing.T, stack string) catalog.Target {
	t.Helper()
	v, err := catalog.ParseStack(stack)
	if err != nil {
		t.Fatal(err)
	}
	target := catalog.Default()
	target.Stack = v
	return target
}

func TestPrint(t *testing.T) {
	for _, test := range []struct {
		what, id, stack string
		want            []string // in this order
	}{
		{"features", "", "8.17", []string{"Kibana features at 8.17 (enterprise, self-managed)", "generalCases ", "yes, since 8.2", "deprecated since 8.17", "generalCasesV2"}},
		{"features", "generalCasesV2", "8.17", []string{"generalCasesV2", "yes, since 8.17", "deprecated", "no, later: 8.18", "include it", "elastic/kibana#194898", "privileges", "create_comment", "included in all; needs gold", "cases_manage_templates", "no, exists from 9.5"}},
		{"features", "generalCases", "9.5", []string{"replaced by", "minimal_all", "generalCasesV3 [minimal_all, create_comment, case_reopen, cases_assign, cases_manage_templates]"}},
		{"features", "siem", "9.1", []string{"cases_all", "removed in 8.0", "became securitySolutionCases [all]", "endpoint_list_all", "not established"}},
		{"features", "timelion", "8.0", []string{"no, removed in 7.16", "elastic/kibana#110255"}},
		{"features", "streams", "9.2", []string{"all spaces only"}},
		{"features", "fleetv2", "8.17", []string{"read ", "all spaces only; cannot be granted"}},
		{"features", "discover", "8.18", []string{"not established; since 9.0 for certain"}},
		{"features", "onechat", "9.5", []string{"never released", "successor", "agentBuilder"}},
		{"privileges", "", "9.5", []string{"Elasticsearch privileges at 9.5", "cluster", "monitor_stats", "yes, since 8.17", "index", "remote_cluster"}},
		{"privileges", "all", "9.5", []string{"cluster privilege all", "sensitive", "critical (documented)", "index privilege all", "implies"}},
		{"privileges", "MANAGE_SECURITY", "9.5", []string{"cluster privilege manage_security", "except", "cluster:admin/xpack/security/delegate_pki"}},
		{"privileges", "manage_esql", "9.5", []string{"at 9.5", "not established"}},
		{"roles", "", "9.5", []string{"built-in roles at 9.5", "kibana_admin", "viewer"}},
		{"roles", "superuser", "9.5", []string{"for users", "yes", "indices", "all on *", "restricted ones too", "run_as", "*"}},
		{"roles", "apm_user", "9.0", []string{"no, removed in 9.0", "elastic/elasticsearch#116712"}},
		{"roles", "ingest_admin", "9.0", []string{"cluster", "manage_index_templates"}},
	} {
		var b strings.Builder
		if err := Print(&b, test.what, test.id, target(t, test.stack)); err != nil {
			t.Errorf("%s %s: %v", test.what, test.id, err)
			continue
		}
		rest := b.String()
		for _, want := range test.want {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Errorf("%s %s at %s: no %q in its place in\n%s", test.what, test.id, test.stack, want, b.String())
				break
			}
			rest = after
		}
	}
}

func TestListLeavesOutWhatIsNotThere(t *testing.T) {
	for what, absent := range map[string]string{features: "timelion", privileges: "manage_reindex", roles: "apm_user"} {
		var b strings.Builder
		if err := Print(&b, what, "", target(t, "9.0")); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), absent) {
			t.Errorf("%s at 9.0 has %s", what, absent)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct{ what, id, want string }{
		{"features", "generalCaseV3", `unknown feature "generalCaseV3"; did you mean "generalCasesV3"?`},
		{"privileges", "mange_ml", `unknown Elasticsearch privilege "mange_ml"; did you mean "manage_ml"?`},
		{"roles", "superusr", `unknown built-in role "superusr"; did you mean "superuser"?`},
		{"roles", "xyzzy", `unknown built-in role "xyzzy"`},
		{"spaces", "", `unknown part of the catalogue "spaces": one of features, privileges, roles`},
	} {
		for name, print := range map[string]func(*strings.Builder) error{
			"text": func(b *strings.Builder) error { return Print(b, test.what, test.id, catalog.Default()) },
			"json": func(b *strings.Builder) error { return PrintJSON(b, test.what, test.id, catalog.Default()) },
		} {
			var b strings.Builder
			if err := print(&b); err == nil || err.Error() != test.want || b.Len() > 0 {
				t.Errorf("%s: %v, want %s", name, err, test.want)
			}
		}
	}
}

func TestPrintJSON(t *testing.T) {
	var b strings.Builder
	if err := PrintJSON(&b, "features", "generalCases", target(t, "8.17")); err != nil {
		t.Fatal(err)
	}
	var d struct {
		Version  int
		Target   map[string]string
		Features []struct {
			ID, Exists, Since, Deprecated string
			Details                       struct {
				Privileges []struct {
					ID          string
					Replacement struct {
						Known  string
						Grants []struct{ Feature string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &d); err != nil {
		t.Fatal(err)
	}
	if d.Version != 1 || d.Target["stack"] != "8.17" || d.Target["license"] != "enterprise" || len(d.Features) != 1 {
		t.Fatalf("%+v", d)
	}
	f := d.Features[0]
	if f.ID != "generalCases" || f.Exists != "yes" || f.Since != "8.2" || f.Deprecated != "yes" {
		t.Errorf("%+v", f)
	}
	p := f.Details.Privileges[0]
	if p.ID != "all" || p.Replacement.Known != "yes" || p.Replacement.Grants[0].Feature != "generalCasesV2" {
		t.Errorf("%+v", p)
	}
}

// Everything can be shown at every version, in lines without trailing space.
func TestEverything(t *testing.T) {
	for _, stack := range []string{"7.17", "8.17", "9.5"} {
		at := target(t, stack)
		ids := map[string][]string{}
		for _, f := range catalog.Features() {
			ids[features] = append(ids[features], f.ID)
		}
		for _, e := range slices.Concat(catalog.ClusterPrivileges(), catalog.IndexPrivileges()) {
			ids[privileges] = append(ids[privileges], e.Name)
		}
		for _, r := range catalog.BuiltinRoles() {
			ids[roles] = append(ids[roles], r.Name)
		}
		for what, all := range ids {
			for _, id := range all {
				var b strings.Builder
				if err := Print(&b, what, id, at); err != nil {
					t.Errorf("%s %s: %v", what, id, err)
				}
				if !strings.Contains(b.String(), id) || strings.Contains(b.String(), " \n") {
					t.Errorf("%s %s at %s:\n%s", what, id, stack, b.String())
				}
			}
		}
	}
}
