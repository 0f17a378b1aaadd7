# METADATA
# title: A role has privileges of Kibana that are made for built-in roles
# description: |
#   `reserved_ml_user`, `reserved_monitoring` and the like are Kibana privileges
#   of built-in roles, on the application `kibana-*`. They hold in every space
#   whatever else the role says, Kibana's role editor does not show what they
#   grant, and they change from version to version with the built-in role.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/built-in-roles
# custom:
#   severity: info
#   category: excess
#   when: {applications: ["kibana-*", "*"]}
#   what: |
#     Assign the built-in role itself to those who need it, or grant features such
#     as `ml` in the spaces that are meant.
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/security/server/authorization/roles/elasticsearch_role.ts@0a95f6e543fe
package rolelint.rules["reserved-privileges-in-role"]

import data.rolelint.lib.role
import data.rolelint.lib.text

findings contains {"at": ["applications", i, "privileges", n], "message": message} if {
	not role.built_in
	some i, entry in input.role.applications
	entry.application in {"kibana-*", "*"}
	some n, privilege in entry.privileges
	startswith(privilege, "reserved_")
	message := sprintf(
		"%s is made for a built-in role: it holds in every space, and what it grants changes with the version; assign the built-in role, or grant the features that are meant",
		[text.quote(privilege)],
	)
}
