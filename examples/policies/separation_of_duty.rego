# METADATA
# title: A role holds two duties that belong to different people
# description: |
#   Who decides over access must not use it, and who writes the records of what
#   happened must not be able to change or to mine them. A role with both halves
#   of such a pair puts both into one hand.
# custom:
#   severity: error
#   category: excess
#   what: |
#     Split the role in two and give them to different people. What counts as a
#     half is in the option `pairs`; roles that are meant to hold everything, for
#     emergencies, are named by `except`.
#   options:
#     - name: pairs
#       type: any
#       doc: "pairs of duties: {duty: {name: [question]}}, as rolelint.answer takes them; a part of one question is enough"
#       default:
#         - administer security: [{cluster: "cluster:admin/xpack/security/role/put"}, {cluster: "cluster:admin/xpack/security/user/put"}]
#           read data: [{index: "*", action: "indices:data/read/search"}]
#         - write audit records: [{index: "audit-*", action: "indices:data/write/index"}]
#           read audit records: [{index: "audit-*", action: "indices:data/read/search"}]
#     - {name: except, type: strings, default: [], doc: "names of roles that may hold both; `*` stands for any characters"}
package rolelint.rules["separation-of-duty"]

options := data.rolelint.config["separation-of-duty"]

findings contains {"at": ["name"], "message": message} if {
	not excepted
	some pair in options.pairs
	every _, questions in pair {
		holds(questions)
	}
	duties := sort([duty | some duty, _ in pair])
	message := sprintf("this role can %s; these are for different people", [concat(" and ", duties)])
}

# "partly" is enough to hold a duty, and "unknown" is not no.
holds(questions) if {
	some question in questions
	rolelint.answer(input.role, question).answer != "no"
}

excepted if {
	some pattern in options.except
	glob.match(pattern, [], input.role.name)
}
