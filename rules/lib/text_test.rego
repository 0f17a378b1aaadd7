package rolelint.lib.text

test_join if {
	join(["a"]) == "a"
	join(["a", "b"]) == "a and b"
	join(["a", "b", "c"]) == "a, b and c"
}

test_in_spaces if {
	in_spaces({"*"}) == "in all spaces"
	in_spaces({"a"}) == `in the space "a"`
	in_spaces({"b", "a"}) == `in the spaces "a" and "b"`
}
