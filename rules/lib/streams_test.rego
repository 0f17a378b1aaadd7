package rolelint.lib.streams

test_named if {
	every name in ["logs-*", "logs-*-*", "logs-nginx.access-prod", "metrics-system*", "traces-apm-*"] { named(name) }
	every name in ["logs", "logs-2026", "logstash-*", "*", "my-logs-*-*", "/logs-.*-.*/"] { not named(name) }
}
