package rolelint.lib.patterns

test_matches if {
	matches("*", "kibana-.kibana")
	matches("kibana-*", "kibana-.kibana")
	matches("/kibana-.*/", "kibana-.kibana")
	matches("elasti?", "elastic")
	not matches("kibana", "kibana-.kibana")
}

# What Elasticsearch cannot read matches nothing.
test_unreadable if {
	not matches("/(/", "elastic")
	not matches("/elastic", "elastic")
}
