# METADATA
# title: A rule author with less than Cases All cannot add case actions
# description: |
#   A case action opens cases for the alerts of a rule. Adding one to a rule
#   needs All on Cases; Kibana offers it to everybody and then refuses to save
#   the rule with "Unauthorized to execute actions". Only roles that have some
#   access to cases are reported: others are hardly meant to open any.
# related_resources:
#   - https://www.elastic.co/guide/en/kibana/current/cases-action-type.html
#   - https://www.elastic.co/guide/en/kibana/current/setup-cases.html
#   - https://github.com/elastic/kibana/issues/191681
#   - https://github.com/elastic/kibana/issues/201190
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [stackAlerts, securitySolutionRules*, siem*]}
#   what: |
#     Grant `all` on the Cases feature where the role should add case actions to
#     rules; keep it as it is otherwise.
#   versions: since 8.15
package rolelint.rules["rule-case-action-needs-cases"]

import data.rolelint.lib.alerting
import data.rolelint.lib.cases
import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

findings contains {"at": kibana.at(i, feature), "part": "key", "message": message, "related": related} if {
	target.at_least(8, 15)
	some i, features in cases.listed
	feature := sort(features)[0]
	short := {space: by |
		some space in input.role.kibana[i].spaces
		count(cases.held[space]) > 0
		not works_cases(space)
		by := authors(space)
	}
	count(short) > 0
	[j, author] := min(union({by | some by in short}))
	message := sprintf(
		`this role can create rules (%s) %s, but with less than All on Cases it cannot add a case action to them: saving fails with "Unauthorized to execute actions"; grant %s: ["all"] if it should`,
		[text.quote(author), text.in_spaces({space | some space, _ in short}), text.quote(feature)],
	)
	related := [{"at": kibana.at(j, author), "part": "key", "message": "grants the creation of rules here"}]
}

# What holds in all spaces holds in each.
authors(space) := by if {
	by := object.get(alerting.authors, space, set()) | object.get(alerting.authors, "*", set())
	count(by) > 0
}

works_cases(space) if {
	some owner, _ in cases.owners
	kibana.writes(cases.held[space][owner])
}
