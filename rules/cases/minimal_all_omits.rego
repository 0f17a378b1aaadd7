# METADATA
# title: minimal_all on Cases leaves out commenting, re-opening and assigning
# description: |
#   `minimal_all` is `all` without the sub-feature privileges. On the first
#   generation of the Cases features (`generalCases`, …) it contains commenting,
#   re-opening and assigning. On the second (`…V2`, since 8.17) comments and
#   re-opening are privileges of their own, on the third (`…V3`, since 8.18 and
#   9.0) assigning too. A role that was moved by exchanging the feature's name
#   silently loses them.
# related_resources:
#   - https://github.com/elastic/kibana/pull/194898
#   - https://github.com/elastic/kibana/pull/201654
# custom:
#   severity: warning
#   category: incomplete
#   when: {features: [generalCases*, observabilityCases*, securitySolutionCases*], privileges: [minimal_all]}
#   what: |
#     Add `create_comment`, `case_reopen` and, on V3, `cases_assign`, or grant
#     `all`. Where the role is meant to have some of them only, list those: a
#     role that lists any of them is not reported.
#   versions: since 8.17; the features V2 and V3
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/cases/server/features/v3.ts@1393b4bec381
#     - elastic/kibana:x-pack/platform/plugins/shared/cases/server/features/v2.ts@027ff216
package rolelint.rules["cases-minimal-all-omits"]

import data.rolelint.lib.cases
import data.rolelint.lib.kibana
import data.rolelint.lib.text

# split are the privileges that were part of minimal_all in the generation before.
split := {2: ["create_comment", "case_reopen"], 3: ["create_comment", "case_reopen", "cases_assign"]}

doing := {"create_comment": "adding comments and attachments", "case_reopen": "re-opening cases", "cases_assign": "assigning users"}

findings contains {"at": place(i, feature), "message": message} if {
	some i, features in cases.listed
	some feature in features
	about := cases.features[feature]
	privileges := split[about.generation]
	listed := kibana.listed[i][feature]
	"minimal_all" in listed
	count(listed & {p | some p in privileges}) == 0 # none of them was chosen
	lacking := [p | some p in privileges; lacks(i, feature, about.owner, p)]
	count(lacking) > 0
	message := sprintf(
		`"minimal_all" of %s does not contain %s, as that of %s does; %s`,
		[text.quote(feature), text.join([doing[p] | some p in lacking]), text.quote(cases.first[about.owner]), advice(lacking)],
	)
}

# lacks is true where no entry grants the privilege in some space of entry i.
lacks(i, feature, owner, privilege) if {
	some space in input.role.kibana[i].spaces
	"minimal_all" in kibana.granted(space, feature)
	not privilege in cases.held[space][owner]
}

# Below Gold, sub-feature privileges grant nothing.
advice(_) := `grant "all"` if input.target.license == "basic"

advice(lacking) := sprintf(`add %s, or grant "all"`, [text.names(lacking)]) if input.target.license != "basic"

place(i, feature) := array.concat(kibana.at(i, feature), [n]) if {
	some n, "minimal_all" in input.role.kibana[i].feature[feature]
}
