# METADATA
# title: Indices for Kibana are read without view_index_metadata
# description: |
#   Elastic recommends `read` and `view_index_metadata` on every index that users
#   work with in Kibana. `read` alone searches and lists fields; what asks for
#   mappings, aliases and settings stays empty or says that nothing may be seen,
#   such as the list of fields on some pages, and nobody can tell why.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/kibana-role-management
#   - https://github.com/elastic/kibana/issues/133060
#   - https://github.com/elastic/kibana/issues/132478
#   - https://github.com/elastic/kibana/issues/111642
# custom:
#   severity: info
#   category: incomplete
#   strict: true
#   when: {features: [discover*, dashboard*, visualize*, maps*, canvas, indexPatterns, ml, siem*, apm, infrastructure, logs, uptime, observabilityAlerts], index_privileges: [read]}
#   what: |
#     Add `view_index_metadata` beside `read`.
#   evidence:
#     - elastic/docs-content:deploy-manage/users-roles/cluster-or-deployment-auth/kibana-role-management.md@19b0334d18e9
package rolelint.rules["read-without-index-metadata"]

import data.rolelint.lib.indices
import data.rolelint.lib.text

findings contains {"at": ["indices", i, "names", n], "message": message} if {
	some i, entry in input.role.indices
	some privilege in entry.privileges
	lower(privilege) == "read"
	some n, name in entry.names
	indices.askable(name)
	rolelint.answer(input.role, {"index": name, "action": "indices:admin/mappings/get"}).answer in {"no", "partly"}
	message := sprintf(
		`%s is read in Kibana without "view_index_metadata", which Elastic recommends beside "read": what asks for mappings or aliases stays empty; add it`,
		[text.quote(name)],
	)
}
