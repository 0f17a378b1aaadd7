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
#     - {name: features, type: strings, default: [dev_tools], doc: features of Kibana that no role may grant} # TODO: yours
package rolelint.rules["example-rule"]

# The values of the options: those of the configuration, or the defaults.
options := data.rolelint.config["example-rule"]

# Built-in roles, which answers of the server list too, are not ours to change.
built_in if input.role.metadata._reserved == true

# An entry may grant a feature by name or by a base privilege.
findings contains {"at": ["kibana", i], "message": message} if {
	not built_in
	some i, entry in input.role.kibana
	some feature in options.features
	some privilege, _ in data.rolelint.catalog.features[feature].privileges # those that the target has
	some space in entry.spaces
	rolelint.grants({"kibana": [entry]}, {"feature": feature, "privilege": privilege, "space": space})
	message := sprintf("this grants %q", [feature])
}
