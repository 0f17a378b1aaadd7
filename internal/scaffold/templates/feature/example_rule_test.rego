package example_rule_test

import data.rolelint.rules["example-rule"].findings

# rolelint.input makes what a rule sees, of a role in any of the formats, as
# data or as the text of a file.
role(entry) := rolelint.input({"elasticsearch": {}, "kibana": [entry]}, {})

test_found if {
	places := {finding.at | some finding in findings} with input as role({"spaces": ["soc"], "feature": {"dev_tools": ["read"]}})
	places == {["kibana", 0]}
}

test_base if count(findings) == 1 with input as role({"spaces": ["*"], "base": ["all"]})

test_passes if count(findings) == 0 with input as role({"spaces": ["soc"], "feature": {"discover": ["all"]}})

test_built_in if {
	count(findings) == 0 with input as rolelint.input({"metadata": {"_reserved": true}, "elasticsearch": {}, "kibana": [{"spaces": ["*"], "base": ["all"]}]}, {})
}

test_option if {
	count(findings) == 1 with input as role({"spaces": ["soc"], "feature": {"discover": ["all"]}})
		with data.rolelint.config["example-rule"] as {"features": ["discover"]}
}
