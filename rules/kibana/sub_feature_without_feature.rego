# METADATA
# title: Sub-feature privileges without the feature they belong to
# description: |
#   A sub-feature privilege adds something to a feature: deleting to Cases,
#   reports to a dashboard, the endpoint list to Security. It does not open the
#   feature, so a role that has one and neither `all`, `read`, `minimal_all` nor
#   `minimal_read` of the feature cannot reach what it is for. The role editor of
#   Kibana lets nobody choose that; the API stores it.
# related_resources:
#   - https://github.com/elastic/kibana/pull/57507
#   - https://www.elastic.co/docs/solutions/security/configure-elastic-defend/elastic-defend-feature-privileges
# custom:
#   severity: warning
#   category: incomplete
#   when: {features: [generalCases*, observabilityCases*, securitySolutionCases*, siem*, discover*, dashboard*, visualize*], without: [all, read, minimal_all, minimal_read]}
#   what: |
#     Add `minimal_read` or `read` of the feature, or `minimal_all` where the
#     role should also write.
#   versions: the features Cases, Security, Discover, Dashboard and Visualize library, whose registrations were read
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/features/server/oss_features.ts@061779e6392c
#     - elastic/kibana:x-pack/platform/plugins/shared/cases/server/features/v3.ts@1393b4bec381
package rolelint.rules["sub-feature-without-feature"]

import data.rolelint.lib.cases
import data.rolelint.lib.kibana
import data.rolelint.lib.text

# families are the features that open the same application: any of them will do.
families := array.concat([family | some family in solutions], [
	{"siem", "siemV2", "siemV3", "siemV4", "siemV5"},
	{"discover", "discover_v2"},
	{"dashboard", "dashboard_v2"},
	{"visualize", "visualize_v2"},
])

solutions contains family if {
	some owner, _ in cases.owners
	family := {feature | some feature, about in cases.features; about.owner == owner}
}

opening := {"all", "read", "minimal_all", "minimal_read"}

findings contains {"at": kibana.at(i, feature), "message": message} if {
	input.target.license != "basic" # there they grant nothing at all, which has its rule
	some i, listed in kibana.listed
	some feature, privileges in listed
	some family in families
	family[feature]
	known := data.rolelint.catalog.features[feature].privileges
	subs := sort([p | some p in privileges; known[p].sub])
	count(subs) == count(privileges)
	spaces := {space | some space in input.role.kibana[i].spaces; not opens(space, family)}
	count(spaces) > 0
	message := sprintf(
		`%s of %s %s to a feature that is not granted %s itself, so that nothing opens it; add "minimal_read", or "minimal_all" to write`,
		[text.names(subs), text.quote(feature), verb(subs), text.in_spaces(spaces)],
	)
}

opens(space, family) if {
	some feature in family
	count(kibana.granted(space, feature) & opening) > 0
}

verb(list) := "adds" if count(list) == 1

verb(list) := "add" if count(list) > 1
