# METADATA
# title: "TODO: what is wrong with a role, in one line without a full stop"
# description: |
#   TODO: why it is wrong, and what follows from it.
# related_resources:
#   - https://example.com/TODO
# custom:
#   severity: error # or warning, info
#   category: excess # or rejected, ineffective, incomplete, upgrade, intent, hygiene
#   what: |
#     TODO: what to do about it.
#   options:
#     - {name: indices, type: strings, default: ["audit-*"], doc: indices that no role may write to} # TODO: yours
package rolelint.rules["example-rule"]

# The values of the options: those of the configuration, or the defaults.
options := data.rolelint.config["example-rule"]

# Built-in roles, which answers of the server list too, are not ours to change.
built_in if input.role.metadata._reserved == true

findings contains {"at": ["indices", i, "names"], "message": message} if {
	not built_in
	some i, entry in input.role.indices
	some indices in options.indices
	answer := rolelint.answer({"indices": [entry]}, {"index": indices, "privilege": "write"})
	answer.answer != "no" # "partly" is too much, and "unknown" is not no
	message := sprintf("this grants writing to %s", [indices])
}
