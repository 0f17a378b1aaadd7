# METADATA
# title: A rule author without connectors cannot attach actions to rules
# description: |
#   A rule notifies by actions, and actions run connectors. To attach an action
#   to a rule its author needs at least Read on the feature `actions` (**Actions
#   and Connectors**) in the same space; without it the rules of this role stay
#   silent.
# related_resources:
#   - https://www.elastic.co/guide/en/kibana/current/alerting-setup.html
#   - https://github.com/elastic/kibana/issues/125038
#   - https://github.com/elastic/kibana/issues/141050
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [stackAlerts, securitySolutionRules*, siem*], lacks: ["actions:all", "actions:minimal_all", "actions:read", "actions:minimal_read"]}
#   what: |
#     Grant `"actions": ["read"]` in the same spaces. Keep the role as it is
#     where its rules need no actions, or where its holders get connectors from
#     another role.
package rolelint.rules["rule-author-needs-connectors"]

import data.rolelint.lib.alerting
import data.rolelint.lib.connectors
import data.rolelint.lib.kibana
import data.rolelint.lib.text

findings contains {"at": kibana.at(i, features[0]), "part": "key", "message": message, "related": kibana.others(i, features)} if {
	some i, writing in alerting.writing
	features := sort(writing)
	spaces := connectors.missing(i, "none")
	count(spaces) > 0
	message := sprintf(
		`%s can create rules, but without "actions" (Connectors) %s it cannot attach an action to them, so they notify nobody; grant "actions": ["read"]`,
		[text.names(features), text.in_spaces(spaces)],
	)
}
