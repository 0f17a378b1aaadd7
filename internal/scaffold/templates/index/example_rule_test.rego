package example_rule_test

import data.rolelint.rules["example-rule"].findings

# rolelint.input makes what a rule sees, of a role in any of the formats, as
# data or as the text of a file.
role(names, privileges) := rolelint.input({"indices": [{"names": names, "privileges": privileges}]}, {})

test_found if {
	places := {finding.at | some finding in findings} with input as role(["*-2026"], ["all"])
	places == {["indices", 0, "names"]}
}

test_may_read if count(findings) == 0 with input as role(["audit-*"], ["read"])

test_excluded if count(findings) == 0 with input as role(["/@&~(audit-@)/"], ["all"])

test_built_in if {
	count(findings) == 0 with input as rolelint.input({"metadata": {"_reserved": true}, "indices": [{"names": ["audit-*"], "privileges": ["all"]}]}, {})
}

test_option if {
	count(findings) == 0 with input as role(["audit-*"], ["all"])
		with data.rolelint.config["example-rule"] as {"indices": ["hr-*"]}
}
