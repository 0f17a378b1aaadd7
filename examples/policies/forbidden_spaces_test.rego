package forbidden_spaces_test

import data.rolelint.rules["forbidden-spaces"].findings

closed := {"spaces": ["hr", "case-*"], "except": ["hr-*"]}

places(name, spaces) := found if {
	role := {"name": name, "elasticsearch": {}, "kibana": [{"spaces": spaces, "base": ["read"]}]}
	found := {finding.at | some finding in findings} with input as rolelint.input(role, {})
		with data.rolelint.config["forbidden-spaces"] as closed
}

test_named if places("analyst", ["soc", "hr", "case-7"]) == {["kibana", 0, "spaces", 1], ["kibana", 0, "spaces", 2]}

test_all if places("analyst", ["*"]) == {["kibana", 0, "spaces", 0]}

test_open if places("analyst", ["soc", "hr-news"]) == set()

test_excepted if places("hr-lead", ["hr"]) == set()
