package rolelint.rules["security-lists-need-indices"]

author(space, feature, names) := {
	"elasticsearch": {"indices": [{"names": names, "privileges": ["read"]}]},
	"kibana": [{"spaces": [space], "feature": {feature: ["all"]}}],
}

found(r, options) := count(findings) if {
	findings := data.rolelint.rules["security-lists-need-indices"].findings with input as rolelint.input(r, options)
}

test_alerts_only if found(author("soc", "securitySolutionRulesV4", [".alerts-security.alerts-soc"]), {}) == 1

# One of the two is a choice.
test_one_list if found(author("soc", "securitySolutionRulesV4", [".alerts-security.alerts-soc", ".lists-soc"]), {}) == 0

# The alerts are what security-alerts-need-indices asks for.
test_no_alerts if found(author("soc", "securitySolutionRulesV4", ["logs-*"]), {}) == 0

test_star if found(author("*", "siemV4", ["*"]), {"stack": "9.2"}) == 0

# In siemV5 there are no rules.
test_without_rules if found(author("soc", "siemV5", [".alerts-security.alerts-soc"]), {}) == 0

test_before_alerts_as_data if found(author("soc", "siem", [".alerts-security.alerts-soc"]), {"stack": "7.17"}) == 0

# A space that no index can be named after is nothing to ask about.
test_odd_space if found(author("So C", "siem", ["*"]), {"stack": "8.17"}) == 0
