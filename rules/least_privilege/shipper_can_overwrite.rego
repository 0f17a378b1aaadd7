# METADATA
# title: A shipper of data may change what it has sent
# description: |
#   What is sent to a data stream is only ever added. `create_doc` is enough for
#   that; `index` and `write` also overwrite documents, and `write` deletes them,
#   so that whoever takes over a host that sends logs can rewrite the logs.
#   Elastic's own agents are granted `create_doc` and `auto_configure`. Only roles
#   that read nothing of these data streams and open nothing in Kibana are taken
#   for those of shippers. Of `create` the rule `create-can-overwrite` speaks.
# related_resources:
#   - https://www.elastic.co/docs/reference/fleet/grant-access-to-elasticsearch
#   - https://www.elastic.co/docs/reference/elasticsearch/security-privileges
# custom:
#   severity: info
#   category: excess
#   when: {index_privileges: [index, write], indices: [logs-*, metrics-*, traces-*, synthetics-*], no_kibana: true}
#   what: |
#     Grant `create_doc` and `auto_configure`.
#   versions: since 7.9, which brought data streams
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["shipper-can-overwrite"]

import data.rolelint.lib.indices
import data.rolelint.lib.streams
import data.rolelint.lib.text

findings contains {"at": ["indices", i, "privileges", n], "message": message} if {
	some i in streams.shipping
	entry := input.role.indices[i]
	some n, privilege in entry.privileges
	lower(privilege) in {"index", "write"}
	message := sprintf(
		`%s on data streams such as %s lets a shipper %s what it has sent; "create_doc" and "auto_configure" are enough to add to them`,
		[text.quote(privilege), text.quote(entry.names[0]), doing(privilege)],
	)
}

doing(privilege) := "overwrite and delete" if indices.gives([privilege], "indices:data/write/delete")

doing(privilege) := "overwrite" if not indices.gives([privilege], "indices:data/write/delete")
