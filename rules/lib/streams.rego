package rolelint.lib.streams

import data.rolelint.lib.indices

# named(name) is true of names and patterns in the naming scheme of data streams,
# for which every Elasticsearch since 7.9 has index templates that make them data
# streams: TYPE-DATASET-NAMESPACE, or a pattern that means several of these.
# elastic/elasticsearch:x-pack/plugin/core/template-resources/src/main/resources (logs@template.json: logs-*-*)
named(name) if {
	some type in {"logs", "metrics", "traces", "synthetics"}
	regex.match(sprintf(`^%s-([^-]*\*|[^-]+-.+)$`, [type]), name)
	indices.askable(name)
}

# shipping are the places of the entries by which a role that looks like that of
# a program writes to data streams: it opens nothing in Kibana, all names of the
# entry are of data streams, and it reads none of them.
shipping contains i if {
	count(input.role.kibana) == 0
	some i, entry in input.role.indices
	count(entry.names) > 0
	every name in entry.names {
		named(name)
		rolelint.answer(input.role, {"index": name, "action": "indices:data/read/search"}).answer == "no"
	}
}
