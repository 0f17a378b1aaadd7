# METADATA
# title: A role has no description
# description: |
#   The description of a role is shown where roles are assigned. Without one,
#   whoever assigns it goes by its name.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/defining-roles
# custom:
#   severity: info
#   category: hygiene
#   strict: true
#   what: |
#     Say in a sentence for whom the role is and what it is for.
#   versions: since 8.15, which brought descriptions
package rolelint.rules["description-missing"]

import data.rolelint.lib.role
import data.rolelint.lib.target

findings contains {
	"at": [], "part": "key",
	"message": "the role has no description; say in a sentence for whom it is and what it is for, which Kibana shows where roles are assigned",
} if {
	target.at_least(8, 15)
	not role.built_in
	not described
}

described if {
	is_string(input.role.description)
	trim_space(input.role.description) != ""
}

# What is no text is reported as such.
described if {
	value := input.role.description
	not is_string(value)
}
