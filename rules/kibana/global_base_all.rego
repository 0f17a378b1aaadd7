# METADATA
# title: Base all in all spaces is the whole of Kibana, now and in future versions
# description: |
#   The base privilege `all` on the space `*` grants what the built-in role
#   `kibana_admin` grants: every feature of every solution in every space there
#   is or will be, every feature that later versions bring, and the management
#   of the spaces themselves, which no list of spaces would grant.
# related_resources:
#   - https://github.com/elastic/kibana/issues/35865
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/kibana-privileges
# custom:
#   severity: info
#   category: excess
#   when: {base: [all], spaces: ["*"]}
#   what: |
#     For administrators, assign `kibana_admin` or suppress this finding with the
#     reason. For everybody else grant the features they need, or base
#     privileges in the spaces they work in.
#   evidence:
#     - elastic/kibana:x-pack/platform/packages/private/security/authorization_core/src/privileges/privileges.ts@0658193b
package rolelint.rules["kibana-global-base-all"]

import data.rolelint.lib.role

findings contains {
	"at": ["kibana", i, "base", n],
	"message": `base "all" in all spaces grants every feature of Kibana in every space, those of later versions and the management of spaces too, like the built-in role "kibana_admin"; grant features, or base privileges in the spaces that are needed`,
} if {
	not role.built_in
	not role.superuser # superuser-equivalent says more
	some i, entry in input.role.kibana
	"*" in entry.spaces
	some n, "all" in entry.base
}
