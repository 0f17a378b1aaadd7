# METADATA
# title: A role with a comma in its name cannot be edited in Kibana
# description: |
#   Elasticsearch takes a comma in the name of a role, and its API that gets
#   roles takes a list of names with commas between them. Kibana shows such a role
#   in the list, yet neither edits nor clones it.
# related_resources:
#   - https://github.com/elastic/kibana/issues/211827
# custom:
#   severity: warning
#   category: hygiene
#   when: {names: ["*,*"]}
#   what: |
#     Rename the role.
#   versions: reported for 8.18, the issue is open
package rolelint.rules["role-name-comma"]

import data.rolelint.lib.text

findings contains {"at": ["name"], "part": "key", "message": message} if {
	contains(input.role.name, ",")
	message := sprintf("role name %s has a comma: Kibana can neither edit nor clone the role; rename it", [text.quote(input.role.name)])
}
