# METADATA
# title: Cluster privilege manage reads the secrets of Fleet and connectors
# description: |
#   `manage` is a pattern of actions: everything of the cluster but security.
#   Among it are the actions by which Fleet Server and connectors read their
#   secrets, such as passwords in integration policies, in clear text. The
#   narrower privileges (`manage_ilm`, `manage_index_templates`,
#   `manage_pipeline`, `monitor` and so on) do not contain them.
# related_resources:
#   - https://www.elastic.co/docs/reference/elasticsearch/security-privileges
#   - https://github.com/elastic/elasticsearch/pull/97728
#   - https://github.com/elastic/elasticsearch/pull/103683
# custom:
#   severity: info
#   category: excess
#   when: {cluster: [manage]}
#   what: |
#     Grant the privileges for what the role manages. Keep `manage` for
#     administrators, and suppress the finding there with the reason.
#   versions: since 8.10 for the secrets of Fleet, since 8.13 for those of connectors; self-managed and hosted
package rolelint.rules["cluster-manage-secrets"]

import data.rolelint.lib.role
import data.rolelint.lib.target

findings contains {"at": ["cluster", i], "message": message} if {
	input.target.deployment != "serverless"
	target.at_least(8, 10)
	not role.built_in
	some i, "manage" in role.cluster
	not role.superuser
	message := sprintf(
		`cluster privilege "manage" contains reading the secrets of %s in clear text, besides all administration but security; where narrower privileges such as "manage_ilm" or "monitor" are enough, grant those`,
		[whose],
	)
}

whose := "Fleet and of connectors" if {
	target.at_least(8, 13)
} else := "Fleet"
