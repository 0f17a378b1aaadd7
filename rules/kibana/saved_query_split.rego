# METADATA
# title: Saved queries are a feature of their own since 9.0
# description: |
#   `discover`, `dashboard`, `visualize` and `maps` contained access to saved
#   queries. Their successors `discover_v2`, `dashboard_v2`, `visualize_v2` and
#   `maps_v2` do not: it is the feature `savedQueryManagement`. A role that was
#   moved by exchanging the names loses it.
# related_resources:
#   - https://github.com/elastic/kibana/pull/202863
#   - https://github.com/elastic/kibana/pull/208911
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [discover_v2, dashboard_v2, visualize_v2, maps_v2], lacks: ["savedQueryManagement:*", "discover:*", "dashboard:*", "visualize:*", "maps:*"]}
#   what: |
#     Grant `savedQueryManagement`: `all` where the old feature was granted with
#     `all`, `read` where it was `read`. Keep the role as it is where saved
#     queries are not needed.
#   versions: since 9.0
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/features/server/oss_features.ts@061779e6392c
package rolelint.rules["saved-query-split"]

import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

before := {"discover_v2": "discover", "dashboard_v2": "dashboard", "visualize_v2": "visualize", "maps_v2": "maps"}

findings contains {"at": kibana.at(i, features[0]), "part": "key", "message": message, "related": kibana.others(i, features)} if {
	target.at_least(9, 0)
	count(without) > 0
	some i, listed in kibana.listed
	features := sort([f | some f, _ in listed; before[f]])
	count(features) > 0
	spaces := {s | some s in input.role.kibana[i].spaces; not queries(s)}
	count(spaces) > 0
	message := sprintf(
		`%s %s not contain saved queries, as %s did: this role has no access to them %s; grant "savedQueryManagement": ["%s"] if it should`,
		[text.names(features), verb(features), text.names([before[f] | some f in features]), text.in_spaces(spaces), level(listed, features)],
	)
}

# without are the spaces where saved queries cannot be read.
without contains space if {
	some space, _ in input.effective
	not queries(space)
}

# queries is true where saved queries can be read: by their own feature, or by
# one of the deprecated features that contain them.
queries(space) if {
	some feature in {"savedQueryManagement", "discover", "dashboard", "visualize", "maps"}
	count(kibana.granted(space, feature)) > 0
}

level(listed, features) := "all" if {
	some f in features
	kibana.writes(listed[f])
} else := "read"

verb(list) := "does" if count(list) == 1

verb(list) := "do" if count(list) > 1
