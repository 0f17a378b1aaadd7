package show

import "github.com/rolelint/rolelint/internal/catalog"

// builtinRole is a built-in role at a target.
type builtinRole struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	presence
	Deprecated catalog.Answer `json:"deprecated"`
	Assignable bool           `json:"assignable"`
	Details    *roleDetails   `json:"details,omitempty"`
}

// roleDetails are spelt as Elasticsearch's role body where they are part of one.
type roleDetails struct {
	DeprecatedReason string          `json:"deprecated_reason,omitempty"`
	DeprecatedSince  string          `json:"deprecated_since,omitempty"`
	Replacement      string          `json:"replacement,omitempty"`
	AsOf             string          `json:"as_of"`
	Incomplete       bool            `json:"incomplete,omitempty"`
	Cluster          []string        `json:"cluster,omitempty"`
	Indices          []indices       `json:"indices,omitempty"`
	Applications     []application   `json:"applications,omitempty"`
	RunAs            []string        `json:"run_as,omitempty"`
	RemoteIndices    []indices       `json:"remote_indices,omitempty"`
	RemoteCluster    []remoteCluster `json:"remote_cluster,omitempty"`
	Note             string          `json:"note,omitempty"`
}

type indices struct {
	Clusters        []string `json:"clusters,omitempty"`
	Names           []string `json:"names"`
	Privileges      []string `json:"privileges"`
	AllowRestricted bool     `json:"allow_restricted_indices,omitempty"`
}

type application struct {
	Application string   `json:"application"`
	Privileges  []string `json:"privileges"`
	Resources   []string `json:"resources"`
}

type remoteCluster struct {
	Clusters   []string `json:"clusters"`
	Privileges []string `json:"privileges"`
}

func (d *document) addRoles(name string, t catalog.Target) error {
	if name == "" {
		for _, r := range catalog.BuiltinRoles() {
			if shown := roleOf(r, t); shown.Exists != catalog.No {
				d.Roles = append(d.Roles, shown)
			}
		}
		return nil
	}
	r, ok := catalog.LookupRole(name)
	if !ok {
		var names []string
		for _, r := range catalog.BuiltinRoles() {
			names = append(names, r.Name)
		}
		return unknown("built-in role", name, names)
	}
	shown := roleOf(r, t)
	shown.Details = &roleDetails{
		DeprecatedReason: r.DeprecatedReason, DeprecatedSince: r.DeprecatedSince, Replacement: r.DeprecatedReplacement,
		AsOf: r.AsOf, Incomplete: r.Incomplete, Cluster: r.Cluster, Indices: indicesOf(r.Indices), RunAs: r.RunAs,
		RemoteIndices: indicesOf(r.RemoteIndices), Note: r.Note,
	}
	for _, a := range r.Applications {
		shown.Details.Applications = append(shown.Details.Applications, application(a))
	}
	for _, c := range r.RemoteCluster {
		shown.Details.RemoteCluster = append(shown.Details.RemoteCluster, remoteCluster(c))
	}
	d.Roles = []builtinRole{shown}
	return nil
}

func roleOf(r *catalog.BuiltinRole, t catalog.Target) builtinRole {
	return builtinRole{
		Name: r.Name, Description: r.Description, presence: presenceOf(r.At(t)), Deprecated: r.DeprecatedAt(t), Assignable: r.Assignable,
	}
}

func indicesOf(entries []catalog.BuiltinIndices) []indices {
	var all []indices
	for _, e := range entries {
		all = append(all, indices(e))
	}
	return all
}
