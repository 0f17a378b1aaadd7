package kibana

import (
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func decode(t *testing.T, name, text string, formats ...role.Format) *role.Role {
	t.Helper()
	f := role.Decode(source.Parse(name, []byte(text), source.Limits{}), role.Options{Formats: formats})
	if len(f.Roles) != 1 {
		t.Fatalf("%d roles in %s", len(f.Roles), text)
	}
	return f.Roles[0]
}

func target(stack string) catalog.Target {
	t := catalog.Default()
	if stack != "" {
		v, err := catalog.ParseStack(stack)
		if err != nil {
			panic(err)
		}
		t.Stack = v
	}
	return t
}

// TestFirstReason holds Kibana's order: of several faults the one that Kibana
// checks first is its reason.
func TestFirstReason(t *testing.T) {
	entry := func(application, privileges, resources string) string {
		return `{"application": "` + application + `", "privileges": [` + privileges + `], "resources": [` + resources + `]}`
	}
	const own = "kibana-.kibana"
	tests := []struct {
		name, stack, entries, want string
	}{
		{"nothing wrong", "", entry(own, `"all"`, `"*"`), ""},
		{"other products are not Kibana's", "", entry("myapp", `"all"`, `"x"`), ""},
		{"an entry without resources is refused before", "", entry(own, `"space_all"`, ``) + `,` + entry(own, `"all"`, `"space:a"`), ""},
		{"actions are dropped and are no reason", "", entry(own, `"login:", "api:*"`, `"space:a"`), ""},
		{"superuser", "", entry("*", `"*"`, `"*"`), ""},
		{"1 before 2", "", entry("kibana-*", `"read"`, `"*"`) + `,` + entry(own, `"reserved_ml_user"`, `"*"`), reservedPrivilegesMixed},
		{"2 before 3", "", entry(own, `"reserved_ml_user", "space_all"`, `"*"`), reservedPrivilegesWrongApp},
		{"3 before 5", "", entry(own, `"space_all", "feature_canvas.all"`, `"*"`), spacePrivilegesGlobal},
		{"3 before 6", "", entry(own, `"space_all"`, `"*", "space:a"`), spacePrivilegesGlobal},
		{"4 before 7", "", entry(own, `"read"`, `"default"`), globalPrivilegesSpace},
		{"reserved on a space", "", entry("kibana-*", `"reserved_ml_user"`, `"space:a"`), globalPrivilegesSpace},
		{"5 before 8", "", entry(own, `"space_all", "feature_canvas.all"`, `"space:a"`) + `,` + entry(own, `"space_all"`, `"space:a"`), baseFeaturePrivilegesMixed},
		{"6 before 7", "", entry(own, `"feature_canvas.all"`, `"*", "a"`), globalResourceMixed},
		{"7 before 8", "", entry(own, `"space_all"`, `"a", "a"`), invalidResourceFormat},
		{"8 before 11", "", entry(own, `"feature_canvas"`, `"*"`) + `,` + entry(own, `"feature_canvas.all"`, `"*"`), duplicatedResources},
		{"8 looks at kibana-.kibana only", "", entry("kibana-*", `"reserved_ml_user"`, `"*"`) + `,` + entry(own, `"all"`, `"*"`), ""},
		{"9 before 10", "8.17", entry(own, `"feature_fleetv2.all", "feature_observabilityAIAssistant.read"`, `"space:a"`), featureRequiresAllSpaces},
		{"10 before 11", "", entry(own, `"feature_observabilityAIAssistant.read", "feature_x"`, `"*"`), disabledFeaturePrivileges},
		{"minimal privileges pass 9 and 10", "8.17", entry(own, `"feature_fleetv2.minimal_all", "feature_observabilityAIAssistant.minimal_read"`, `"space:a"`), ""},
		{"11 by an unreadable name", "", entry(own, `"feature_canvas"`, `"*"`), transformationException},
		{"11 by a deprecated feature", "", entry(own, `"feature_generalCases.case_reopen"`, `"*"`), transformationException},
		{"not yet deprecated", "8.16", entry(own, `"feature_generalCases.case_reopen"`, `"*"`), ""},
		{"an unknown feature is no reason", "", entry(own, `"feature_nonsense.all"`, `"*"`), ""},
		{"the wildcard application in older versions", "8.10", entry("*", `"read"`, `"*"`), ""},
		{"only reserved privileges, in older versions", "8.17", entry(own, `"reserved_ml_user"`, `"*"`), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := decode(t, "role.json", `{"cluster": [], "applications": [`+test.entries+`]}`)
			got := ""
			if first := firstReason(r, target(test.stack)); first != nil {
				got = first.reason
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestReasonNeedsKibana: Kibana shows neither the roles of roles.yml nor the
// role descriptors of API keys.
func TestReasonNeedsKibana(t *testing.T) {
	const body = `{"applications": [{"application": "kibana-.kibana", "privileges": ["space_all"], "resources": ["*"]}]}`
	for _, r := range []*role.Role{
		decode(t, "roles.yml", `reader: `+body, role.RolesYML),
		decode(t, "key.json", `{"role_descriptors": {"reader": `+body+`}}`),
	} {
		if first := firstReason(r, target("")); first != nil {
			t.Errorf("format %d: %s", r.Format, first.reason)
		}
	}
	if first := firstReason(decode(t, "reader.json", body), target("")); first == nil {
		t.Error("the same role, stored by the API, has no reason")
	}
}

// TestReasonAfterPut: what Kibana's own API refuses needs no reason, what it
// stores may still end unreadable.
func TestReasonAfterPut(t *testing.T) {
	tests := []struct{ name, kibana, want string }{
		{"refused: all spaces beside one", `{"spaces": ["*", "*"], "base": ["all"]}`, ""},
		{"refused: two entries for a space", `{"spaces": ["a", "a"], "base": ["all"]}, {"spaces": ["a"], "base": ["read"]}`, ""},
		{"stored: a space twice in one entry", `{"spaces": ["a", "a"], "base": ["all"]}`, duplicatedResources},
		{"stored: a deprecated feature without replacement", `{"spaces": ["a"], "feature": {"generalCases": ["case_reopen"]}}`, transformationException},
		{"stored and fine", `{"spaces": ["a"], "feature": {"generalCasesV3": ["case_reopen"]}}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if first := firstReason(decode(t, "role.json", `{"elasticsearch": {}, "kibana": [`+test.kibana+`]}`), target("")); first != nil {
				got = first.reason
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
