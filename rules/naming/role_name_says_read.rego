# METADATA
# title: A role whose name says read writes
# description: |
#   People assign roles by their names. A role that is called `…-reader`,
#   `…-viewer` or `read-only` and changes documents, deletes indices or has all of
#   a Kibana space gets into the hands of those who should only look.
# related_resources:
#   - https://github.com/elastic/elasticsearch/issues/95691
# custom:
#   severity: info
#   category: excess
#   when: {names: ["*read*", "*view*", "*_ro", "*-ro"]}
#   what: |
#     Take the writing out of the role, or rename it.
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["role-name-says-read"]

import data.rolelint.lib.indices
import data.rolelint.lib.role
import data.rolelint.lib.text

# words are those of the name: "Sales-ReadOnly_2" has sales, readonly, 2.
words := {word | some word in regex.split(`[^a-z0-9]+`, lower(input.role.name))}

says_read if count(words & {"reader", "readers", "readonly", "viewer", "viewers", "ro"}) > 0

says_read if regex.match(`(^|[^a-z0-9])read[^a-z0-9]+only($|[^a-z0-9])`, lower(input.role.name))

# says_more is true of names that say something else as well: log_reader_writer.
says_more if count(words & {"write", "writer", "writers", "rw", "readwrite", "admin", "editor", "manager", "owner"}) > 0

applies if {
	says_read
	not says_more
	not role.built_in
}

writing := [
	{"action": "indices:data/write/index", "says": "writes documents to"},
	{"action": "indices:data/write/delete", "says": "deletes documents from"},
	{"action": "indices:admin/delete", "says": "deletes"},
]

findings contains {"at": ["indices", i, "privileges"], "message": message} if {
	applies
	some i, entry in input.role.indices
	count(entry.names) > 0
	done := [w.says | some w in writing; indices.gives(entry.privileges, w.action)]
	count(done) > 0
	message := sprintf(
		"role %s says that it reads, but it %s %s; take that out of the role, or rename it",
		[text.quote(input.role.name), text.join(done), text.names(array.slice(entry.names, 0, 3))],
	)
}

findings contains {"at": ["kibana", i, "base", n], "message": message} if {
	applies
	some i, entry in input.role.kibana
	some n, "all" in entry.base
	message := sprintf(
		"role %s says that it reads, but it has all of Kibana %s; grant \"read\", or rename the role",
		[text.quote(input.role.name), text.in_spaces({s | some s in entry.spaces})],
	)
}
