package rolelint.rules["description-missing"]

found(r) := count(findings) if {
	findings := data.rolelint.rules["description-missing"].findings with input as rolelint.input(r, {})
}

test_missing if found({"cluster": ["monitor"]}) == 1

test_blank if found({"cluster": ["monitor"], "description": " "}) == 1

test_there if found({"cluster": ["monitor"], "description": "Reads."}) == 0

# wrong-type reports it.
test_no_text if found({"cluster": ["monitor"], "description": 3}) == 0
