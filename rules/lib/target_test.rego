package rolelint.lib.target

test_at_least if {
	at_least(8, 12) with input.target as {"major": 8, "minor": 12}
	at_least(8, 12) with input.target as {"major": 9, "minor": 0}
	not at_least(8, 12) with input.target as {"major": 8, "minor": 11}
	not at_least(8, 12) with input.target as {"major": 7, "minor": 17}
}
