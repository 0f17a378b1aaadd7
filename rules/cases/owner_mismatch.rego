# METADATA
# title: Cases of another solution than the one the role is for
# description: |
#   Stack Management, Observability and Security each have their own cases, and
#   each its own Cases feature. A grant for one never opens another's. A role
#   for one solution that lists only another's Cases feature was often meant
#   for its own.
# related_resources:
#   - https://github.com/elastic/kibana/pull/113172
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [siem*, apm, infrastructure, logs, uptime, slo, observabilityAlerts]}
#   what: |
#     Grant the Cases feature of the solution: `securitySolutionCasesV3` for
#     Security, `observabilityCasesV3` for Observability (V2 in 8.17, without a
#     number before). Keep the role as it is where the other solution's cases
#     are meant.
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/cases/server/features/v3.ts@1393b4bec381
package rolelint.rules["cases-owner-mismatch"]

import data.rolelint.lib.cases
import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

solutions := {
	"security": {
		"features": {"siem", "siemV2", "siemV3", "siemV4", "siemV5"},
		"cases": "securitySolutionCases",
	},
	"observability": {
		"features": {"apm", "infrastructure", "logs", "uptime", "slo", "observabilityAlerts"},
		"cases": "observabilityCases",
	},
}

generation := "V3" if {
	target.at_least(8, 18)
} else := "V2" if {
	target.at_least(8, 17)
} else := ""

findings contains {"at": kibana.at(i, others[0]), "part": "key", "message": message, "related": related} if {
	some i, listed in kibana.listed
	others := sort(cases.listed[i])
	some owner, solution in solutions
	own := sort([f | some f, _ in listed; solution.features[f]])
	count(own) > 0
	spaces := {s | some s in input.role.kibana[i].spaces; not cases.held[s][owner]}
	count(spaces) == count(input.role.kibana[i].spaces)

	# Where the entry serves the solution of the cases it lists as well, they are meant.
	every f in others { not serves(i, cases.features[f].owner) }
	message := sprintf(
		`%s %s for the cases of %s; those of %s are granted by %s, which this role does not have %s`,
		[
			text.names(others), verb(others),
			text.join([cases.owners[o] | some o in sort({cases.features[f].owner | some f in others})]),
			cases.owners[owner], text.quote(concat("", [solution.cases, generation])), text.in_spaces(spaces),
		],
	)
	related := [{"at": kibana.at(i, own[0]), "part": "key", "message": sprintf("grants access to %s here", [cases.owners[owner]])}]
}

verb(list) := "is" if count(list) == 1

verb(list) := "are" if count(list) > 1

serves(i, owner) if {
	some f, _ in kibana.listed[i]
	solutions[owner].features[f]
}
