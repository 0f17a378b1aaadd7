# METADATA
# title: An entry for single spaces adds nothing to what all spaces have
# description: |
#   Kibana entries of a role add up, and none takes anything away: an entry for
#   a space cannot restrict what the entry for all spaces (`*`) grants. One that
#   grants no more than that has no effect. Often it was meant as a restriction.
# related_resources:
#   - https://github.com/elastic/kibana/issues/32674
#   - https://github.com/elastic/kibana/issues/25701
# custom:
#   severity: info
#   category: hygiene
#   when: {spaces: ["*"]}
#   what: |
#     Remove the entry. Where it was meant to restrict that space, list in the
#     other entry the spaces that it is really for, instead of `*`.
package rolelint.rules["kibana-space-entry-shadowed"]

import data.rolelint.lib.kibana
import data.rolelint.lib.text

findings contains {"at": ["kibana", i], "message": message, "related": related, "fix": fix} if {
	related := [{"at": ["kibana", j], "message": "grants it in all spaces"} |
		some j, entry in input.role.kibana
		"*" in entry.spaces
	]
	count(related) > 0
	some i, entry in input.role.kibana
	count(entry.spaces) > 0
	not "*" in entry.spaces
	listed := object.get(kibana.listed, i, {})
	count(entry.base) + count(listed) > 0
	every b in entry.base { everywhere(b) }
	every feature, privileges in listed {
		count(privileges - kibana.granted("*", feature)) == 0
	}
	fix := {"title": "remove the entry", "safe": true, "remove": ["kibana", i]}
	message := sprintf(
		`what this entry grants %s is granted in all spaces already: entries add up, so it has no effect and restricts nothing; remove it, or list spaces in the entry for "*"`,
		[text.in_spaces({s | some s in entry.spaces})],
	)
}

# everywhere is true where an entry for all spaces grants the base privilege.
everywhere(base) if {
	some entry in input.role.kibana
	"*" in entry.spaces
	some granted in {base, "all"}
	granted in entry.base
}
