# METADATA
# title: A role for production reaches data by a leading wildcard
# description: |
#   `*`, `*-prod` or `/.*-prod/` also match indices that nobody thinks of, and
#   those that do not exist yet. In a role that works in a production space that
#   is how customers' data turn up in dashboards. Whether a pattern begins with a
#   wildcard is decided by what it matches: names that begin with `a` and names
#   that begin with `z`.
# custom:
#   severity: error
#   category: excess
#   what: |
#     Name the data: `logs-payments-*` instead of `*-payments-*`.
#   options:
#     - {name: spaces, type: strings, default: ["prod", "prod-*"], doc: "the spaces of production; `*` in them stands for any characters"}
package rolelint.rules["wide-data-in-production"]

options := data.rolelint.config["wide-data-in-production"]

findings contains {"at": ["indices", i, "names", j], "message": message} if {
	works_in_production
	some i, entry in input.role.indices
	some j, name in entry.names
	every start in ["a*", "z*"] {
		reaches(name, entry, start)
	}
	message := sprintf("%s begins with a wildcard: it also matches indices that nobody thinks of", [name])
}

# reaches says whether data of some index of a pattern can be read.
reaches(name, entry, pattern) if {
	alone := object.union(entry, {"names": [name]})
	question := {"index": pattern, "action": "indices:data/read/search"}
	rolelint.answer({"indices": [alone]}, question).answer != "no"
}

works_in_production if {
	some entry in input.role.kibana
	some space in entry.spaces
	production(space)
}

production("*")

production(space) if {
	some pattern in options.spaces
	glob.match(pattern, [], space)
}
