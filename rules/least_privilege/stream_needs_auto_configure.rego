# METADATA
# title: Data streams cannot be created by who writes to them
# description: |
#   The first document that is sent to a data stream creates it, and so does the
#   first one of a new namespace. That is an action of its own, which `write`,
#   `index` and `create_doc` do not contain: it needs `auto_configure` or
#   `create_index`. Without it what is sent to a data stream that is not there yet
#   is refused. Only roles that read nothing of these data streams and open
#   nothing in Kibana are looked at: they are those of programs.
# related_resources:
#   - https://github.com/elastic/elasticsearch/pull/59243
#   - https://github.com/elastic/fleet-server/issues/60
#   - https://www.elastic.co/docs/reference/fleet/grant-access-to-elasticsearch
# custom:
#   severity: info
#   category: incomplete
#   when: {index_privileges: [write, index, create, create_doc], indices: [logs-*, metrics-*, traces-*, synthetics-*], no_kibana: true}
#   what: |
#     Add `auto_configure`. Keep the role as it is where somebody else creates
#     every data stream beforehand.
#   versions: since 7.9, which brought data streams
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["stream-needs-auto-configure"]

import data.rolelint.lib.streams
import data.rolelint.lib.text

findings contains {"at": ["indices", i, "names", n], "message": message} if {
	some i in streams.shipping
	entry := input.role.indices[i]
	some privilege in entry.privileges
	lower(privilege) in {"write", "index", "create", "create_doc"}
	some n, name in entry.names
	rolelint.answer(input.role, {"index": name, "action": "indices:admin/auto_create"}).answer == "no"
	message := sprintf(
		`the role writes to data streams of %s and may not create them: what is sent to one that is not there yet is refused; add "auto_configure"`,
		[text.quote(name)],
	)
}
