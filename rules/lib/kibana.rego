package rolelint.lib.kibana

# listed[i][feature] is the set of privileges that entry i lists on a feature.
listed[i][feature] := privileges if {
	some i, entry in input.role.kibana
	some feature, list in entry.feature
	count(list) > 0
	privileges := {p | some p in list}
}

# granted(space, feature) is what the role grants there, all entries together.
granted(space, feature) := object.get(object.get(input.effective, space, {}), feature, set())

# writes(privileges) is true where they hold all, or what is left of it when
# sub-features are customised.
writes(privileges) if count(privileges & {"all", "minimal_all"}) > 0

# at(i, feature) is the path of a feature in an entry.
at(i, feature) := ["kibana", i, "feature", feature]

# others(i, features) are the features after the first, as related places.
others(i, features) := [{"at": at(i, f), "part": "key", "message": "here too"} |
	some n, f in features
	n > 0
]
