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

findings contains {"at": ["indices", i, "privileges"], "message": message} if {
	some i, entry in input.role.indices
	some privilege in entry.privileges
	lower(privilege) == "read"
	lacking := [name |
		some name in entry.names
		indices.askable(name)
		rolelint.answer(input.role, {"index": name, "action": "indices:admin/mappings/get"}).answer in {"no", "partly"}
	]
	count(lacking) > 0
	message := sprintf(
		`%s%s read in Kibana without "view_index_metadata", which Elastic recommends beside "read": what asks for mappings or aliases stays empty; add it`,
		[text.names(array.slice(lacking, 0, 3)), verb(lacking)],
	)
}

verb(list) := " is" if count(list) == 1

verb(list) := " are" if count(list) in {2, 3}

verb(list) := sprintf(" and %d more are", [count(list) - 3]) if count(list) > 3
