# METADATA
# title: Saved Objects Management All writes what other features only read
# description: |
#   `all` on `savedObjectsManagement` creates, changes and deletes saved objects
#   of every visible type in the space: dashboards, visualizations, data views,
#   maps and so on. Next to it, `read` on the feature of such a type protects
#   nothing: the object can be changed and deleted on the page Saved Objects and
#   by the API.
# related_resources:
#   - https://www.elastic.co/docs/explore-analyze/find-and-organize/saved-objects
# custom:
#   severity: info
#   category: excess
#   when: {features: [savedObjectsManagement], privileges: [all, minimal_all]}
#   what: |
#     Grant `read` on `savedObjectsManagement`, or leave it out. Where the role is
#     meant to administer saved objects, grant `all` on the features as well, so
#     that the role reads as what it is.
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/features/server/oss_features.ts@061779e6392c
#     - elastic/kibana:x-pack/platform/plugins/shared/features/server/plugin.ts@309432f0c25f
package rolelint.rules["saved-objects-written-anyway"]

import data.rolelint.lib.kibana
import data.rolelint.lib.text

# holding are the features of which the saved objects are of visible types.
holding := {
	"discover": "saved searches", "discover_v2": "saved searches",
	"dashboard": "dashboards", "dashboard_v2": "dashboards",
	"visualize": "visualizations", "visualize_v2": "visualizations",
	"maps": "maps", "maps_v2": "maps",
	"indexPatterns": "data views",
}

findings contains {"at": kibana.at(i, "savedObjectsManagement"), "part": "key", "message": message, "related": related} if {
	some i, listed in kibana.listed
	kibana.writes(listed.savedObjectsManagement)
	kept := sort([f | some f, privileges in listed; holding[f]; reads(i, f, privileges)])
	count(kept) > 0
	message := sprintf(
		`"savedObjectsManagement" with all changes and deletes %s although %s %s granted with read only; grant it with read, or leave it out`,
		[text.join([holding[f] | some f in kept]), text.names(kept), verb(kept)],
	)
	related := [{"at": kibana.at(i, f), "part": "key", "message": "read only here"} | some f in kept]
}

# reads is true where nothing lets the role write the feature in a space of the entry.
reads(i, feature, privileges) if {
	not kibana.writes(privileges)
	some space in input.role.kibana[i].spaces
	not kibana.writes(kibana.granted(space, feature))
}

verb(list) := "is" if count(list) == 1

verb(list) := "are" if count(list) > 1
