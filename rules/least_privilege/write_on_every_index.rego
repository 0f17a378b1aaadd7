# METADATA
# title: A role writes to every index there is
# description: |
#   Writing, deleting or managing on `*` reaches every index and data stream that
#   is not restricted: the data of other teams, what the Stack keeps under names
#   with a dot (`.alerts-*`, `.ml-*`, `.monitoring-*` and so on), and whatever
#   somebody creates later. One wrong request, or one stolen key, is enough for
#   all of it. Entries with the privilege `all` are reported by `all-on-star`.
# related_resources:
#   - https://www.elastic.co/docs/reference/elasticsearch/security-privileges
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/role-structure
# custom:
#   severity: info
#   category: excess
#   when: {index_privileges: [write, index, create, create_doc, delete, delete_index, manage, "indices:*"], wide: true}
#   what: |
#     Name the indices that the role writes to.
package rolelint.rules["write-on-every-index"]

import data.rolelint.lib.indices
import data.rolelint.lib.role
import data.rolelint.lib.text

actions := [
	{"action": "indices:data/write/index", "says": "writes documents to"},
	{"action": "indices:data/write/delete", "says": "deletes documents from"},
	{"action": "indices:admin/delete", "says": "deletes"},
]

findings contains {"at": ["indices", i, "names"], "message": message} if {
	not role.built_in
	some i, entry in input.role.indices
	privileges := {lower(p) | some p in entry.privileges}
	count(privileges & {"all", "indices:*"}) == 0 # all-on-star
	some privilege in privileges
	changing(privilege)
	every_name(entry)
	done := [a.says | some a in actions; indices.gives(entry.privileges, a.action)]
	count(done) > 0
	message := sprintf(
		`the entry on %s %s every index and data stream that is not restricted, those of other teams and of the Stack too; name the indices that are meant`,
		[text.names(array.slice(entry.names, 0, 3)), text.join(done)],
	)
}

# changing is true of privileges that may grant one of the actions.
changing(privilege) if privilege in {"write", "index", "create", "create_doc", "delete", "delete_index", "manage"}

changing(privilege) if startswith(privilege, "indices:")

# every_name is true where the names of an entry match all there are. That takes
# a name that has no letter of its own, or a regular expression.
every_name(entry) if "*" in entry.names

every_name(entry) if {
	not "*" in entry.names
	some name in entry.names
	regex.match(`^([*?]+|/.*)$`, name)

	# Restricted indices are another matter.
	all := {"indices": [{"names": entry.names, "privileges": ["read"], "allow_restricted_indices": true}]}
	rolelint.answer(all, {"index": "*", "action": "indices:data/read/search"}).answer == "yes"
}
