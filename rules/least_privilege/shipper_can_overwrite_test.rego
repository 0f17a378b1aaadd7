package rolelint.rules["shipper-can-overwrite"]

shipper(names, privileges) := {"cluster": ["monitor"], "indices": [{"names": names, "privileges": privileges}]}

found(r) := count(findings) if {
	findings := data.rolelint.rules["shipper-can-overwrite"].findings with input as rolelint.input(r, {})
}

test_write if found(shipper(["logs-*-*"], ["WRITE", "auto_configure"])) == 1

test_two if found(shipper(["logs-*-*"], ["write", "index"])) == 2

# create-can-overwrite reports it.
test_create if found(shipper(["logs-*-*"], ["create"])) == 0

test_create_doc if found(shipper(["logs-*-*"], ["create_doc", "auto_configure"])) == 0

# Other names beside them: what they are is not known.
test_mixed if found(shipper(["logs-*-*", "orders"], ["write"])) == 0

# Who reads works with the data; who opens Kibana is a person.
test_reads if found(shipper(["logs-*-*"], ["read", "write"])) == 0

test_person if {
	found({
		"elasticsearch": {"indices": [{"names": ["logs-*-*"], "privileges": ["write"]}]},
		"kibana": [{"spaces": ["a"], "feature": {"fleet": ["read"]}}],
	}) == 0
}
