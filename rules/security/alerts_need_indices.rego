# METADATA
# title: Security without access to the indices of its alerts
# description: |
#   The alerts of Elastic Security stand in `.alerts-security.alerts-<space>`.
#   Kibana reads and updates them with the user's own index privileges, so a
#   role that opens Security and names other indices, but not these, shows no
#   alerts; changing the state of one fails without a reason.
# related_resources:
#   - https://www.elastic.co/docs/solutions/security/detect-and-alert/detections-privileges
#   - https://github.com/elastic/kibana/issues/211122
#   - https://github.com/elastic/kibana/pull/127636
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [siem*, securitySolutionAlertsV1]}
#   what: |
#     Grant `read`, and for working with alerts also `write`, `maintenance` and
#     `view_index_metadata`, on `.alerts-security.alerts-<space>`. Keep the role
#     as it is where its holders get that from another role.
#   versions: since 8.0
package rolelint.rules["security-alerts-need-indices"]

import data.rolelint.lib.indices
import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

security := {"siem", "siemV2", "siemV3", "siemV4", "siemV5", "securitySolutionAlertsV1"}

findings contains {"at": kibana.at(i, features[0]), "part": "key", "message": message, "related": kibana.others(i, features)} if {
	target.at_least(8, 0)
	count(indices.named) > 0
	every name in indices.named { not startswith(name, ".siem-signals") }
	some i, listed in kibana.listed
	features := sort([f | some f, _ in listed; security[f]])
	count(features) > 0
	spaces := {s | some s in input.role.kibana[i].spaces; not covered(s)}
	count(spaces) > 0
	message := sprintf(
		`%s opens Security %s, but none of the index patterns of this role covers %s: no alert can be seen; grant at least "read" on it`,
		[text.names(features), text.in_spaces(spaces), text.names(sort([alerts(s) | some s in spaces]))],
	)
}

# covered is true where a pattern matches the alerts of the space; for all
# spaces, those of any one are enough.
covered(space) if {
	some pattern in indices.named
	indices.covers(pattern, alerts(space))
}

covered("*") if {
	some pattern in indices.named
	startswith(pattern, ".alerts-security.alerts-")
}

covered("*") if {
	some pattern in indices.named
	indices.covers(pattern, alerts("default"))
}

alerts(space) := concat("", [".alerts-security.alerts-", space])
