package catalog

import (
	"slices"
	"testing"
)

func TestESPrivilegeAt(t *testing.T) {
	for _, test := range []struct {
		section     Section
		name, stack string
		want        Answer
	}{
		{ClusterSection, "all", "7.17", Yes},
		{ClusterSection, "MONITOR", "8.0", Yes}, // Elasticsearch lower-cases names
		{ClusterSection, "monitor_stats", "8.16", No},
		{ClusterSection, "monitor_stats", "8.17", Yes},
		{ClusterSection, "read_security", "8.4", No},
		{ClusterSection, "read_security", "8.5", Yes},
		{ClusterSection, "monitor_esql", "9.0", No},
		{ClusterSection, "monitor_esql", "8.19", NotEstablished},
		{ClusterSection, "monitor_esql", "9.1", Yes},
		{ClusterSection, "manage_reindex", "9.4", No},
		{ClusterSection, "manage_reindex", "9.5", Yes},
		{ClusterSection, "read_fleet_secrets", "8.6", No},
		{ClusterSection, "read_fleet_secrets", "8.8", NotEstablished}, // 8.10 is inferred
		{ClusterSection, "read_fleet_secrets", "8.10", Yes},
		{ClusterSection, "manage_esql", "9.5", NotEstablished}, // in the specification, not in the code
		{ClusterSection, "manage_project_routing", "9.3", No},
		{ClusterSection, "manage_project_routing", "9.5", NotEstablished},
		{ClusterSection, "manage_named_credentials", "9.4", No},
		{ClusterSection, "manage_named_credentials", "9.6", NotEstablished},
		{IndexSection, "read", "7.17", Yes},
		{IndexSection, "Write", "9.5", Yes},
		{IndexSection, "read_failure_store", "8.18", No},
		{IndexSection, "read_failure_store", "8.19", Yes}, // backported
		{IndexSection, "read_failure_store", "9.0", No},
		{IndexSection, "read_failure_store", "9.1", Yes},
		{IndexSection, "manage_view", "9.3", No},
		{IndexSection, "manage_view", "9.4", Yes},
		{IndexSection, "create_dataset", "9.5", NotEstablished}, // behind a feature flag
		{RemoteClusterSection, "monitor_enrich", "8.13", No},
		{RemoteClusterSection, " Monitor_Enrich ", "8.15", Yes},
		{RemoteClusterSection, "monitor_stats", "8.16", No},
		{RemoteClusterSection, "monitor_stats", "8.17", Yes},
	} {
		lookup := map[Section]func(string) (*ESPrivilege, bool){ClusterSection: LookupCluster, IndexSection: LookupIndex, RemoteClusterSection: LookupRemoteCluster}[test.section]
		p, ok := lookup(test.name)
		if !ok {
			t.Errorf("no %s privilege %q", test.section, test.name)
			continue
		}
		if got := p.At(on(t, test.stack)); got.Exists != test.want {
			t.Errorf("%s %s at %s: %s, want %s (%+v)", test.section, test.name, test.stack, got.Exists, test.want, got)
		}
	}
	for _, name := range []string{"", "reed", "cluster:monitor/main", "read "} {
		if _, ok := LookupIndex(name); ok {
			t.Errorf("%q is an index privilege", name)
		}
	}
	if _, ok := LookupCluster("read"); ok {
		t.Error("read is no cluster privilege")
	}
}

func TestESPrivileges(t *testing.T) {
	if n := len(ClusterPrivileges()); n != 71 { // with manage_esql
		t.Errorf("%d cluster privileges", n)
	}
	if n := len(IndexPrivileges()); n != 32 { // with the four of the feature flag
		t.Errorf("%d index privileges", n)
	}
	if n := len(RemoteClusterPrivileges()); n != 2 {
		t.Errorf("%d remote cluster privileges", n)
	}
	all, _ := LookupIndex("all")
	if !slices.Contains(all.Implies, "read") || all.Selectors != "all" || all.Sensitive.Level != "high" {
		t.Errorf("index all: %+v", all)
	}
	manage, _ := LookupCluster("manage")
	if !slices.Equal(manage.ExcludedActions, []string{"cluster:admin/xpack/security/*"}) {
		t.Errorf("cluster manage excludes %v", manage.ExcludedActions)
	}
	ccr, _ := LookupIndex("cross_cluster_replication_internal")
	if ccr.GrantDirectly != "never" {
		t.Errorf("cross_cluster_replication_internal is granted directly: %q", ccr.GrantDirectly)
	}
	serverless := Default()
	serverless.Deployment = Serverless
	if names := Names(IndexPrivileges(), serverless); !slices.Contains(names, "read") || slices.Contains(names, "manage_ilm") {
		t.Errorf("index privileges on Serverless: %v", names)
	}
	if names := Names(ClusterPrivileges(), on(t, "8.0")); slices.Contains(names, "monitor_stats") || !slices.Contains(names, "monitor") {
		t.Errorf("cluster privileges at 8.0: %v", names)
	}
}

func TestESDeprecation(t *testing.T) {
	for _, test := range []struct {
		name, stack          string
		deprecated, noEffect Answer
	}{
		{"manage_data_frame_transforms", "7.17", Yes, No},
		{"monitor_data_frame_transforms", "9.5", NotEstablished, No},
		{"manage_slm", "8.14", No, No},
		{"manage_slm", "8.15", Yes, No},
		{"manage_data_stream_global_retention", "8.15", No, No},
		{"manage_data_stream_global_retention", "8.16", Yes, Yes},
		{"none", "9.5", No, Yes},
		{"monitor", "9.5", No, No},
	} {
		p, ok := LookupCluster(test.name)
		if !ok {
			t.Fatal(test.name)
		}
		if got := p.DeprecatedAt(on(t, test.stack)); got != test.deprecated {
			t.Errorf("%s deprecated at %s: %s", test.name, test.stack, got)
		}
		if got := p.NoEffect(on(t, test.stack)); got != test.noEffect {
			t.Errorf("%s without effect at %s: %s", test.name, test.stack, got)
		}
	}
}

func TestActions(t *testing.T) {
	for name, want := range map[string]bool{
		"cluster:monitor/main": true, "CLUSTER:monitor/main": true, "indices:admin/template/put": true,
		"indices:admin/index_template/*": true, "indices:data/read/search": false, "monitor": false,
	} {
		if got := IsRawClusterAction(name); got != want {
			t.Errorf("raw cluster action %q: %v", name, got)
		}
	}
	for name, want := range map[string]bool{
		"indices:data/read/search": true, "internal:transport/proxy/indices:data/read/search": true,
		"cluster:monitor/main": false, "read": false, "indices": false,
	} {
		if got := IsRawIndexAction(name); got != want {
			t.Errorf("raw index action %q: %v", name, got)
		}
	}
	for name, want := range map[string]bool{
		"indices:data/read/search": true, "indices:data/read/sear": true, "Indices:Data/read/search": true,
		"indices:data/read/*": true, "indices:data/*/search": true, "cluster:*": true, "indices:data/raed": false,
		"indices:data/read/searches": false, "indices:data/reap/*": false, "zzz": false, "zzz*": false, `cluster:\*`: false, "cluster:?onitor/": true,
	} {
		if got := KnownAction(name); got != want {
			t.Errorf("known action %q: %v", name, got)
		}
	}
	if !slices.IsSorted(KnownActions()) {
		t.Error("actions are not sorted")
	}
}

func TestRoles(t *testing.T) {
	for _, test := range []struct {
		name, stack string
		want        Answer
	}{
		{"superuser", "7.17", Yes},
		{"superuser", "9.5", Yes},
		{"viewer", "8.17", Yes},
		{"inference_admin", "8.13", No},
		{"inference_admin", "8.14", Yes},
		{"kibana_dashboard_only_user", "7.17", Yes},
		{"kibana_dashboard_only_user", "8.0", No},
		{"apm_user", "8.19", Yes}, // a new major removes it
		{"apm_user", "9.0", No},
		{"alertzero_rule_tuning", "9.5", No},
		{"_system", "9.5", No},
		{"soc-tier1", "9.5", No},
	} {
		if got := IsReserved(test.name, on(t, test.stack)); got != test.want {
			t.Errorf("%s reserved at %s: %s, want %s", test.name, test.stack, got, test.want)
		}
	}
	serverless := Default()
	serverless.Deployment = Serverless
	if got := IsReserved("viewer", serverless); got != NotEstablished {
		t.Errorf("viewer reserved on Serverless: %s", got)
	}
	for _, test := range []struct {
		name, stack string
		want        Answer
	}{
		{"kibana_user", "8.0", Yes}, {"viewer", "9.5", No}, {"reporting_user", "8.17", Yes}, {"reporting_user", "9.0", NotEstablished}, {"reporting_user", "9.2", Yes},
	} {
		r, ok := LookupRole(test.name)
		if !ok {
			t.Fatal(test.name)
		}
		if got := r.DeprecatedAt(on(t, test.stack)); got != test.want {
			t.Errorf("%s deprecated at %s: %s, want %s", test.name, test.stack, got, test.want)
		}
	}
	r, _ := LookupRole("superuser")
	if !r.Assignable || len(r.Indices) != 2 || !r.Indices[1].AllowRestricted || !slices.Equal(r.Cluster, []string{"all"}) {
		t.Errorf("superuser: %+v", r)
	}
	for _, r := range BuiltinRoles() {
		if got, ok := LookupRole(r.Name); !ok || got != r {
			t.Errorf("%s is not found", r.Name)
		}
	}
}
