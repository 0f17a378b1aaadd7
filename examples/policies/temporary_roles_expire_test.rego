package temporary_roles_expire_test

import data.rolelint.rules["temporary-roles-expire"].findings

messages(name, metadata, today) := found if {
	role := {"name": name, "metadata": metadata, "elasticsearch": {}, "kibana": []}
	found := {finding.message | some finding in findings} with input as rolelint.input(role, {})
		with data.rolelint.config["temporary-roles-expire"].today as today
}

test_no_end if {
	every metadata in [{}, {"expires": "soon"}, {"expires": "2027-13-01"}, {"expires": 20270101}] {
		count(messages("tmp-incident-7", metadata, "")) == 1
	}
}

test_end if messages("tmp-incident-7", {"expires": "2027-01-31"}, "") == set()

test_last_day if messages("tmp-incident-7", {"expires": "2027-01-31"}, "2027-01-31") == set()

test_over if messages("tmp-incident-7", {"expires": "2027-01-31"}, "2027-02-01") == {"this role ended on 2027-01-31"}

test_others if {
	messages("analyst", {}, "2027-02-01") == set()
	count(messages("analyst", {"expires": "2027-01-31"}, "2027-02-01")) == 1
}
