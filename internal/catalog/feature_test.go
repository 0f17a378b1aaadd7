package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// on returns the default target with another version.
func on(t testing.TB, stack string) Target {
	t.Helper()
	v, err := ParseStack(stack)
	if err != nil {
		t.Fatal(err)
	}
	target := Default()
	target.Stack = v
	return target
}

func feature(t testing.TB, id string) *Feature {
	t.Helper()
	f, ok := LookupFeature(id)
	if !ok {
		t.Fatalf("no feature %q", id)
	}
	return f
}

func TestFeatureAt(t *testing.T) {
	for _, test := range []struct {
		id, stack string
		want      Answer
	}{
		{"generalCasesV2", "8.16", No},
		{"generalCasesV2", "8.17", Yes},
		{"generalCasesV2", "8.17.3", Yes},
		{"generalCasesV3", "8.17", No},
		{"generalCasesV3", "8.18", Yes},
		{"generalCasesV3", "9.0", Yes},
		{"generalCases", "7.17", No},
		{"generalCases", "8.1", No},
		{"generalCases", "8.2", Yes},
		{"generalCases", "9.5", Yes},
		{"observabilityCases", "7.17", Yes},
		{"securitySolutionCases", "7.17", NotEstablished}, // the Upgrade Assistant already writes it
		{"securitySolutionCases", "8.0", Yes},
		{"timelion", "7.17", No},
		{"timelion", "9.5", No},
		{"discover", "7.17", Yes},
		{"discover", "9.5", Yes},
		{"discover_v2", "8.17", No},
		{"discover_v2", "8.18", NotEstablished}, // a backport is not established
		{"discover_v2", "9.0", Yes},
		{"savedQueryManagement", "8.10", No},
		{"savedQueryManagement", "8.11", Yes},
		{"siemV2", "8.18", Yes},
		{"siemV3", "9.0", No},
		{"siemV3", "8.18", No},
		{"siemV3", "8.19", NotEstablished}, // developed together with 9.1
		{"siemV3", "9.1", Yes},
		{"siemV4", "8.19", No},
		{"siemV4", "9.1", No},
		{"siemV4", "9.2", Yes},
		{"siemV5", "9.2", No},
		{"siemV5", "9.3", Yes},
		{"securitySolutionRulesV1", "9.3", Yes},
		{"securitySolutionRulesV4", "9.3", No},
		{"securitySolutionRulesV4", "9.4", Yes},
		{"securitySolutionSiemMigrations", "8.18", NotEstablished},
		{"securitySolutionSiemMigrations", "8.17", No},
		{"manageReporting", "9.0", No},
		{"manageReporting", "8.19", NotEstablished},
		{"manageReporting", "9.1", Yes},
		{"fleetv2", "7.17", No},
		{"fleetv2", "8.0", NotEstablished},
		{"fleetv2", "8.1", Yes},
		{"slo", "8.6", No},
		{"slo", "8.7", NotEstablished},
		{"slo", "8.8", Yes},
		{"dataQuality", "8.15", No},
		{"dataQuality", "8.16", NotEstablished},
		{"dataQuality", "8.17", Yes},
		{"osquery", "7.17", Yes},
		{"searchPlayground", "8.15", NotEstablished}, // may have been off in the test
		{"searchPlayground", "9.5", Yes},
		{"searchPlayground", "9.6", NotEstablished}, // its removal was open
		{"inventory", "9.0", Yes},
		{"inventory", "8.18", Yes},
		{"inventory", "8.19", NotEstablished},
		{"inventory", "9.1", No},
		{"entityManager", "9.0", NotEstablished},
		{"entityManager", "9.1", No},
		{"guidedOnboardingFeature", "9.0", Yes},
		{"guidedOnboardingFeature", "9.1", NotEstablished},
		{"guidedOnboardingFeature", "9.2", No},
		{"aiAssistantManagementSelection", "9.2", Yes},
		{"aiAssistantManagementSelection", "9.3", No},
		{"workflowsManagement", "9.1", No},
		{"workflowsManagement", "9.2", NotEstablished}, // off by default
		{"workflowsManagement", "9.3", Yes},
		{"stackAlertsOnly", "9.4", No},
		{"stackAlertsOnly", "9.5", Yes},
		{"alerting_v2_rules", "9.4", No},
		{"alerting_v2_rules", "9.5", NotEstablished},
		{"alerting_v2_rules", "9.6", Yes},
		{"agentContextLayer", "9.5", Yes},
		{"agentContextLayer", "9.6", NotEstablished},
		{"agentBuilderSml", "9.5", No},
		{"profiling", "9.2", NotEstablished}, // registered where it is enabled
		{"onechat", "9.2", No},
		{"alertzero", "9.6", NotEstablished},
		{"reporting", "9.5", No},
		{"monitoring", "9.2", Yes},
	} {
		f := feature(t, test.id)
		got := f.At(on(t, test.stack))
		if got.Exists != test.want {
			t.Errorf("%s at %s: %s, want %s (%+v)", test.id, test.stack, got.Exists, test.want, got)
		}
		if got.Exists == No && got.Source == "" {
			t.Errorf("%s at %s: no without a source", test.id, test.stack)
		}
	}
}

func TestPresence(t *testing.T) {
	if p := feature(t, "generalCasesV2").At(on(t, "8.16")); p.Since != V(8, 17) || p.Source != "elastic/kibana#194898" {
		t.Errorf("generalCasesV2 at 8.16: %+v", p)
	}
	if p := feature(t, "timelion").At(on(t, "8.0")); p.Gone != V(7, 16) || p.Source != "elastic/kibana#110255 (release_note:breaking, labels v7.16.0, v8.0.0), issue #100987" {
		t.Errorf("timelion at 8.0: %+v", p)
	}
	if p := feature(t, "slo").At(on(t, "8.7")); !p.Since.IsZero() {
		t.Errorf("slo has no exact beginning: %+v", p)
	}
	if p := feature(t, "onechat").At(on(t, "9.2")); len(p.Successor) != 1 || p.Successor[0].Feature != "agentBuilder" {
		t.Errorf("onechat: %+v", p)
	}
	if p := feature(t, "siem").PrivilegeAt("cases_all", on(t, "8.5")); p.Gone != V(8, 0) || fmt.Sprint(p.Successor) != "[{securitySolutionCases [all]}]" {
		t.Errorf("siem.cases_all at 8.5: %+v", p)
	}
	hosted := Default()
	hosted.Deployment = Hosted
	if p := feature(t, "cloudConnect").At(hosted); p.Exists != NotEstablished {
		t.Errorf("cloudConnect on Hosted: %+v", p)
	}
	serverless := Default()
	serverless.Deployment = Serverless
	if p := feature(t, "reporting").At(serverless); p.Exists != Yes {
		t.Errorf("reporting on Serverless: %+v", p)
	}
	if p := feature(t, "timelion").At(serverless); p.Exists != NotEstablished {
		t.Errorf("timelion on Serverless: %+v", p)
	}
}

func TestDeprecatedAt(t *testing.T) {
	for _, test := range []struct {
		id, stack string
		want      Answer
		since     string
	}{
		{"generalCases", "8.16", No, "8.17"},
		{"generalCases", "8.17", Yes, "8.17"},
		{"generalCasesV2", "8.17", No, "8.18"},
		{"generalCasesV2", "8.18", Yes, "8.18"},
		{"generalCasesV3", "9.5", No, ""},
		{"discover", "8.17", No, "9.0"},
		{"discover", "8.18", NotEstablished, "9.0"},
		{"discover", "9.0", Yes, "9.0"},
		{"siem", "8.18", Yes, "8.18"},
		{"siemV2", "8.18", No, "9.1"},
		{"siemV2", "8.19", NotEstablished, "9.1"},
		{"siemV2", "9.1", Yes, "9.1"},
		{"siemV4", "9.3", Yes, "9.3"},
		{"siemV5", "9.5", No, ""},
		{"securitySolutionRulesV1", "9.3", No, "9.4"},
		{"securitySolutionRulesV1", "9.4", Yes, "9.4"},
	} {
		got, since := feature(t, test.id).DeprecatedAt(on(t, test.stack))
		if got != test.want || since.String() != test.since {
			t.Errorf("%s at %s: %s since %s, want %s since %s", test.id, test.stack, got, since, test.want, test.since)
		}
	}
}

func TestNameAt(t *testing.T) {
	f := feature(t, "generalCases")
	if got := f.NameAt(on(t, "8.16")); got != "Cases" {
		t.Errorf("at 8.16: %q", got)
	}
	if got := f.NameAt(on(t, "8.17")); got != "Cases (Deprecated)" {
		t.Errorf("at 8.17: %q", got)
	}
}

func TestLookupFeature(t *testing.T) {
	all := Features()
	if !slices.IsSortedFunc(all, func(a, b *Feature) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("features are not in the order of their ids")
	}
	for _, f := range all {
		if got, ok := LookupFeature(f.ID); !ok || got != f {
			t.Errorf("%s is not found", f.ID)
		}
	}
	for _, id := range []string{"", "Discover", "zzz", "siemV6"} {
		if _, ok := LookupFeature(id); ok {
			t.Errorf("%q is found", id)
		}
	}
	ids := FeatureIDs(on(t, "8.17"))
	if !slices.Contains(ids, "generalCasesV2") || slices.Contains(ids, "generalCasesV3") || slices.Contains(ids, "alertzero") {
		t.Errorf("ids at 8.17: %v", ids)
	}
}

// Lookups allocate nothing, and the tables need no work at start: they are
// laid out by the linker.
func TestNoAllocation(t *testing.T) {
	target := Default()
	if n := testing.AllocsPerRun(100, func() {
		f, _ := LookupFeature("generalCasesV3")
		f.PrivilegeAt("cases_assign", target)
		LookupCluster("monitor")
		LookupRole("viewer")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkPrivilegeAt(b *testing.B) {
	target := Default()
	for b.Loop() {
		f, _ := LookupFeature("siemV5")
		f.PrivilegeAt("endpoint_list_all", target)
	}
}
