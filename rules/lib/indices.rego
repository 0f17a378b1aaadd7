package rolelint.lib.indices

# named are all index names and patterns of the role.
named contains name if {
	some entry in input.role.indices
	some name in entry.names
}

# covers(pattern, name) is true where the pattern matches the name, or where
# that cannot be told here: a regular expression, or characters that mean
# something else to us than to Elasticsearch.
covers(pattern, name) if glob.match(pattern, null, name)

covers(pattern, _) if startswith(pattern, "/")

covers(pattern, _) if regex.match(`[\[\]{}\\!]`, pattern)

# somewhere(action) is true where the role grants the action on some name at all.
somewhere(action) if {
	some entry in input.role.indices
	count(entry.names) > 0
	gives(entry.privileges, action)
}

# askable(name) is true of names and patterns that the access engine can be
# asked about without an error: regular expressions and names that can match
# nothing are left to other rules.
askable(name) if {
	regex.match(`^[a-z0-9.*][a-z0-9._*-]*$`, name)
	not name in {".", ".."}
}

# gives(privileges, action) is true where one of the index privileges, alone,
# grants the action on names that are not restricted.
gives(privileges, action) if {
	rolelint.answer({"indices": [{"names": ["x"], "privileges": privileges}]}, {"index": "x", "action": action}).answer == "yes"
}
