package rolelint.lib.cases

import data.rolelint.lib.kibana

# features are the Cases features: whose cases they are for, and which
# generation of privilege ids they have. Cases belong to an owner; a grant for
# one owner never opens another's.
# elastic/kibana:x-pack/platform/plugins/shared/cases/server/features/v3.ts@1393b4bec381
features := {
	"generalCases": {"owner": "general", "generation": 1},
	"generalCasesV2": {"owner": "general", "generation": 2},
	"generalCasesV3": {"owner": "general", "generation": 3},
	"observabilityCases": {"owner": "observability", "generation": 1},
	"observabilityCasesV2": {"owner": "observability", "generation": 2},
	"observabilityCasesV3": {"owner": "observability", "generation": 3},
	"securitySolutionCases": {"owner": "security", "generation": 1},
	"securitySolutionCasesV2": {"owner": "security", "generation": 2},
	"securitySolutionCasesV3": {"owner": "security", "generation": 3},
}

# owners name the place of each owner's cases in Kibana.
owners := {"general": "Stack Management", "observability": "Observability", "security": "Security"}

# first is the feature of the first generation, by owner.
first := {about.owner: feature | some feature, about in features; about.generation == 1}

# listed[i] are the Cases features that entry i grants something on.
listed[i] contains feature if {
	some i, list in kibana.listed
	some feature, _ in list
	features[feature]
}

# held[space][owner] is all that is granted there on the cases of an owner, by
# any generation.
held[space][owner] contains privilege if {
	some space, granted in input.effective
	some feature, about in features
	owner := about.owner
	some privilege in granted[feature]
}
