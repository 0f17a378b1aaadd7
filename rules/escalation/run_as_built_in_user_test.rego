package rolelint.rules["run-as-built-in-user"]

severities(users) := {object.get(f, "severity", "warning") | some f in found(users)}

found(users) := findings if {
	findings := data.rolelint.rules["run-as-built-in-user"].findings with input as rolelint.input({"cluster": [], "run_as": users}, {})
}

test_superuser if severities(["elastic"]) == {"warning"}

test_pattern if severities(["kibana_s*"]) == {"warning"}

test_expression if severities(["/e[a-m]astic/"]) == {"warning"}

test_monitoring if severities(["beats_*"]) == {"info"}

test_own if count(found(["app-*", "svc-elastic", "elastic-*"])) == 0

# What run-as-anybody reports, and what nobody can read.
test_left_to_others if count(found(["*", "/.*/", "/(/"])) == 0
