package access

import "strings"

// caseOperations are what can be done with cases, by the sub-feature privilege
// or privilege that allows it in the newest generation (V3) of the features.
//
// Source: kibana cases/server/features/v3.ts and authorization_core
// feature_privilege_builder/cases.ts.
var caseOperations = map[string][]string{
	"view":     {"minimal_read"},
	"create":   {"minimal_all"},
	"update":   {"minimal_all"},
	"push":     {"minimal_all"},
	"delete":   {"cases_delete"},
	"settings": {"cases_settings"},
	"comment":  {"create_comment"},
	"reopen":   {"case_reopen"},
	"assign":   {"cases_assign"},
}

// caseOperation returns the privileges that an operation on cases needs; ok is
// false where the feature is not one of Cases or the word is no operation.
//
// Pushing a case to an external system needs a connector to be executed too:
// the privilege read of `actions` (kibana cases/server/client/cases/push.ts
// calls actionsClient.execute).
func caseOperation(feature, operation string) (needs []need, ok bool) {
	generation, isCases := strings.CutPrefix(feature, "generalCases")
	if !isCases {
		generation, isCases = strings.CutPrefix(feature, "observabilityCases")
	}
	if !isCases {
		generation, isCases = strings.CutPrefix(feature, "securitySolutionCases")
	}
	privileges := caseOperations[operation]
	if !isCases || privileges == nil {
		return nil, false
	}
	for _, p := range privileges {
		switch {
		// Earlier generations hold these in minimal_all.
		case generation == "" && (p == "create_comment" || p == "case_reopen" || p == "cases_assign"),
			generation == "V2" && p == "cases_assign":
			p = "minimal_all"
		}
		needs = append(needs, need{feature: feature, privilege: p})
	}
	if operation == "push" {
		needs = append(needs, need{feature: "actions", privilege: "minimal_read", aside: true})
	}
	return needs, true
}
