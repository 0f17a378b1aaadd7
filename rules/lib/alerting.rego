package rolelint.lib.alerting

import data.rolelint.lib.kibana

# features are those that exist for nothing but creating and editing rules.
# Others (apm, infrastructure …) contain rules among much else, so that a role
# that lists them need not be a rule author's. The deprecated generations of
# Security count where Kibana replaces them by one of these features too: they
# grant what it grants.
features := {
	"stackAlerts", "securitySolutionRulesV1", "securitySolutionRulesV2",
	"securitySolutionRulesV3", "securitySolutionRulesV4",
}

# writing[i] are the features of entry i by which rules can be created.
writing[i] contains feature if {
	some i, listed in kibana.listed
	some feature in features
	some space in input.role.kibana[i].spaces
	kibana.writes(listed[feature] & kibana.granted(space, feature))
}

writing[i] contains feature if {
	some i, listed in kibana.listed
	some feature, privileges in listed
	some privilege in privileges
	some grant in data.rolelint.catalog.features[feature].replaced_by[privilege]
	features[grant.feature]
	kibana.writes({p | some p in grant.privileges})
}

# authors[space] are the entries and features by which rules can be created there.
authors[space] contains [i, feature] if {
	some i, features in writing
	some feature in features
	some space in input.role.kibana[i].spaces
}
