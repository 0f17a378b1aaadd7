package catalog

import (
	"slices"
	"strings"
	"testing"
)

func TestPrivilegeAt(t *testing.T) {
	for _, test := range []struct {
		feature, privilege, stack string
		want                      Answer
	}{
		{"generalCases", "cases_delete", "8.3", No},
		{"generalCases", "cases_delete", "8.4", Yes},
		{"generalCases", "cases_settings", "8.11", No},
		{"generalCases", "cases_settings", "8.12", Yes},
		{"generalCases", "case_reopen", "9.4", No}, // never had it
		{"generalCasesV2", "create_comment", "8.17", Yes},
		{"generalCasesV2", "cases_assign", "8.17", No},
		{"generalCasesV2", "cases_assign", "9.4", No},
		{"generalCasesV3", "cases_assign", "8.17", No}, // the feature comes with 8.18
		{"generalCasesV3", "cases_assign", "8.18", Yes},
		{"generalCasesV3", "cases_manage_templates", "9.4", No},
		{"generalCasesV3", "cases_manage_templates", "9.5", Yes},
		{"generalCasesV3", "cases_manage_templates", "9.6", Yes},
		{"generalCasesV3", "no_such", "9.5", No},
		{"generalCasesV3", "no_such", "9.6", NotEstablished}, // in development
		{"siem", "cases_all", "7.17", Yes},
		{"siem", "cases_all", "8.0", No},
		{"siem", "endpoint_list_all", "8.6", No},
		{"siem", "endpoint_list_all", "8.7", Yes},
		{"siem", "host_isolation_all", "8.6", Yes},
		{"siem", "soc_management_all", "9.2", No},
		{"siem", "soc_management_all", "9.3", Yes},
		{"siemV2", "execute_operations_all", "8.18", Yes},
		{"siemV2", "workflow_insights_all", "8.18", NotEstablished}, // dated 9.0
		{"siemV2", "workflow_insights_all", "9.0", Yes},
		{"siemV2", "global_artifact_management_all", "9.0", No},
		{"siemV3", "trusted_devices_all", "9.1", No},
		{"siemV3", "trusted_devices_all", "9.2", Yes},
		{"siemV5", "scripts_management_all", "9.3", No},
		{"siemV5", "scripts_management_all", "9.4", Yes},
		{"actions", "endpoint_security_execute", "8.17", No},
		{"actions", "endpoint_security_execute", "8.18", Yes},
		{"fleetv2", "agents_all", "8.17", No},
		{"fleetv2", "agents_all", "8.18", Yes},
		{"savedQueryManagement", "read", "8.17", No},
		{"savedQueryManagement", "read", "8.18", NotEstablished},
		{"savedQueryManagement", "minimal_read", "9.0", Yes},
		{"apm", "settings_save", "8.15", No},
		{"apm", "settings_save", "8.17", NotEstablished},
		{"apm", "settings_save", "9.1", Yes},
		{"apm", "alert_manage", "7.17", NotEstablished},
		{"apm", "alert_manage", "8.0", No},
		{"uptime", "can_manage_private_locations", "8.16", No},
		{"uptime", "can_manage_rules", "8.18", No},
		{"uptime", "can_manage_rules", "8.19.21", No},
		{"uptime", "can_manage_rules", "8.19.22", Yes},
		{"uptime", "can_manage_rules", "8.19", NotEstablished}, // some patch of it
		{"uptime", "can_manage_rules", "9.0", No},
		{"uptime", "can_manage_rules", "9.3", No},
		{"uptime", "can_manage_rules", "9.4.7", No},
		{"uptime", "can_manage_rules", "9.4.8", Yes},
		{"uptime", "can_manage_rules", "9.5", NotEstablished},
		{"uptime", "can_manage_rules", "9.6", Yes},
		{"uptime", "can_manage_settings", "9.5", NotEstablished}, // an open pull request
		{"uptime", "can_manage_settings", "8.17", No},
		{"uptime", "can_run_test_manually", "8.19.22", Yes},
		{"uptime", "can_run_test_manually", "9.3", No},
		{"uptime", "can_run_test_manually", "9.5", NotEstablished},
		{"dashboard", "generate_report", "8.17", NotEstablished}, // depends on a setting
		{"dashboard", "generate_report", "9.2", Yes},
		{"securitySolutionRulesV1", "security_solution_exceptions_all", "9.3", No},
		{"securitySolutionRulesV1", "security_solution_exceptions_all", "9.4", Yes},
		{"dashboard", "minimal_all", "7.17", Yes}, // has sub-features
		{"maps", "minimal_all", "7.17", No},
		{"maps", "minimal_all", "8.0", NotEstablished},
		{"maps", "minimal_read", "8.1", Yes},
		{"canvas", "minimal_all", "7.17", NotEstablished}, // its one sub-feature depends on a setting
		{"siem", "minimal_read", "7.17", Yes},
		{"generalCasesV2", "minimal_all_v2", "9.5", No},
		{"monitoring", "all", "9.2", No},
		{"onechat", "all", "9.2", No},
		{"timelion", "all", "8.0", No},
		{"profiling", "all", "9.2", NotEstablished},
		{"alertzero", "all", "9.6", NotEstablished},
	} {
		got := feature(t, test.feature).PrivilegeAt(test.privilege, on(t, test.stack))
		if got.Exists != test.want {
			t.Errorf("%s.%s at %s: %s, want %s (%+v)", test.feature, test.privilege, test.stack, got.Exists, test.want, got)
		}
	}
}

// What Kibana registers at 9.2.3, by its own API test: where the catalogue
// says no it would be wrong.
func TestPrivilegesAt923(t *testing.T) {
	target := on(t, "9.2.3")
	for id, want := range map[string]string{
		"discover_v2":              "all read minimal_all minimal_read url_create store_search_session generate_report",
		"generalCasesV3":           "all read minimal_all minimal_read cases_delete cases_settings create_comment case_reopen cases_assign",
		"fleetv2":                  "all read minimal_all minimal_read agents_all agents_read agent_policies_all agent_policies_read settings_all settings_read",
		"agentBuilder":             "all read minimal_all minimal_read",
		"rulesSettings":            "all read minimal_all minimal_read allFlappingSettings readFlappingSettings allAlertDeleteSettings readAlertDeleteSettings",
		"securitySolutionTimeline": "all read minimal_all minimal_read",
	} {
		if got := strings.Join(feature(t, id).PrivilegeIDs(target), " "); got != want {
			t.Errorf("%s:\n%s, want\n%s", id, got, want)
		}
	}
}

func TestIncludes(t *testing.T) {
	for _, test := range []struct{ feature, privilege, stack, want string }{
		{"generalCasesV3", "all", "9.4", "all minimal_all cases_delete cases_settings create_comment case_reopen cases_assign"},
		{"generalCasesV3", "all", "9.5", "all minimal_all cases_delete cases_settings create_comment case_reopen cases_assign cases_manage_templates"},
		{"generalCasesV3", "minimal_all", "9.5", "minimal_all"},
		{"generalCasesV3", "read", "9.5", "read minimal_read"},
		{"generalCasesV3", "minimal_read", "9.5", "minimal_read read"}, // no sub-feature is included in read
		{"generalCasesV3", "cases_delete", "9.5", "cases_delete"},
		{"generalCases", "all", "8.3", "all minimal_all"},
		{"generalCases", "minimal_all", "8.3", "minimal_all all"}, // without sub-features they are the same
		{"maps_v2", "minimal_all", "9.5", "minimal_all all"},
		{"siemV5", "all", "9.5", "all minimal_all"}, // every sub-feature has include_in none
		{"siemV5", "minimal_all", "9.5", "minimal_all all"},
		{"maps", "all", "7.17", "all"},
		{"rulesSettings", "read", "9.5", "read minimal_read readFlappingSettings readAlertDeleteSettings"},
		{"rulesSettings", "minimal_read", "9.5", "minimal_read"},
		{"dashboard", "minimal_all", "8.17", "minimal_all"},
		{"canvas", "minimal_all", "8.17", "minimal_all"}, // not certain: reporting
		{"generalCasesV3", "all", "8.17", ""},
		// Whether 8.18 has the feature is not established; if it has, it is the same.
		{"discover_v2", "read", "8.18", "read minimal_read"},
		{"generalCasesV3", "no_such", "9.5", ""},
	} {
		if got := strings.Join(feature(t, test.feature).Includes(test.privilege, on(t, test.stack)), " "); got != test.want {
			t.Errorf("%s.%s at %s: %q, want %q", test.feature, test.privilege, test.stack, got, test.want)
		}
	}
}

// What a privilege includes exists wherever the feature does, and it includes
// what that includes.
func TestIncludesIsClosed(t *testing.T) {
	for _, stack := range Stacks() {
		target := Default()
		target.Stack = stack
		for _, f := range Features() {
			for _, p := range f.Privileges() {
				included := f.Includes(p.ID, target)
				for _, id := range included[min(1, len(included)):] {
					if at := f.PrivilegeAt(id, target).Exists; at == No || at == NotEstablished && f.At(target).Exists == Yes {
						t.Errorf("%s.%s at %s includes %s, which does not exist for certain", f.ID, p.ID, stack, id)
					}
					for _, deeper := range f.Includes(id, target) {
						if !slices.Contains(included, deeper) {
							t.Errorf("%s.%s at %s includes %s, but not its %s", f.ID, p.ID, stack, id, deeper)
						}
					}
				}
			}
		}
	}
}

// Whether 8.18 has the feature is not established; if it has, all can do what
// read can.
func TestSuggestsOfAFeatureThatMayExist(t *testing.T) {
	if got := strings.Join(feature(t, "dashboard_v2").Suggests("all", on(t, "8.18")), " "); got != "read minimal_read" {
		t.Errorf("dashboard_v2.all at 8.18: %q", got)
	}
}

func TestSuggests(t *testing.T) {
	for _, test := range []struct{ feature, privilege, want string }{
		{"discover_v2", "all", "read minimal_read"},
		{"discover_v2", "minimal_all", "minimal_read"},
		{"discover_v2", "read", ""},
		{"siemV5", "endpoint_list_all", "endpoint_list_read"},
		{"siemV5", "endpoint_list_read", ""},
		{"generalCasesV3", "cases_delete", ""},
		{"generalCasesV3", "no_such", ""},
	} {
		if got := strings.Join(feature(t, test.feature).Suggests(test.privilege, Default()), " "); got != test.want {
			t.Errorf("%s.%s: %q, want %q", test.feature, test.privilege, got, test.want)
		}
	}
}

func TestMinLicense(t *testing.T) {
	for _, test := range []struct {
		feature, privilege string
		want               License
		answer             Answer
	}{
		{"generalCasesV3", "all", Basic, Yes},
		{"generalCasesV3", "minimal_all", Basic, Yes},
		{"generalCasesV3", "cases_delete", Gold, Yes},
		{"dashboard_v2", "generate_report", Gold, Yes},
		{"graph", "all", Basic, Yes}, // platinum hides it in the interface only
		{"generalCasesV3", "no_such", 0, NotEstablished},
	} {
		if got, answer := feature(t, test.feature).MinLicense(test.privilege, Default()); got != test.want || answer != test.answer {
			t.Errorf("%s.%s: %s, %s", test.feature, test.privilege, got, answer)
		}
	}
}

// A feature of 8.1 or later has the four privileges of every feature, and what
// messages need.
func TestPrivilegesAreComplete(t *testing.T) {
	for _, f := range Features() {
		if f.Kind != Assignable || f.At(Default()).Exists == No && f.At(on(t, "8.1")).Exists == No {
			continue
		}
		for _, id := range []string{"all", "read", "minimal_all", "minimal_read"} {
			if _, ok := f.Privilege(id); !ok {
				t.Errorf("%s has no %s", f.ID, id)
			}
		}
		if f.Name == "" || f.Category == "" || f.Source == "" {
			t.Errorf("%s lacks a name, a category or a source", f.ID)
		}
	}
}
