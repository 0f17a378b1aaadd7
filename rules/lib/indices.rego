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
