package role_owner_test

import data.rolelint.rules["role-owner"].findings

role(metadata) := rolelint.input({"metadata": metadata, "elasticsearch": {}, "kibana": []}, {})

known := {"owners": ["payments", "security@example.com"]}

test_none if {
	places := {finding.at | some finding in findings} with input as role({})
	places == {["metadata", "owner"]}
}

test_any if count(findings) == 0 with input as role({"owner": "payments"})

test_blank if count(findings) == 1 with input as role({"owner": " "})

test_list if count(findings) == 1 with input as role({"owner": ["payments"]})

test_known if {
	count(findings) == 0 with input as role({"owner": "security@example.com"}) with data.rolelint.config["role-owner"] as known
}

test_unknown if {
	some finding in findings with input as role({"owner": "paymets"}) with data.rolelint.config["role-owner"] as known
	finding.message == "paymets is no owner; the owners are payments, security@example.com"
}
