package catalog

import (
	"fmt"
	"strings"
	"testing"
)

func TestRestrictions(t *testing.T) {
	type check func(*Feature, string, Target) Answer
	spaces := func(f *Feature, p string, t Target) Answer { return f.RequiresAllSpaces(p, t) }
	disabled := func(f *Feature, p string, t Target) Answer { return f.Disabled(p, t) }
	excluded := func(f *Feature, _ string, t Target) Answer { return f.ExcludedFromBase(t) }
	for _, test := range []struct {
		name                      string
		check                     check
		feature, privilege, stack string
		want                      Answer
	}{
		{"spaces", spaces, "streams", "all", "9.1", Yes},
		{"spaces", spaces, "streams", "read", "9.2", Yes},
		{"spaces", spaces, "streams", "read", "9.3", No},
		{"spaces", spaces, "streams", "minimal_all", "9.2", No}, // Kibana does not check it
		{"spaces", spaces, "streams", "all", "9.0", No},         // does not exist
		{"spaces", spaces, "fleetv2", "all", "8.17", Yes},
		{"spaces", spaces, "fleetv2", "agents_all", "8.18", Yes},
		{"spaces", spaces, "fleetv2", "all", "8.19", NotEstablished}, // developed together with 9.1
		{"spaces", spaces, "fleetv2", "all", "9.0", Yes},
		{"spaces", spaces, "fleetv2", "all", "9.1", No},
		{"spaces", spaces, "fleetv2", "generate_report", "9.4", No},
		{"spaces", spaces, "fleet", "all", "7.17", NotEstablished},
		{"spaces", spaces, "fleet", "all", "8.17", Yes},
		{"spaces", spaces, "fleet", "all", "9.1", NotEstablished}, // until 9.2 at the latest
		{"spaces", spaces, "fleet", "all", "9.2", No},
		{"spaces", spaces, "fleet", "read", "8.17", No},
		{"spaces", spaces, "siem", "endpoint_list_all", "8.17", Yes},
		{"spaces", spaces, "siem", "all", "8.17", No},
		{"spaces", spaces, "siemV2", "host_isolation_all", "9.0", Yes},
		{"spaces", spaces, "siemV2", "host_isolation_all", "9.1", No},
		{"spaces", spaces, "siemV2", "workflow_insights_all", "8.18", NotEstablished},
		{"spaces", spaces, "siemV3", "host_isolation_all", "9.1", No},
		{"spaces", spaces, "discover", "all", "8.17", No},

		{"disabled", disabled, "fleetv2", "read", "8.1", Yes},
		{"disabled", disabled, "fleetv2", "read", "8.17", Yes},
		{"disabled", disabled, "fleetv2", "read", "8.18", No},
		{"disabled", disabled, "fleetv2", "minimal_read", "8.17", No}, // Kibana does not check it
		{"disabled", disabled, "fleetv2", "all", "8.17", No},
		{"disabled", disabled, "manageReporting", "read", "9.1", Yes},
		{"disabled", disabled, "manageReporting", "read", "9.0", No}, // does not exist
		{"disabled", disabled, "manageReporting", "read", "8.19", NotEstablished},
		{"disabled", disabled, "enterpriseSearch", "read", "9.2", No},
		{"disabled", disabled, "enterpriseSearch", "read", "9.1", NotEstablished},
		{"disabled", disabled, "enterpriseSearch", "read", "9.5", NotEstablished},
		{"disabled", disabled, "observabilityAIAssistant", "read", "9.5", Yes},
		{"disabled", disabled, "discover", "read", "9.5", No},

		{"excluded", excluded, "ml", "", "7.17", Yes},
		{"excluded", excluded, "ml", "", "8.0", No},
		{"excluded", excluded, "discover", "", "8.0", No},
		{"excluded", excluded, "osquery", "", "8.0", NotEstablished},
		{"excluded", excluded, "stackAlertsOnly", "", "9.5", NotEstablished},
	} {
		if got := test.check(feature(t, test.feature), test.privilege, on(t, test.stack)); got != test.want {
			t.Errorf("%s: %s.%s at %s: %s, want %s", test.name, test.feature, test.privilege, test.stack, got, test.want)
		}
	}
}

func text(grants []Grant) string {
	var all []string
	for _, g := range grants {
		all = append(all, g.Feature+":"+strings.Join(g.Privileges, ","))
	}
	return strings.Join(all, " ")
}

func TestReplacement(t *testing.T) {
	for _, test := range []struct {
		feature, privilege, stack string
		want                      Answer
		grants                    string
	}{
		{"generalCases", "all", "8.16", No, ""}, // not yet deprecated
		{"generalCases", "minimal_all", "8.17", Yes, "generalCasesV2:minimal_all,create_comment,case_reopen"},
		{"generalCases", "minimal_all", "8.18", Yes, "generalCasesV3:minimal_all,create_comment,case_reopen,cases_assign"},
		{"generalCases", "minimal_all", "9.0", Yes, "generalCasesV3:minimal_all,create_comment,case_reopen,cases_assign"},
		{"generalCases", "minimal_all", "9.5", Yes, "generalCasesV3:minimal_all,create_comment,case_reopen,cases_assign,cases_manage_templates"},
		{"generalCases", "all", "9.5", Yes, "generalCasesV3:all"},
		{"generalCases", "case_reopen", "9.4", No, ""}, // Kibana has none
		{"generalCases", "case_reopen", "9.6", NotEstablished, ""},
		{"generalCasesV2", "minimal_all", "8.18", Yes, "generalCasesV3:minimal_all,cases_assign"},
		{"generalCasesV2", "cases_manage_templates", "9.4", No, ""},
		{"generalCasesV3", "all", "9.5", No, ""}, // not deprecated
		{"discover", "all", "8.18", NotEstablished, ""},
		{"discover", "all", "9.0", Yes, "discover_v2:all savedQueryManagement:all"},
		{"discover", "url_create", "9.0", Yes, "discover_v2:url_create"},
		{"maps", "minimal_all", "9.0", Yes, "maps_v2:all savedQueryManagement:all"},
		{"siem", "all", "8.18", Yes, "siemV2:all securitySolutionTimeline:all securitySolutionNotes:all"},
		{"siem", "all", "8.19", NotEstablished, ""},
		{"siem", "endpoint_list_all", "9.0", Yes, "siemV2:endpoint_list_all"},
		{"siem", "endpoint_list_all", "9.1", NotEstablished, ""},
		{"siem", "minimal_read", "9.1", Yes, "securitySolutionTimeline:read securitySolutionNotes:read siemV3:minimal_read"},
		{"siem", "read", "9.2", Yes, "securitySolutionTimeline:read securitySolutionNotes:read siemV4:minimal_read,endpoint_exceptions_read"},
		{"siem", "cases_all", "9.2", No, ""},
		{"siemV4", "all", "9.3", Yes, "siemV5:all securitySolutionRulesV1:all"},
		{"siemV4", "all", "9.4", Yes, "siemV5:all securitySolutionRulesV4:all securitySolutionAlertsV1:all"},
		{"siemV4", "blocklist_all", "9.3", Yes, "siemV5:blocklist_all"},
		{"securitySolutionRulesV1", "all", "9.3", No, ""},
		{"securitySolutionRulesV1", "read", "9.4", Yes, "securitySolutionRulesV4:read securitySolutionAlertsV1:read"},
	} {
		grants, answer := feature(t, test.feature).Replacement(test.privilege, on(t, test.stack))
		if answer != test.want || text(grants) != test.grants {
			t.Errorf("%s.%s at %s: %s %s, want %s %s", test.feature, test.privilege, test.stack, answer, text(grants), test.want, test.grants)
		}
	}
	if source, derived := feature(t, "generalCases").ReplacementSource("all", on(t, "8.17")); source != "elastic/kibana#194898" || !derived {
		t.Errorf("source %q, derived %v", source, derived)
	}
}

// A replacement names only features and privileges that may exist there and
// are not deprecated themselves, as Kibana checks at its start.
func TestReplacementsExist(t *testing.T) {
	for _, stack := range Stacks() {
		target := Default()
		target.Stack = stack
		for _, f := range Features() {
			for _, p := range f.Privileges() {
				grants, answer := f.Replacement(p.ID, target)
				if answer != Yes {
					continue
				}
				for _, g := range grants {
					to := feature(t, g.Feature)
					if deprecated, _ := to.DeprecatedAt(target); deprecated == Yes {
						t.Errorf("%s.%s at %s: %s is deprecated", f.ID, p.ID, stack, g.Feature)
					}
					for _, id := range g.Privileges {
						if to.PrivilegeAt(id, target).Exists == No {
							t.Errorf("%s.%s at %s: %s.%s does not exist", f.ID, p.ID, stack, g.Feature, id)
						}
					}
				}
			}
		}
	}
}

// Every privilege of a feature that is deprecated for certain has a
// replacement or an open one, never none.
func TestReplacementsAreComplete(t *testing.T) {
	for _, stack := range Stacks() {
		target := Default()
		target.Stack = stack
		for _, f := range Features() {
			if deprecated, _ := f.DeprecatedAt(target); deprecated != Yes {
				continue
			}
			for _, p := range f.Privileges() {
				if _, answer := f.Replacement(p.ID, target); answer == No && f.PrivilegeAt(p.ID, target).Exists == Yes {
					t.Error(fmt.Sprintf("%s.%s at %s", f.ID, p.ID, stack), "exists and has no replacement")
				}
			}
		}
	}
}
