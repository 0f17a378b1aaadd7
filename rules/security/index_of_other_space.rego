# METADATA
# title: Indices of Security for a space in which the role has no Security
# description: |
#   Elastic Security keeps alerts and value lists per space, in
#   `.alerts-security.alerts-<space>`, `.lists-<space>` and `.items-<space>`. A
#   role that names such an index of one space, and opens Security in others only,
#   was often copied from the role of another space: its holders can read the
#   alerts of that space with every tool but Security.
# related_resources:
#   - https://www.elastic.co/docs/solutions/security/get-started/spaces-elastic-security
#   - https://github.com/elastic/docs-content/pull/3874
# custom:
#   severity: info
#   category: excess
#   when: {features: [siem*, securitySolutionAlertsV1], indices: [.alerts-security.alerts-*, .lists-*, .items-*]}
#   what: |
#     Name the indices of the spaces the role is for, or open Security in that
#     space too.
#   versions: since 8.0
#   evidence:
#     - elastic/docs-content:solutions/security/detect-and-alert/detections-privileges.md@065acf774c91
package rolelint.rules["security-index-of-other-space"]

import data.rolelint.lib.target
import data.rolelint.lib.text

features := {"siem", "siemV2", "siemV3", "siemV4", "siemV5", "securitySolutionAlertsV1"}

prefixes := [".alerts-security.alerts-", ".lists-", ".items-"]

# opened are the spaces in which the role opens Security.
opened contains space if {
	some space, granted in input.effective
	some feature in features
	count(object.get(granted, feature, set())) > 0
}

findings contains {"at": ["indices", i, "names", n], "message": message} if {
	target.at_least(8, 0)
	count(opened) > 0
	not opened["*"]
	some i, entry in input.role.indices
	some n, name in entry.names
	some prefix in prefixes
	startswith(name, prefix)
	space := substring(name, count(prefix), -1)
	regex.match(`^[a-z0-9_-]+$`, space) # the id of a space, no pattern
	not opened[space]
	message := sprintf(
		`%s belongs to the space %s, and this role opens Security %s only: its holders reach that space's data by every other way; name the indices of the spaces the role is for`,
		[text.quote(name), text.quote(space), text.in_spaces(opened)],
	)
}
