package team_access_test

import data.rolelint.rules["team-access"].findings

teams := {"teams": {
	"payments": {"read": ["payments-*", "shared.*"], "write": ["payments-*"], "spaces": ["payments"]},
	"soc": {"read": ["*"], "spaces": ["*", "soc"]},
}}

places(role) := found if {
	found := {finding.at | some finding in findings} with input as rolelint.input(role, {})
		with data.rolelint.config["team-access"] as teams
}

indices(names, privileges) := {
	"name": "payments-app",
	"indices": [{"names": names, "privileges": privileges}],
}

kibana(team, spaces) := {
	"metadata": {"team": team},
	"elasticsearch": {},
	"kibana": [{"spaces": spaces, "base": ["read"]}],
}

names := {["indices", 0, "names"]}

privileges := {["indices", 0, "privileges"]}

test_within if {
	places(indices(["payments-2026", "shared.rates"], ["read"])) == set()
	places(indices(["payments-*"], ["read", "write", "view_index_metadata"])) == set()
}

test_beyond if {
	places(indices(["pay*"], ["read"])) == names
	places(indices(["shared.rates"], ["write"])) == names
	places(indices(["*"], ["read"])) == names
}

# The dot of the pattern is a dot.
test_dot if places(indices(["shared-rates"], ["read"])) == names

test_exclusion if places(indices(["/payments-(a|b).*/", "/@&payments-@/"], ["read"])) == set()

test_not_in_the_row if {
	places(indices(["payments-*"], ["manage"])) == privileges
	places(indices(["payments-*"], ["all"])) == privileges
}

# A name that Elasticsearch cannot read grants nothing; other rules say so.
test_unreadable if places(indices(["/payments-[/"], ["read"])) == set()

test_spaces if {
	places(kibana("payments", ["payments"])) == set()
	places(kibana("payments", ["payments", "soc"])) == {["kibana", 0, "spaces", 1]}
	places(kibana("payments", ["*"])) == {["kibana", 0, "spaces", 0]}
	places(kibana("soc", ["*"])) == set()
}

test_no_row if places({"name": "web-app", "indices": [{"names": ["*"], "privileges": ["all"]}]}) == set()
