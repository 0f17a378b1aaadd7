# METADATA
# title: A role has no owner that is known
# description: |
#   Somebody has to say whether a role is still needed, and who may have it.
#   `metadata.owner` names the team or the mail address that does.
# custom:
#   severity: warning
#   category: hygiene
#   what: |
#     Add `"metadata": {"owner": "…"}` with an owner of the option `owners`.
#   options:
#     - {name: owners, type: strings, default: [], doc: "the owners there are; where it is empty, any text will do"}
package rolelint.rules["role-owner"]

options := data.rolelint.config["role-owner"]

owner := input.role.metadata.owner

findings contains {"at": ["metadata", "owner"], "message": message} if {
	not owner
	message := "this role has no owner: nobody will say whether it is still needed; state one as metadata.owner"
}

findings contains {"at": ["metadata", "owner"], "message": message} if {
	not known
	message := sprintf("%v is no owner%s", [owner, hint])
}

known if {
	count(options.owners) == 0
	is_string(owner)
	trim_space(owner) != ""
}

known if owner in options.owners

hint := sprintf("; the owners are %s", [concat(", ", sort(options.owners))]) if {
	count(options.owners) > 0
} else := ": it must be a text"
