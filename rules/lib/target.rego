package rolelint.lib.target

# at_least(major, minor) is true for this version of the Stack and every later one.
at_least(major, _) if input.target.major > major

at_least(major, minor) if {
	input.target.major == major
	input.target.minor >= minor
}
