package rolelint.lib.patterns

# matches(pattern, text) is true where the pattern matches the text; false too
# where it cannot be read. Users, applications and names share one language of
# patterns, which the access engine reads: asked for users, it knows no other
# limits than those of user names.
# elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/support/StringMatcher.java@13ae1548e7d2
matches(pattern, text) if {
	rolelint.answer({"run_as": [pattern]}, {"run_as": text}).answer == "yes"
}
