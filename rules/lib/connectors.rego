package rolelint.lib.connectors

# managing are the spaces where the role can create, edit and delete
# connectors, running those where it can at least list and run them.
# elastic/kibana:x-pack/platform/plugins/shared/actions/server/feature.ts@116e1e1dddf3
managing contains space if {
	some space, granted in input.effective
	some privilege in {"all", "minimal_all"}
	privilege in granted.actions
}

running contains space if {
	some space, granted in input.effective
	some privilege in {"all", "minimal_all", "read", "minimal_read"}
	privilege in granted.actions
}

# missing(i, has) are the spaces of entry i where the role has that little:
# "none", or "read" only.
missing(i, "none") := {space | some space in input.role.kibana[i].spaces; not running[space]}

missing(i, "read") := {space | some space in input.role.kibana[i].spaces; running[space]; not managing[space]}
