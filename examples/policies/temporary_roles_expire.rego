# METADATA
# title: A temporary role has no end, or is past it
# description: |
#   A role for an incident or a contractor is forgotten unless it says when it
#   ends. Policies have no clock, so that the same files give the same findings
#   every day: the day to compare with is the option `today`, which a nightly job
#   sets.
# custom:
#   severity: error
#   category: hygiene
#   what: |
#     State `"metadata": {"expires": "2027-01-31"}`, the last day the role is
#     needed; remove the role once that is over.
#   options:
#     - {name: roles, type: strings, default: ["tmp-*"], doc: "names of temporary roles; `*` stands for any characters"}
#     - {name: today, type: string, default: "", doc: "the day to compare with, such as 2027-01-31; empty compares with none"}
package rolelint.rules["temporary-roles-expire"]

options := data.rolelint.config["temporary-roles-expire"]

# A text that is no day where nothing is stated.
expires := object.get(input.role, ["metadata", "expires"], "")

findings contains {"at": ["metadata", "expires"], "message": message} if {
	temporary
	not is_day(expires)
	message := sprintf("the temporary role %q does not say when it ends: state the last day as metadata.expires, such as 2027-01-31", [input.role.name])
}

# Whoever states an end is held to it, whatever the role is called.
findings contains {"at": ["metadata", "expires"], "message": message} if {
	is_day(options.today)
	is_day(expires)
	expires < options.today
	message := sprintf("this role ended on %s", [expires])
}

temporary if {
	some pattern in options.roles
	glob.match(pattern, [], input.role.name)
}

# Days written so are in order as texts.
is_day(value) if {
	is_string(value)
	regex.match(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, value)
}
