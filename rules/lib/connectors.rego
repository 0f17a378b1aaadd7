package rolelint.lib.connectors

import data.rolelint.lib.kibana

# level[space] is what the role may do with connectors there: "all" creates,
# edits and deletes them, "read" lists and runs them, "none".
# elastic/kibana:x-pack/platform/plugins/shared/actions/server/feature.ts@116e1e1dddf3
level[space] := of(kibana.granted(space, "actions")) if some space, _ in input.effective

of(privileges) := "all" if {
	kibana.writes(privileges)
} else := "read" if {
	count(privileges & {"read", "minimal_read"}) > 0
} else := "none"

# missing(i, has) are the spaces of entry i with that level of access.
missing(i, has) := {space | some space in input.role.kibana[i].spaces; level[space] == has}
