package example_rule_test

import data.rolelint.rules["example-rule"].findings

# rolelint.input makes what a rule sees, of a role in any of the formats, as
# data or as the text of a file.
role(name) := rolelint.input({"name": name, "elasticsearch": {"cluster": ["monitor"]}, "kibana": []}, {})

test_found if {
	places := {finding.at | some finding in findings} with input as role("analyst")
	places == {["name"]}
}

test_passes if count(findings) == 0 with input as role("team-analyst")

test_built_in if {
	count(findings) == 0 with input as rolelint.input({"name": "analyst", "metadata": {"_reserved": true}, "elasticsearch": {"cluster": ["monitor"]}, "kibana": []}, {})
}

test_option if {
	count(findings) == 0 with input as role("soc-analyst")
		with data.rolelint.config["example-rule"] as {"prefixes": ["soc-", "web-"]}
}
