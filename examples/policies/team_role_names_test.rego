package team_role_names_test

import data.rolelint.rules["team-role-names"].findings

role(name) := rolelint.input({"name": name, "elasticsearch": {}, "kibana": []}, {})

teams := {"teams": ["payments", "web"], "except": ["break-glass-*"]}

cases := {
	"payments-reader": 0,
	"web-on-call-2": 0,
	"payments": 1,
	"payments-": 1,
	"paymentsreader": 1,
	"soc-reader": 1,
	"web-Reader": 1,
	"break-glass-1": 0,
}

test_cases if {
	every name, want in cases {
		count(findings) == want with input as role(name) with data.rolelint.config["team-role-names"] as teams
	}
}

test_any_team if {
	count(findings) == 0 with input as role("soc-reader")
	count(findings) == 1 with input as role("reader")
}
