package separation_of_duty_test

import data.rolelint.rules["separation-of-duty"].findings

count_of(role) := n if {
	n := count(findings) with input as rolelint.input(role, {})
}

test_security_and_data if {
	count_of(`{"name": "a", "cluster": ["manage_security"], "indices": [{"names": ["web"], "privileges": ["read"]}]}`) == 1
}

test_one_duty if {
	count_of(`{"name": "a", "cluster": ["manage_security"], "indices": []}`) == 0
	count_of(`{"name": "a", "cluster": ["monitor", "read_security"], "indices": [{"names": ["*"], "privileges": ["read"]}]}`) == 0
}

test_audit if {
	writer := [{"names": ["audit-*"], "privileges": ["create_doc"]}]
	reader := [{"names": ["*-app"], "privileges": ["read"]}]
	count_of({"name": "a", "indices": writer}) == 0
	count_of({"name": "a", "indices": reader}) == 0
	count_of({"name": "a", "indices": array.concat(writer, reader)}) == 1
}

test_everything if count_of({"name": "a", "cluster": ["all"], "indices": [{"names": ["*"], "privileges": ["all"]}]}) == 2

test_excepted if {
	count(findings) == 0 with input as rolelint.input({"name": "break-glass-1", "cluster": ["all"], "indices": [{"names": ["*"], "privileges": ["all"]}]}, {})
		with data.rolelint.config["separation-of-duty"].except as ["break-glass-*"]
}

test_own_pairs if {
	pairs := [{
		"export cases": [{"feature": "generalCasesV3", "privilege": "all", "space": "soc"}],
		"act as others": [{"run_as": "*"}],
	}]
	some finding in findings with input as rolelint.input(
		`{"name": "a", "elasticsearch": {"run_as": ["svc"]}, "kibana": [{"spaces": ["soc"], "base": ["all"]}]}`,
		{},
	)
		with data.rolelint.config["separation-of-duty"].pairs as pairs
	finding.message == "this role can act as others and export cases; these are for different people"
}
