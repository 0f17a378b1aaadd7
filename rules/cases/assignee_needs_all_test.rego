package rolelint.rules["cases-assignee-needs-all"]

reader := {"elasticsearch": {}, "kibana": [{"spaces": ["a"], "feature": {"generalCases": ["read"]}}]}

test_error_below_8_12 if {
	some f in findings with input as rolelint.input(reader, {"stack": "8.11", "assignee": true})
	f.severity == "error"
}

test_warning_from_8_12 if {
	some f in findings with input as rolelint.input(reader, {"stack": "8.12", "assignee": true})
	f.severity == "warning"
}

test_no_assignees_before_8_5 if {
	count(findings) == 0 with input as rolelint.input(reader, {"stack": "8.4", "assignee": true})
}

test_not_declared if {
	count(findings) == 0 with input as rolelint.input(reader, {"stack": "8.12"})
}

test_base_read if {
	some f in findings with input as rolelint.input({"elasticsearch": {}, "kibana": [{"spaces": ["a"], "base": ["read"]}]}, {"assignee": true})
	contains(f.message, "Read on them through its base privilege")
}

test_remedy_names_the_feature if {
	some f in findings with input as rolelint.input(reader, {"stack": "8.11", "assignee": true})
	endswith(f.message, `grant "generalCases": ["all"]`)
}
