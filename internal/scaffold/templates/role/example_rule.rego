# METADATA
# title: "TODO: what is wrong with a role, in one line without a full stop"
# description: |
#   TODO: why it is wrong, and what follows from it.
# related_resources:
#   - https://example.com/TODO
# custom:
#   severity: warning # or error, info
#   category: hygiene # or rejected, ineffective, excess, incomplete, upgrade, intent
#   what: |
#     TODO: what to do about it.
#   options:
#     - {name: prefixes, type: strings, default: [team-], doc: "what the names of roles begin with, one of them"} # TODO: yours
package rolelint.rules["example-rule"]

# The values of the options: those of the configuration, or the defaults.
options := data.rolelint.config["example-rule"]

# Built-in roles, which answers of the server list too, are not ours to change.
built_in if input.role.metadata._reserved == true

findings contains {"at": ["name"], "message": message} if {
	not built_in
	not strings.any_prefix_match(input.role.name, options.prefixes)
	message := sprintf("the name of role %q begins with none of %s", [input.role.name, concat(", ", options.prefixes)])
}
