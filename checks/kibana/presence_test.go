package kibana

import (
	"testing"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// found by the checks about features and their privileges, each by its rule.
func featureFindings(t *testing.T, r *role.Role, target catalog.Target) []diag.Finding {
	t.Helper()
	var out []diag.Finding
	for _, c := range []*checks.Check{&unknownFeature, &featureNotYet, &featureRemoved, &unknownFeaturePrivilege,
		&featurePrivilegeNotYet, &featurePrivilegeRemoved, &deprecatedPrivilegeWithoutReplacement} {
		c.Role(checks.NewPass(&role.File{}, r, target, &c.Rule, func(f diag.Finding) { out = append(out, f) }))
	}
	return out
}

// TestOneRuleSpeaks: of a name that grants nothing exactly one rule speaks, at
// every version, and of what is not established none does.
func TestOneRuleSpeaks(t *testing.T) {
	tests := []struct{ stack, feature, privilege, want string }{
		{"9.5", "generalCasesV3", "all", ""},
		{"9.5", "generalCasesV4", "all", "unknown-feature"},
		{"8.17", "generalCasesV3", "cases_assign", "feature-not-yet"},
		{"9.5", "timelion", "nonsense", "feature-removed"},
		{"9.5", "generalCasesV3", "nonsense", "unknown-feature-privilege"},
		{"8.17", "generalCasesV2", "cases_assign", "unknown-feature-privilege"},
		{"9.5", "generalCasesV2", "cases_assign", "deprecated-feature-privilege-without-replacement"},
		{"9.4", "generalCasesV3", "cases_manage_templates", "feature-privilege-not-yet"},
		{"8.17", "siem", "cases_all", "feature-privilege-removed"},
		{"9.5", "siem", "cases_all", "deprecated-feature-privilege-without-replacement"},
		{"9.5", "alertzero", "all", ""},
		{"9.6", "alertzero", "manage_incidents", ""},
		{"9.5", "reporting", "all", "unknown-feature"},
		{"9.5", "onechat", "all", "unknown-feature"},
	}
	for _, test := range tests {
		r := decode(t, "role.json", `{"elasticsearch": {}, "kibana": [{"feature": {"`+test.feature+`": ["`+test.privilege+`"]}}]}`)
		got := featureFindings(t, r, target(test.stack))
		switch {
		case test.want == "" && len(got) == 0:
		case len(got) == 1 && got[0].Rule.ID == test.want && got[0].Severity == diag.Error:
		default:
			t.Errorf("%s.%s at %s: %d findings, want one of %q", test.feature, test.privilege, test.stack, len(got), test.want)
			for _, f := range got {
				t.Logf("  %s %s: %s", f.Severity, f.Rule.ID, f.Message)
			}
		}
	}
}

// TestIncompleteCatalogue: where a target may have features that the catalogue
// does not know, an unknown feature is no error.
func TestIncompleteCatalogue(t *testing.T) {
	r := decode(t, "role.json", `{"elasticsearch": {}, "kibana": [{"feature": {"generalCaseV3": ["all"], "generalCasesV3": ["nonsense"]}}]}`)
	serverless := target("")
	serverless.Deployment = catalog.Serverless
	for _, at := range []catalog.Target{serverless, target("9.6")} {
		got := featureFindings(t, r, at)
		if len(got) != 1 || got[0].Rule.ID != "unknown-feature" || got[0].Severity != diag.Warning {
			t.Errorf("%s: %+v", at, got)
		}
	}
}

func TestFamily(t *testing.T) {
	for id, want := range map[string]string{"siemV5": "siem", "siem": "siem", "discover_v2": "discover", "fleetv2": "fleetv2", "alerting_v2_rules": "alerting_v2_rules"} {
		if got := family(id); got != want {
			t.Errorf("family(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestMatchesNoAction(t *testing.T) {
	for privilege, want := range map[string]bool{
		"feature_discover": true, "feature_discover.*": true, "Feature_discover.all": true, "ALL": true, "write": true, "space_*": true,
		"*": false, "login:": false, "api:*": false, "ui:*/discover/show": false, "saved*": false, "/.*/": false, "reserved_ml_user": false,
	} {
		if got := matchesNoAction(privilege); got != want {
			t.Errorf("matchesNoAction(%q) = %v", privilege, got)
		}
	}
}
