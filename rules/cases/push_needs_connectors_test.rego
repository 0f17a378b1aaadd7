package rolelint.rules["cases-push-needs-connectors"]

with_features(feature) := {"elasticsearch": {}, "kibana": [{"spaces": ["a"], "feature": feature}]}

test_without_connectors if {
	some f in findings with input as rolelint.input(with_features({"generalCasesV3": ["all"]}), {})
	f.at == ["kibana", 0, "feature", "generalCasesV3"]
	not f.severity
}

test_read_is_info if {
	some f in findings with input as rolelint.input(with_features({"generalCasesV3": ["all"], "actions": ["read"]}), {})
	f.severity == "info"
}

test_all_is_enough if {
	count(findings) == 0 with input as rolelint.input(with_features({"generalCasesV3": ["all"], "actions": ["minimal_all"]}), {})
}

test_every_generation_and_owner if {
	every feature in ["generalCases", "observabilityCasesV2", "securitySolutionCasesV3"] {
		count(findings) == 1 with input as rolelint.input(with_features({feature: ["minimal_all"]}), {})
	}
}

# A feature that the target does not have grants nothing, so it cannot push.
test_not_registered if {
	count(findings) == 0 with input as rolelint.input(with_features({"generalCasesV3": ["all"]}), {"stack": "8.10"})
}
