package rolelint.rules["cluster-manage-secrets"]

operator := {"cluster": ["MANAGE"]}

test_manage if {
	count(findings) == 1 with input as rolelint.input(operator, {})
}

test_fleet_first if {
	some f in findings with input as rolelint.input(operator, {"stack": "8.10"})
	contains(f.message, "the secrets of Fleet in clear text")
}

test_before_there_were_secrets if {
	count(findings) == 0 with input as rolelint.input(operator, {"stack": "8.9"})
}

# What the rule says of manage is what the access engine says.
test_engine_agrees if {
	rolelint.answer(operator, {"cluster": "cluster:admin/fleet/secrets/get"}).answer == "yes"
	rolelint.answer(operator, {"cluster": "cluster:admin/xpack/connector/secret/get"}).answer == "yes"
	rolelint.answer({"cluster": ["manage_ilm", "monitor"]}, {"cluster": "cluster:admin/fleet/secrets/get"}).answer == "no"
}
