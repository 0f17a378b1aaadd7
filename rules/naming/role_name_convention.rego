# METADATA
# title: A role's name does not follow the convention
# description: |
#   Names that are made alike tell whose a role is and what it is for, and let
#   role mappings, intents and audits go by a pattern. The convention is yours:
#   without the option `pattern` this rule says nothing.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/defining-roles
# custom:
#   severity: warning
#   category: hygiene
#   when: {set: [pattern]}
#   what: |
#     Rename the role.
#   options:
#     - {name: pattern, type: string, default: "", doc: "a regular expression that matches the whole of each role's name, such as [a-z]+-(reader|writer|admin)"}
package rolelint.rules["role-name-convention"]

import data.rolelint.lib.role
import data.rolelint.lib.text

pattern := data.rolelint.config["role-name-convention"].pattern

findings contains {"at": ["name"], "part": "key", "message": message} if {
	pattern != ""
	not role.built_in
	not regex.match(sprintf("^(?:%s)$", [pattern]), input.role.name)
	message := sprintf("role name %s does not match %s; rename the role", [text.quote(input.role.name), pattern])
}
