package rolelint.rules["cases-minimal-all-omits"]

entry(privileges) := {"elasticsearch": {}, "kibana": [{"spaces": ["a"], "feature": {"generalCasesV3": privileges}}]}

test_alone if {
	count(findings) == 1 with input as rolelint.input(entry(["minimal_all"]), {})
}

test_deliberate if {
	count(findings) == 0 with input as rolelint.input(entry(["minimal_all", "cases_assign"]), {})
}

# Another entry grants the rest in all spaces.
test_granted_elsewhere if {
	count(findings) == 0 with input as rolelint.input({"elasticsearch": {}, "kibana": [
		{"spaces": ["a"], "feature": {"generalCasesV3": ["minimal_all"]}},
		{"spaces": ["*"], "feature": {"generalCasesV3": ["read", "create_comment", "case_reopen", "cases_assign"]}},
	]}, {})
}

test_basic_advises_all if {
	some f in findings with input as rolelint.input(entry(["minimal_all"]), {"license": "basic"})
	endswith(f.message, `grant "all"`)
}
