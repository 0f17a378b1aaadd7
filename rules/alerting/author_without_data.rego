# METADATA
# title: A rule author who may read no index
# description: |
#   A rule runs with the privileges that its author had when it was saved, and
#   what it queries are indices. A role that creates rules and names no index
#   makes rules that find nothing, or fail, unless their author has another role
#   that reads the data.
# related_resources:
#   - https://www.elastic.co/docs/explore-analyze/alerting/alerts/alerting-setup
#   - https://github.com/elastic/kibana/issues/106876
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [stackAlerts], privileges: [all, minimal_all], no_indices: true}
#   what: |
#     Grant `read` on the indices that its rules are about. Keep the role as it is
#     where its holders get the data from another role.
package rolelint.rules["rule-author-without-data"]

import data.rolelint.lib.kibana

# showing are the features of which analytics-without-data says the same.
showing := {"discover", "discover_v2", "dashboard", "dashboard_v2", "visualize", "visualize_v2", "maps", "maps_v2", "canvas"}

findings contains {
	"at": kibana.at(i, "stackAlerts"), "part": "key",
	"message": `"stackAlerts" creates rules, which run with what their author may read, and this role names no index: without another role its rules find nothing; grant "read" on the indices they are about`,
} if {
	count(input.role.indices) == 0
	count(input.role.remote_indices) == 0
	every listed in kibana.listed { count({f | some f, _ in listed; showing[f]}) == 0 }
	i := min({n | some n, listed in kibana.listed; kibana.writes(listed.stackAlerts)})
}
