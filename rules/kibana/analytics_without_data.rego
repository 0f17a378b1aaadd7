# METADATA
# title: Discover and dashboards without any data to read
# description: |
#   Kibana privileges open applications; what they show comes from
#   Elasticsearch indices, which need privileges of their own. A role that opens
#   Discover or dashboards and names no index shows empty pages to whoever has
#   no other role.
# related_resources:
#   - https://github.com/elastic/kibana/issues/132478
#   - https://github.com/elastic/kibana/issues/46124
# custom:
#   severity: info
#   category: incomplete
#   strict: true
#   when: {features: [discover*, dashboard*, visualize*, maps*, canvas], no_indices: true}
#   what: |
#     Grant `read` and `view_index_metadata` on the indices the role is about.
#     Keep it as it is where its holders get the data from another role.
package rolelint.rules["analytics-without-data"]

import data.rolelint.lib.kibana
import data.rolelint.lib.text

showing := {"discover", "discover_v2", "dashboard", "dashboard_v2", "visualize", "visualize_v2", "maps", "maps_v2", "canvas"}

findings contains {"at": kibana.at(i, features[0]), "part": "key", "message": message, "related": kibana.others(i, features)} if {
	count(input.role.indices) == 0
	count(input.role.remote_indices) == 0
	i := min({n | some n, listed in kibana.listed; some f, _ in listed; showing[f]})
	features := sort([f | some f, _ in kibana.listed[i]; showing[f]])
	message := sprintf(
		`%s %s data that this role does not let its holders read: it names no index, so without another role the pages stay empty; grant "read" and "view_index_metadata" on the indices it is about`,
		[text.names(features), verb(features)],
	)
}

verb(list) := "shows" if count(list) == 1

verb(list) := "show" if count(list) > 1
