# METADATA
# title: Data views cannot be managed without view_index_metadata
# description: |
#   To create and manage data views Kibana needs `view_index_metadata` on the
#   indices they are for, besides the privilege on the feature; full access to
#   machine learning asks for both as well. A role that lets its holders read
#   indices and has that privilege on none of them can do neither by itself.
# related_resources:
#   - https://www.elastic.co/docs/explore-analyze/find-and-organize/data-views
#   - https://www.elastic.co/docs/explore-analyze/machine-learning/setting-up-machine-learning
#   - https://github.com/elastic/kibana/pull/88133
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [indexPatterns, ml], privileges: [all, minimal_all]}
#   what: |
#     Add `view_index_metadata` beside `read` on the indices. Keep the role as it
#     is where its holders get that from another role.
#   evidence:
#     - elastic/docs-content:explore-analyze/find-and-organize/data-views.md@16b2b5f17194
#     - elastic/docs-content:explore-analyze/machine-learning/setting-up-machine-learning.md@11c2f2d1be24
package rolelint.rules["data-views-need-metadata"]

import data.rolelint.lib.indices
import data.rolelint.lib.kibana
import data.rolelint.lib.text

needs := {"indexPatterns": "manage data views", "ml": "create machine learning jobs"}

findings contains {"at": kibana.at(i, features[0]), "part": "key", "message": message, "related": kibana.others(i, features)} if {
	indices.somewhere("indices:data/read/search")
	not indices.somewhere("indices:admin/mappings/get")
	some i, listed in kibana.listed
	features := sort([f | some f, privileges in listed; needs[f]; kibana.writes(privileges)])
	count(features) > 0
	message := sprintf(
		`%s: to %s needs "view_index_metadata" on the indices, which this role has on none of those it reads; grant it beside "read"`,
		[text.names(features), text.join([needs[f] | some f in features])],
	)
}
