# METADATA
# title: Security rules are managed without the indices of value lists
# description: |
#   Value lists of Elastic Security stand in `.lists-<space>` and `.items-<space>`,
#   which Kibana reads and writes with the user's own privileges; the
#   documentation asks for them to manage rules, alerts and value lists. A role
#   that manages detection rules, and has the alerts but neither of these, cannot
#   work with value lists or with exceptions that use them.
# related_resources:
#   - https://www.elastic.co/docs/solutions/security/detect-and-alert/detections-privileges
#   - https://github.com/elastic/security-docs/pull/1481
# custom:
#   severity: info
#   category: incomplete
#   when: {features: [siem*, securitySolutionRules*], privileges: [all, minimal_all]}
#   what: |
#     Grant `read`, `write`, `view_index_metadata` and `manage` on
#     `.lists-<space>` and `.items-<space>`, or `read` where the role uses lists
#     only.
#   versions: since 8.0
#   evidence:
#     - elastic/docs-content:solutions/security/detect-and-alert/detections-privileges.md@065acf774c91
package rolelint.rules["security-lists-need-indices"]

import data.rolelint.lib.indices
import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

findings contains {"at": kibana.at(i, features[0]), "part": "key", "message": message, "related": kibana.others(i, features)} if {
	target.at_least(8, 0)
	some i, listed in kibana.listed
	features := sort([f | some f, privileges in listed; manages(f); kibana.writes(privileges)])
	count(features) > 0
	spaces := {space | some space in input.role.kibana[i].spaces; lacks(space)}
	count(spaces) > 0
	message := sprintf(
		`%s %s rules %s, but this role does not read %s, in which value lists stand: it works neither with them nor with exceptions that use them; grant "read" and "write" on them`,
		[text.names(features), verb(features), text.in_spaces(spaces), text.names(sort({name | some space in spaces; some name in lists(space)}))],
	)
}

# manages is true of the features that contain rules; Security itself does until
# siemV5, beside which rules are a feature of their own.
manages(feature) if feature in {"siem", "siemV2", "siemV3", "siemV4"}

manages(feature) if startswith(feature, "securitySolutionRules")

# lacks is true where the role reads the alerts of the space and none of its
# lists. The space "*" stands for all: there the lists of any one are enough.
lacks(space) if {
	reads(concat("", [".alerts-security.alerts-", space])) == "yes"
	every name in lists(space) { reads(name) == "no" }
}

lists(space) := [concat("", [".lists-", space]), concat("", [".items-", space])]

reads(name) := rolelint.answer(input.role, {"index": name, "action": "indices:data/read/search"}).answer if indices.askable(name)

verb(list) := "manages" if count(list) == 1

verb(list) := "manage" if count(list) > 1
