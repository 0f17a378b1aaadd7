# METADATA
# title: Assignee roles need Cases All
# description: |
#   To be an assignee a user needs `All` on the Cases feature of the solution.
#   Before 8.12 Kibana does not suggest users with less. Since 8.12 a user with
#   Read can be assigned, but cannot work the case: not update it, not close it,
#   not push it. A user must also have logged in to Kibana once, so that a user
#   profile exists; no role can show that.
# related_resources:
#   - https://www.elastic.co/guide/en/kibana/current/setup-cases.html
#   - https://github.com/elastic/kibana/pull/142925
#   - https://github.com/elastic/kibana/issues/171446
#   - https://github.com/elastic/kibana/pull/172047
# custom:
#   severity: error
#   category: intent
#   when: {assignee: true}
#   what: |
#     Grant `all` on the Cases feature of the solution whose cases the role's
#     holders are assigned to, or do not declare the role as an assignee's. A
#     role is declared by `metadata: {rolelint: {intent: cases/assignee}}` or by
#     a name pattern in the configuration.
#   versions: since 8.5, which brought assignees; an error below 8.12, a warning from 8.12 on
package rolelint.rules["cases-assignee-needs-all"]

import data.rolelint.lib.cases
import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

# works is true where the role can work the cases of some owner in some space.
works if {
	some space, owners in cases.held
	some owner, privileges in owners
	kibana.writes(privileges)
}

applies if {
	input.declared.assignee
	target.at_least(8, 5)
	not works
}

severity := "warning" if {
	target.at_least(8, 12)
} else := "error"

intent := ["metadata", "rolelint", "intent"]

related := [{"at": intent, "message": "declared as an assignee's role here"}] if {
	is_string(input.role.metadata.rolelint.intent)
} else := []

# A Cases feature is listed, with too little.
findings contains {"at": kibana.at(i, feature), "part": "key", "message": message, "severity": severity, "related": related} if {
	applies
	some i, features in cases.listed
	some feature in features
	message := sprintf(consequence, [text.quote(feature), remedy(feature)])
}

remedy(feature) := sprintf(`grant %s: ["all"]`, [text.quote(feature)]) if {
	data.rolelint.catalog.features[feature]
} else := `grant "all" on a Cases feature that the target has`

consequence := `assignee roles need All on Cases: with %s as it stands, holders of this role can be assigned but not work the case; %s` if {
	target.at_least(8, 12)
} else := `assignee roles need All on Cases: with %s as it stands, Kibana below 8.12 does not offer holders of this role as assignees; %s`

# No Cases feature is listed at all; base read may still grant reading.
findings contains object.union(place, {"message": message, "severity": severity}) if {
	applies
	count(cases.listed) == 0
	message := sprintf(
		`assignee roles need All on Cases, and this role grants %s; grant "all" on the Cases feature of the solution whose cases its holders are assigned to`,
		[extent],
	)
}

# The place is the declaration, or the role where the configuration declares it.
place := {"at": intent} if {
	count(related) > 0
} else := {"at": [], "part": "key"}

extent := "Read on them through its base privilege" if {
	count(cases.held) > 0
} else := "nothing on any Cases feature"
