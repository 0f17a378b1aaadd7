package rolelint.rules["sub-feature-without-feature"]

entry(spaces, feature) := {"spaces": spaces, "feature": feature}

found(entries) := findings if {
	findings := data.rolelint.rules["sub-feature-without-feature"].findings with input as rolelint.input({"elasticsearch": {}, "kibana": entries}, {})
}

test_alone if count(found([entry(["a"], {"siemV5": ["endpoint_list_all"]})])) == 1

test_with_minimal if count(found([entry(["a"], {"siemV5": ["minimal_read", "endpoint_list_all"]})])) == 0

# Another entry, for all spaces, opens the feature; of another generation too.
test_opened_elsewhere if {
	count(found([entry(["*"], {"generalCasesV2": ["read"]}), entry(["a"], {"generalCasesV3": ["cases_delete"]})])) == 0
}

test_base_read if count(found([{"spaces": ["*"], "base": ["read"]}, entry(["a"], {"dashboard_v2": ["generate_report"]})])) == 0

# Cases of another owner do not open these.
test_other_owner if count(found([entry(["a"], {"generalCasesV3": ["read"], "observabilityCasesV3": ["cases_delete"]})])) == 1

# Of an unknown privilege nothing is known.
test_unknown if count(found([entry(["a"], {"generalCasesV3": ["cases_deleet"]})])) == 0
