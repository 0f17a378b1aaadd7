# METADATA
# title: A role's name does not begin with a team
# description: |
#   Roles are named TEAM-PURPOSE, so that everybody sees from a list of roles
#   whom to ask, and so that rules for a team find its roles.
# custom:
#   severity: warning
#   category: hygiene
#   what: |
#     Name the role after the team that owns it, such as `payments-reader`, or
#     add the team to the option `teams`.
#   options:
#     - {name: teams, type: strings, default: [], doc: "the teams there are; where it is empty, any first word will do"}
#     - {name: except, type: strings, default: [], doc: "names of roles that need no team; `*` stands for any characters"}
package rolelint.rules["team-role-names"]

options := data.rolelint.config["team-role-names"]

findings contains {"at": ["name"], "message": message} if {
	not excepted
	not named_after_a_team
	message := sprintf("the name %q is not TEAM-PURPOSE%s", [input.role.name, hint])
}

named_after_a_team if {
	some team in options.teams
	regex.match(sprintf(`^%s-[a-z0-9-]+$`, [team]), input.role.name)
}

named_after_a_team if {
	count(options.teams) == 0
	regex.match(`^[a-z0-9]+-[a-z0-9-]+$`, input.role.name)
}

excepted if {
	some pattern in options.except
	glob.match(pattern, [], input.role.name)
}

hint := sprintf("; the teams are %s", [concat(", ", sort(options.teams))]) if {
	count(options.teams) > 0
} else := ", in lower-case letters, digits and hyphens"
