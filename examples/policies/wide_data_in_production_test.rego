package wide_data_in_production_test

import data.rolelint.rules["wide-data-in-production"].findings

found(spaces, names, privileges) := places if {
	role := {
		"elasticsearch": {"indices": [{"names": names, "privileges": privileges}]},
		"kibana": [{"spaces": spaces, "base": ["read"]}],
	}
	places := {finding.at[3] | some finding in findings} with input as rolelint.input(role, {})
}

names := ["*", "*-prod", "logs-*", "/.*-prod/", "/(a|z).*/", "?ogs", "/log.*/"]

test_production if {
	found(["prod"], names, ["read"]) == {0, 1, 3, 4, 5}
	found(["dev", "prod-eu"], names, ["all"]) == {0, 1, 3, 4, 5}
	found(["*"], ["*"], ["read"]) == {0}
}

test_elsewhere if found(["dev"], names, ["read"]) == set()

test_no_data if found(["prod"], names, ["view_index_metadata"]) == set()

test_option if {
	some finding in findings with data.rolelint.config["wide-data-in-production"] as {"spaces": ["live"]}
		with input as rolelint.input(`{"elasticsearch": {"indices": [{"names": ["*"], "privileges": ["read"]}]}, "kibana": [{"spaces": ["live"], "base": ["read"]}]}`, {})
	finding.at == ["indices", 0, "names", 0]
}
