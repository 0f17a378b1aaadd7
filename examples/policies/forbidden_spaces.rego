# METADATA
# title: A role reaches a space that is closed to it
# description: |
#   Some spaces hold what only a few may see: investigations, salaries, what is
#   not announced. No other role may have anything in them, and `*` is all of
#   them.
# custom:
#   severity: error
#   category: excess
#   what: |
#     Name the spaces that the role is for. A role that belongs into the space is
#     named by the option `except`.
#   options:
#     - {name: spaces, type: strings, default: [], doc: "the spaces that are closed; `*` in them stands for any characters"}
#     - {name: except, type: strings, default: [], doc: names of the roles that may reach them}
package rolelint.rules["forbidden-spaces"]

options := data.rolelint.config["forbidden-spaces"]

findings contains {"at": ["kibana", i, "spaces", j], "message": message} if {
	not excepted
	some i, entry in input.role.kibana
	some j, space in entry.spaces
	some closed in options.spaces
	reaches(space, closed)
	message := sprintf("role %q may not reach the closed space %q", [input.role.name, closed])
}

reaches("*", _)

reaches(space, closed) if glob.match(closed, [], space)

excepted if {
	some pattern in options.except
	glob.match(pattern, [], input.role.name)
}
