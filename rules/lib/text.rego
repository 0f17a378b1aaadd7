package rolelint.lib.text

# quote(s) is s between double quotes.
quote(s) := concat("", ["\"", s, "\""])

# names(list) is `"a"`, `"a" and "b"`, `"a", "b" and "c"`.
names(list) := join([quote(s) | some s in list])

# join(list) is `a`, `a and b`, `a, b and c`.
join(list) := list[0] if count(list) == 1

join(list) := sprintf("%s and %s", [concat(", ", array.slice(list, 0, last)), list[last]]) if {
	count(list) > 1
	last := count(list) - 1
}

# in_spaces(ids) says where: `in all spaces`, `in the space "a"`, `in the spaces "a" and "b"`.
in_spaces(ids) := "in all spaces" if "*" in ids

in_spaces(ids) := sprintf("in the space %s", [names(sort(ids))]) if {
	not "*" in ids
	count(ids) == 1
}

in_spaces(ids) := sprintf("in the spaces %s", [names(sort(ids))]) if {
	not "*" in ids
	count(ids) > 1
}
