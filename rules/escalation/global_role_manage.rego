# METADATA
# title: A role may create roles that grant more than it has
# description: |
#   `global.role.manage` lets its holders create and change roles with index
#   privileges, within names and privileges that it lists. Where that is more
#   than the role grants itself, its holders can write more into a role than they
#   have, into one that they hold as well.
# related_resources:
#   - https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-put-role
# custom:
#   severity: warning
#   category: excess
#   when: {global: true}
#   what: |
#     List no more names and privileges than the role has itself, or leave the
#     management of roles to administrators.
#   versions: since 8.16, self-managed and hosted
#   evidence:
#     - elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ConfigurableClusterPrivileges.java
package rolelint.rules["global-role-manage"]

import data.rolelint.lib.indices
import data.rolelint.lib.role
import data.rolelint.lib.target
import data.rolelint.lib.text

# known are privileges that exist in every version.
known := {
	"all", "create", "create_doc", "create_index", "delete", "delete_index", "index",
	"maintenance", "manage", "monitor", "read", "view_index_metadata", "write",
}

findings contains {"at": ["global", "role", "manage", "indices", i, "privileges"], "message": message} if {
	target.at_least(8, 16)
	not role.built_in
	some i, entry in input.role.global.role.manage.indices
	beyond := {[name, privilege] |
		some name in entry.names
		is_string(name)
		indices.askable(name)
		some privilege in entry.privileges
		is_string(privilege)
		known[lower(privilege)]
		rolelint.answer(input.role, {"index": name, "privilege": privilege}).answer in {"no", "partly"}
	}
	[name, privilege] := min(beyond)
	not role.superuser
	message := sprintf(
		`whoever has this role may create and change roles that grant %s on %s, which the role does not grant all of itself; delegate no more than it has`,
		[text.quote(privilege), text.quote(name)],
	)
}
