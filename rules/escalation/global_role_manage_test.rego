package rolelint.rules["global-role-manage"]

lead(own, given) := {
	"indices": [{"names": own, "privileges": ["read", "manage"]}],
	"global": {"role": {"manage": {"indices": [{"names": given, "privileges": ["read", "manage"]}]}}},
}

found(r) := findings if {
	findings := data.rolelint.rules["global-role-manage"].findings with input as rolelint.input(r, {})
}

test_within if count(found(lead(["team-*"], ["team-a-*", "team-b"]))) == 0

test_beyond if count(found(lead(["team-*"], ["*"]))) == 1

# What cannot be asked about is not reported.
test_unknown if count(found(lead(["team-*"], ["/x.*/", "<x>", 3]))) == 0

test_malformed if count(found({"global": {"role": {"manage": {"indices": "x"}}}})) == 0

test_before_8_16 if {
	count(findings) == 0 with input as rolelint.input(lead(["team-*"], ["*"]), {"stack": "8.15"})
}
