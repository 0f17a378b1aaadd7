# METADATA
# title: A role says nobody who owns it
# description: |
#   A role outlives those who wrote it. Where its metadata name a team or a
#   person, whoever reviews access, or finds it in an incident, knows whom to ask;
#   without that nobody dares to remove it.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/role-structure
# custom:
#   severity: info
#   category: hygiene
#   strict: true
#   what: |
#     Add `metadata: {owner: …}` to the role, or the key that you set.
#   options:
#     - {name: key, type: string, default: owner, doc: the key of the role's metadata that names its owner}
package rolelint.rules["owner-missing"]

import data.rolelint.lib.role
import data.rolelint.lib.text

key := data.rolelint.config["owner-missing"].key

findings contains {"at": [], "part": "key", "message": message} if {
	not role.built_in
	not owned
	message := sprintf("the role does not say who owns it; add %s to its metadata", [text.quote(key)])
}

owned if {
	owner := input.role.metadata[key]
	not owner in {"", null, false}
}
