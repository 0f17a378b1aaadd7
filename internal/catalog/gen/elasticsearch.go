//go:build dev

package main

var sections = map[string]string{"cluster": "ClusterSection", "index": "IndexSection", "remote_cluster": "RemoteClusterSection"}

func writeElasticsearch(w *writer, t *tables) {
	w.line("// esPrivileges are all privileges of Elasticsearch, by section and name.")
	w.line("var esPrivileges = []ESPrivilege{")
	for _, p := range t.ES {
		w.line("{")
		w.text("Name", p.Name)
		w.choice("Section", p.Section, sections)
		w.choice("Serverless", p.Serverless, answers)
		w.texts("Actions", p.Actions)
		w.texts("ExcludedActions", p.Excluded)
		w.text("Selectors", p.Selectors)
		w.texts("Implies", p.Implies)
		w.texts("EquivalentTo", p.Equivalent)
		w.text("GrantDirectly", p.Grant)
		if d := p.Deprecated; d != nil {
			w.line("Deprecated: Deprecation{")
			w.version("Since", d.Since)
			w.text("Replacement", d.Replacement)
			w.text("Partial", d.Partial)
			w.text("Source", d.Source)
			w.line("},")
		}
		if s := p.Sensitive; s != nil {
			w.line("Sensitive: Sensitivity{")
			w.text("Level", s.Level)
			w.text("Basis", s.Basis)
			w.text("Reason", s.Reason)
			w.line("},")
		}
		w.flag("Unverified", p.Unverified)
		w.text("Note", p.Note)
		w.text("Source", p.Source)
		w.lifetime(p.life)
		w.flag("noEffect", p.NoEffect)
		w.version("noEffectFrom", p.NoEffectFrom)
		w.line("},")
	}
	w.line("}\n")
	w.line("// esActions are the known action names, sorted.")
	w.line("var esActions = []string{")
	for _, action := range t.Actions {
		w.line("\"" + action + "\",")
	}
	w.line("}")
}

func writeRoles(w *writer, t *tables) {
	w.line("// builtinRoles are all built-in roles, by name.")
	w.line("var builtinRoles = []BuiltinRole{")
	for _, r := range t.Roles {
		w.line("{")
		w.text("Name", r.Name)
		w.text("Description", r.Description)
		w.flag("Assignable", r.Assignable)
		if d := r.Deprecated; d != nil {
			w.text("DeprecatedReason", d.Reason)
			w.text("DeprecatedReplacement", d.Replacement)
			w.text("DeprecatedSince", d.Since)
			w.window("deprecationOpen", d.OpenFrom, d.OpenUntil)
		}
		w.texts("Cluster", r.Cluster)
		writeIndices(w, "Indices", r.Indices)
		list(w, "Applications", "BuiltinApplication", r.Applications, func(a application) {
			w.text("Application", a.Application)
			w.texts("Privileges", a.Privileges)
			w.texts("Resources", a.Resources)
		})
		w.texts("RunAs", r.RunAs)
		writeIndices(w, "RemoteIndices", r.RemoteIndices)
		list(w, "RemoteCluster", "BuiltinRemoteCluster", r.RemoteCluster, func(c remoteCluster) {
			w.texts("Clusters", c.Clusters)
			w.texts("Privileges", c.Privileges)
		})
		w.flag("Incomplete", r.Incomplete)
		w.text("AsOf", r.AsOf)
		w.text("Note", r.Note)
		w.lifetime(r.life)
		w.line("},")
	}
	w.line("}")
}

func writeIndices(w *writer, name string, entries []indices) {
	list(w, name, "BuiltinIndices", entries, func(e indices) {
		w.texts("Clusters", e.Clusters)
		w.texts("Names", e.Names)
		w.texts("Privileges", e.Privileges)
		w.flag("AllowRestricted", e.AllowRestricted)
	})
}
