# METADATA
# title: One role administers security and works with data
# description: |
#   Who manages users and roles decides who may see the data. Where the same role
#   reads or writes the data too, nobody is left to notice: separation of duty
#   asks for two roles, so that they can be held by two people, or at least be
#   granted and reviewed apart. A role with the cluster privilege `all` is one of
#   superusers and left to `superuser-equivalent`.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/user-roles
# custom:
#   severity: info
#   category: excess
#   strict: true
#   when: {cluster: [manage_security]}
#   what: |
#     Move the access to data into a role of its own.
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["admin-and-data"]

import data.rolelint.lib.indices
import data.rolelint.lib.role
import data.rolelint.lib.text

findings contains {"at": ["cluster", i], "message": message, "related": [{"at": ["indices", first], "message": "access to data here"}]} if {
	not role.built_in
	some i, "manage_security" in role.cluster
	data_entries := [n | some n, entry in input.role.indices; works(entry)]
	first := min(data_entries)
	message := sprintf(
		`"manage_security" decides who sees what, and the same role works with the data of %s; give the two to roles of their own`,
		[text.names(array.slice(input.role.indices[first].names, 0, 3))],
	)
}

# works is true of entries that read or write documents of names without a dot,
# which the Stack uses for itself.
works(entry) if {
	some name in entry.names
	not startswith(name, ".")
	some action in ["indices:data/read/search", "indices:data/write/index"]
	indices.gives(entry.privileges, action)
}
