# METADATA
# title: Transforms cannot be created without a source to read and an index to write
# description: |
#   A transform runs with the roles its creator had. Besides the cluster privilege
#   it needs `read` and `view_index_metadata` on what it reads, and `index`,
#   `create_index`, `manage` and `read` on what it writes to. A role that manages
#   transforms and names indices, yet none of them for the one or the other,
#   cannot create one by itself.
# related_resources:
#   - https://www.elastic.co/docs/explore-analyze/transforms/transform-setup
#   - https://github.com/elastic/elasticsearch/issues/111601
# custom:
#   severity: info
#   category: incomplete
#   when: {cluster: [manage_transform, manage_data_frame_transforms]}
#   what: |
#     Grant what is missing, or `monitor_transform` where the role only looks at
#     transforms. Keep it as it is where its holders have that from another role.
package rolelint.rules["transform-needs-indices"]

import data.rolelint.lib.indices
import data.rolelint.lib.role
import data.rolelint.lib.text

needed := [
	{"action": "indices:data/read/search", "says": `"read" on the source`},
	{"action": "indices:admin/mappings/get", "says": `"view_index_metadata" on the source`},
	{"action": "indices:data/write/index", "says": `"index" on the destination`},
]

findings contains {"at": ["cluster", i], "message": message} if {
	not role.built_in
	count(indices.named) > 0
	some i, privilege in role.cluster
	privilege in {"manage_transform", "manage_data_frame_transforms"}
	lacking := [need.says | some need in needed; not indices.somewhere(need.action)]
	count(lacking) > 0
	message := sprintf("to create a transform this role lacks %s, which it has on no index at all; grant it, or \"monitor_transform\" to look only", [text.join(lacking)])
}
