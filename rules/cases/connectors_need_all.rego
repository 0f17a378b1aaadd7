# METADATA
# title: Case settings without Connectors All cannot manage case connectors
# description: |
#   `cases_settings` lets a role choose the connector that cases are pushed with,
#   yet the connectors themselves belong to the feature `actions`. Without it
#   there is no connector to choose from; with Read the existing ones can be
#   chosen, but none created, edited or deleted. Roles that hold `all` or
#   `minimal_all` on cases are the subject of `cases-push-needs-connectors`.
# related_resources:
#   - https://github.com/elastic/security-docs/pull/4557
#   - https://github.com/elastic/observability-docs/pull/3504
#   - https://www.elastic.co/guide/en/kibana/current/setup-cases.html
# custom:
#   severity: warning
#   category: incomplete
#   when: {features: [generalCases*, observabilityCases*, securitySolutionCases*], privileges: [cases_settings], lacks: ["actions:all", "actions:minimal_all"]}
#   what: |
#     Grant `"actions": ["all"]` in the same spaces, or leave out
#     `cases_settings` where the role is not meant to configure cases.
#   versions: since 8.12, which brought cases_settings
package rolelint.rules["cases-connectors-need-all"]

import data.rolelint.lib.cases
import data.rolelint.lib.connectors
import data.rolelint.lib.kibana
import data.rolelint.lib.text

findings contains {"at": place(i, feature), "message": message(feature, spaces, "none")} if {
	some [i, feature] in configuring
	spaces := connectors.missing(i, "none")
	count(spaces) > 0
}

findings contains {"at": place(i, feature), "message": message(feature, spaces, "read"), "severity": "info"} if {
	some [i, feature] in configuring
	count(connectors.missing(i, "none")) == 0
	spaces := connectors.missing(i, "read")
	count(spaces) > 0
}

# configuring holds the entries and features that list cases_settings and cannot push.
configuring contains [i, feature] if {
	some i, features in cases.listed
	some feature in features
	"cases_settings" in kibana.listed[i][feature]
	not kibana.writes(kibana.listed[i][feature])
	some space in input.role.kibana[i].spaces
	"cases_settings" in kibana.granted(space, feature)
}

place(i, feature) := array.concat(kibana.at(i, feature), [n]) if {
	some n, "cases_settings" in input.role.kibana[i].feature[feature]
}

message(feature, spaces, "none") := sprintf(
	`%s edits case settings, but without "actions" (Connectors) %s there is no connector it could list or choose; grant "actions": ["all"] to manage case connectors, or leave out "cases_settings"`,
	[text.quote(feature), text.in_spaces(spaces)],
)

message(feature, spaces, "read") := sprintf(
	`%s edits case settings, but with only Read on "actions" (Connectors) %s it can choose among the case connectors and not create, edit or delete them; grant "actions": ["all"] if it should`,
	[text.quote(feature), text.in_spaces(spaces)],
)
