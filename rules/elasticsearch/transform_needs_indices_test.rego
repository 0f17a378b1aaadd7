package rolelint.rules["transform-needs-indices"]

builder(indices) := {"cluster": ["manage_transform"], "indices": indices}

found(r) := findings if {
	findings := data.rolelint.rules["transform-needs-indices"].findings with input as rolelint.input(r, {})
}

test_complete if {
	count(found(builder([
		{"names": ["a"], "privileges": ["read", "view_index_metadata"]},
		{"names": ["b"], "privileges": ["index"]},
	]))) == 0
}

# One finding, whatever is lacking.
test_nothing_fits if count(found(builder([{"names": ["a"], "privileges": ["monitor"]}]))) == 1

test_all if count(found(builder([{"names": ["/a.*/"], "privileges": ["all"]}]))) == 0
