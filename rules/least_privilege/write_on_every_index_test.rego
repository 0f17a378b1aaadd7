package rolelint.rules["write-on-every-index"]

found(names, privileges) := findings if {
	role := {"cluster": [], "indices": [{"names": names, "privileges": privileges}]}
	findings := data.rolelint.rules["write-on-every-index"].findings with input as rolelint.input(role, {})
}

test_star if count(found(["*"], ["write"])) == 1

# Together the patterns match every name.
test_union if count(found([".*", "/[^.].*/"], ["delete"])) == 1

test_not_every if count(found(["*-2026", "logs-*"], ["write", "manage"])) == 0

test_read if count(found(["*"], ["read", "view_index_metadata", "monitor"])) == 0

test_says_what if {
	some f in found(["*"], ["delete_index"])
	contains(f.message, `the entry on "*" deletes every index`)
}
