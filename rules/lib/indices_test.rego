package rolelint.lib.indices

test_askable if {
	every name in ["logs-*", "*", ".alerts-x", "*-2026", "a"] { askable(name) }
	every name in ["", ".", "..", "Logs", "-a", "/a/", "a,b", "<a>", "a b", "_all", "a::failures"] { not askable(name) }
}

# Each askable name is one that the engine answers about.
test_engine_answers if {
	every name in ["*", "a", ".a", "a*", "*.*", "0"] {
		askable(name)
		rolelint.answer({}, {"index": name, "privilege": "read"}).answer == "no"
	}
}

test_gives if {
	gives(["write"], "indices:data/write/delete")
	gives(["READ", "delete"], "indices:data/write/delete")
	not gives(["read"], "indices:data/write/delete")
	not gives(["nonsense"], "indices:data/write/delete")
}

test_somewhere if {
	role := {"indices": [{"names": ["a", "/b.*/"], "privileges": ["read"]}, {"names": [], "privileges": ["write"]}]}
	somewhere("indices:data/read/search") with input.role as role
	not somewhere("indices:data/write/index") with input.role as role
}
