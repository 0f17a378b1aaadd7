# METADATA
# title: Cases All without Connectors All cannot push to external systems
# description: |
#   Sending a case to an external system (Jira, ServiceNow, Swimlane …) runs a
#   connector. `all` and `minimal_all` of a Cases feature contain pushing, but
#   connectors belong to the feature `actions` (**Actions and Connectors**).
#   Without it no connector can be listed and nothing can be pushed. With Read,
#   connectors run, so that pushing works by Kibana's source, but case connectors
#   cannot be created, edited or deleted; the documentation asks for All.
# related_resources:
#   - https://www.elastic.co/guide/en/kibana/current/setup-cases.html
#   - https://github.com/elastic/kibana/pull/149276
#   - https://github.com/elastic/kibana/issues/180908
# custom:
#   severity: warning
#   category: incomplete
#   when: {features: [generalCases*, observabilityCases*, securitySolutionCases*], privileges: [all, minimal_all], lacks: ["actions:all", "actions:minimal_all"]}
#   what: |
#     Grant `"actions": ["all"]` in the same spaces for full access to cases, or
#     `"actions": ["read"]` where the role should push but not manage connectors.
#     A role whose holders get connectors from another role needs nothing.
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/cases/server/client/cases/push.ts@0a37fa1c
#     - elastic/kibana:x-pack/platform/plugins/shared/actions/server/feature.ts@116e1e1dddf3
package rolelint.rules["cases-push-needs-connectors"]

import data.rolelint.lib.cases
import data.rolelint.lib.connectors
import data.rolelint.lib.kibana
import data.rolelint.lib.text

# pushing[i] are the Cases features of entry i that can push.
pushing[i] contains feature if {
	some i, features in cases.listed
	some feature in features
	some space in input.role.kibana[i].spaces
	kibana.writes(kibana.listed[i][feature] & kibana.granted(space, feature))
}

findings contains object.union_n([place(i), {"message": message}, fix(i)]) if {
	not input.declared.full # then intent-missing asks for Connectors All
	some i, _ in input.role.kibana
	spaces := connectors.missing(i, "none")
	count(spaces) > 0
	features := pushing[i]
	message := sprintf(
		`%s can push cases to external systems only together with "actions" (Connectors), which this role does not grant %s: connectors cannot even be listed and nothing can be pushed; grant "actions": ["all"], or ["read"] to push only`,
		[text.names(sort(features)), text.in_spaces(spaces)],
	)
}

findings contains object.union(place(i), {"message": message, "severity": "info"}) if {
	not input.declared.full # then intent-missing asks for Connectors All
	some i, _ in input.role.kibana
	spaces := connectors.missing(i, "read")
	count(spaces) > 0
	count(connectors.missing(i, "none")) == 0
	features := pushing[i]
	message := sprintf(
		`%s with only Read on "actions" (Connectors) %s: connectors can be run, so cases can be pushed, but case connectors cannot be created, edited or deleted, and the documentation asks for All; grant "actions": ["all"] for full access`,
		[text.names(sort(features)), text.in_spaces(spaces)],
	)
}

# fix adds Connectors Read, the least that lets cases be pushed, where the entry
# does not grant connectors at all.
fix(i) := {"fix": {
	"title": `grant "actions": ["read"], to push only`,
	"safe": false,
	"add": {"at": ["kibana", i, "feature"], "key": "actions", "value": ["read"]},
}} if {
	not input.role.kibana[i].feature.actions
} else := {}

place(i) := {"at": kibana.at(i, features[0]), "part": "key", "related": kibana.others(i, features)} if {
	features := sort(pushing[i])
}
