# METADATA
# title: Base read in all spaces reads every space there will be
# description: |
#   The base privilege `read` on the space `*` opens every feature, those of
#   later versions too, in every space there is or will be. A space that somebody
#   makes for a closed circle tomorrow is open to the role.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/kibana-role-management
# custom:
#   severity: info
#   category: excess
#   strict: true
#   when: {base: [read], spaces: ["*"]}
#   what: |
#     List the spaces, or grant the features that are needed. Assign the built-in
#     role `viewer` where exactly that is meant.
package rolelint.rules["kibana-global-base-read"]

import data.rolelint.lib.role

findings contains {
	"at": ["kibana", i, "base", n],
	"message": `base "read" in all spaces opens every feature, those of later versions too, in every space there will be; list the spaces or the features that are meant`,
} if {
	not role.built_in
	some i, entry in input.role.kibana
	"*" in entry.spaces
	not "all" in entry.base
	some n, "read" in entry.base
}
