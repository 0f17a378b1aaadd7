package rolelint.rules["security-index-of-other-space"]

analyst(space, names) := {
	"elasticsearch": {"indices": [{"names": names, "privileges": ["read"]}]},
	"kibana": [{"spaces": [space], "feature": {"siemV5": ["read"]}}],
}

found(r) := count(findings) if {
	findings := data.rolelint.rules["security-index-of-other-space"].findings with input as rolelint.input(r, {})
}

test_other if found(analyst("blue", [".alerts-security.alerts-red", ".lists-red", ".items-blue"])) == 2

# A pattern is meant for several spaces.
test_pattern if found(analyst("blue", [".alerts-security.alerts-*", ".lists-re?"])) == 0

test_all_spaces if found(analyst("*", [".alerts-security.alerts-red"])) == 0

# Base privileges open Security as well.
test_base if {
	found({
		"elasticsearch": {"indices": [{"names": [".lists-red"], "privileges": ["read"]}]},
		"kibana": [{"spaces": ["red"], "base": ["read"]}, {"spaces": ["blue"], "feature": {"siemV5": ["read"]}}],
	}) == 0
}
