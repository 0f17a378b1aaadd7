package rolelint.rules["role-name-says-read"]

found(name, privileges) := count(findings) if {
	role := {"name": name, "cluster": [], "indices": [{"names": ["sales-*"], "privileges": privileges}]}
	findings := data.rolelint.rules["role-name-says-read"].findings with input as rolelint.input(role, {})
}

test_names if {
	every name in ["sales-reader", "SalesViewer_viewer", "sales_read_only", "Read-Only", "sales-ro", "READONLY.sales"] { found(name, ["write"]) == 1 }
}

# No word of theirs says it, or another says more.
test_other_names if {
	every name in ["thread-pool", "already", "overview", "read_write", "reader_writer", "viewer-admin", "proton", "read"] { found(name, ["write"]) == 0 }
}

test_reads if found("sales-reader", ["read", "view_index_metadata", "read_cross_cluster"]) == 0

test_deletes if found("sales-reader", ["read", "delete_index"]) == 1
