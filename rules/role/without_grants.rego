# METADATA
# title: The role grants nothing
# description: |
#   No cluster privilege, no index, no application, no user to run as, nothing
#   in Kibana: whoever holds this role gets nothing by it. The servers take it.
# custom:
#   severity: info
#   category: ineffective
#   what: |
#     Grant something, or remove the role. Where an empty role is wanted, as a
#     mark for role mappings for example, suppress this finding with the reason.
#   evidence:
#     - https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-put-role
package rolelint.rules["role-without-grants"]

findings contains {"at": [], "part": "key", "message": "this role grants nothing: no cluster privilege, no index, no application, no user to run as, and nothing in Kibana"} if {
	every member in ["cluster", "indices", "run_as", "applications", "remote_indices", "remote_cluster", "kibana"] {
		count(object.get(input.role, member, [])) == 0
	}
	not input.role.global
}
