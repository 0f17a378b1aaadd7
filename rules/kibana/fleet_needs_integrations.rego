# METADATA
# title: Fleet and Integrations work only together
# description: |
#   Fleet (`fleetv2`) and Integrations (`fleet`) are two features, and what one
#   changes needs the other. Full access to Fleet needs at least Read on
#   Integrations. To install, upgrade or remove an integration, and to edit an
#   integration policy, a role needs All on Integrations and All on Fleet, or its
#   sub-feature for agent policies.
# related_resources:
#   - https://www.elastic.co/docs/reference/fleet/fleet-roles-privileges
# custom:
#   severity: warning
#   category: incomplete
#   when: {features: [fleet, fleetv2], privileges: [all, minimal_all]}
#   what: |
#     Grant both features with `all`, in the same spaces. With `read` on both a
#     role only looks.
#   versions: since 8.1, which made these privileges of their own
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/fleet/common/authz.ts@09aec4715207
package rolelint.rules["fleet-needs-integrations"]

import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

# Fleet without Integrations.
findings contains {"at": kibana.at(i, "fleetv2"), "part": "key", "message": message} if {
	target.at_least(8, 1)
	some i, listed in kibana.listed
	"all" in listed.fleetv2
	spaces := {space | some space in input.role.kibana[i].spaces; count(kibana.granted(space, "fleet")) == 0}
	count(spaces) > 0
	message := sprintf(
		`"fleetv2" (Fleet) with all is not full access without "fleet" (Integrations), which this role does not have %s: no integration policy can be seen or edited; grant "fleet": ["all"]`,
		[text.in_spaces(spaces)],
	)
}

# Integrations without Fleet.
findings contains {"at": kibana.at(i, "fleet"), "part": "key", "message": message} if {
	target.at_least(8, 1)
	some i, listed in kibana.listed
	kibana.writes(listed.fleet)
	spaces := {space | some space in input.role.kibana[i].spaces; not policies(space)}
	count(spaces) > 0
	message := sprintf(
		`"fleet" (Integrations) with all installs and edits nothing without "fleetv2" (Fleet), which this role does not have with all %s; grant "fleetv2": ["all"]`,
		[text.in_spaces(spaces)],
	)
}

# policies is true where the role writes agent policies.
policies(space) if {
	some privilege in {"all", "minimal_all", "agent_policies_all"}
	privilege in kibana.granted(space, "fleetv2")
}
