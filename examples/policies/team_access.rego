# METADATA
# title: A role reaches beyond its team
# description: |
#   Each team has its indices and its spaces, in the table `teams`. A role of the
#   team may do with data what the table says, on those indices and in those
#   spaces, and nothing anywhere else. Whether a pattern stays within the
#   table's is decided exactly, with exclusions and regular expressions.
# custom:
#   severity: error
#   category: excess
#   what: |
#     Narrow the names or the spaces, or add them to the team's row of the table,
#     which the owner of the data approves.
#   options:
#     - name: teams
#       type: any
#       doc: "team → {read, write, manage: index patterns, spaces: space ids}; a role of no team of the table is left alone"
package rolelint.rules["team-access"]

import data.policies.team

row := data.rolelint.config["team-access"].teams[team.of]

# What the words of the table mean: one of these actions is enough.
actions := {
	"read": ["indices:data/read/search", "indices:data/read/get"],
	"write": ["indices:data/write/index", "indices:data/write/update", "indices:data/write/delete"],
	"manage": ["indices:admin/create", "indices:admin/delete", "indices:admin/mapping/put"],
}

findings contains {"at": ["indices", i, "names"], "message": message} if {
	some i, entry in input.role.indices
	some word, list in actions
	some action in list
	answer := rolelint.answer({"indices": [entry]}, {"index": outside(row[word]), "action": action})
	answer.answer != "no" # "partly" is too much, and "unknown" is not no
	message := sprintf("team %s may %s %s, and this reaches further", [team.of, word, within(row[word])])
}

# A team may not do what its row does not name.
findings contains {"at": ["indices", i, "privileges"], "message": message} if {
	some i, entry in input.role.indices
	row
	some word, list in actions
	not row[word]
	some action in list
	rolelint.answer({"indices": [entry]}, {"index": "*", "action": action}).answer != "no"
	message := sprintf("team %s may not %s indices", [team.of, word])
}

findings contains {"at": ["kibana", i, "spaces", j], "message": message} if {
	some i, entry in input.role.kibana
	some j, space in entry.spaces
	row
	not space in object.get(row, "spaces", [])
	message := sprintf("team %s has no business in %s", [team.of, named(space)])
}

named("*") := "all spaces"

named(space) := sprintf("the space %q", [space]) if space != "*"

within(patterns) := concat(", ", patterns)

# outside is the names that none of the patterns matches, as a regular
# expression of Lucene: @ is any text, & both, ~ not.
outside(patterns) := sprintf("/@&~(%s)/", [concat("|", [expression(pattern) | some pattern in patterns])])

expression(pattern) := replace(replace(escaped, "*", ".*"), "?", ".") if {
	escaped := regex.replace(pattern, `[^a-zA-Z0-9_*?-]`, `\$0`)
}
