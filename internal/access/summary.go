package access

import (
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/source"
)

// Granted is a line of what a set of roles grants, in the terms of the roles.
// The fields that are set follow from the kind.
type Granted struct {
	Kind        Kind     `json:"kind"`
	Space       string   `json:"space,omitempty"`       // "*" for all
	Feature     string   `json:"feature,omitempty"`     // empty for base privileges and for "*", every action
	Clusters    []string `json:"clusters,omitempty"`    // of remote clusters
	Names       []string `json:"names,omitempty"`       // of indices or users, as written
	Application string   `json:"application,omitempty"` // of the application, or category of a global privilege
	Resources   []string `json:"resources,omitempty"`
	Privileges  []string `json:"privileges,omitempty"`
	Restricted  bool     `json:"restricted,omitempty"` // restricted indices too
	Documents   string   `json:"documents,omitempty"`  // "all" or "filtered"
	Fields      string   `json:"fields,omitempty"`     // "all" or "some"
	At          Place    `json:"-"`                    // the first entry that gives it
}

// Granted lists what the set grants: Kibana by space and feature, data by the
// entries with the same names, then the rest. Deprecated features stand as what
// Kibana replaces them by; of privileges that contain others only the others'
// sum is listed.
func (s *Set) Granted() []Granted {
	out := s.grantedInKibana()
	out = append(out, s.grantedOn(IndexKind, s.indices)...)
	if cluster := effective(s.cluster, catalog.LookupCluster, s.Target); len(cluster) > 0 {
		out = append(out, Granted{Kind: ClusterKind, Privileges: distinctNames(cluster), At: cluster[0].at})
	}
	for _, a := range s.apps {
		out = append(out, Granted{Kind: ApplicationKind, Application: a.name, Privileges: []string{a.privilege}, Resources: a.patterns, At: a.at})
	}
	if len(s.runAs) > 0 {
		out = append(out, Granted{Kind: RunAsKind, Names: distinctNames(s.runAs), At: s.runAs[0].at})
	}
	out = append(out, s.grantedOn(RemoteIndexKind, s.remote)...)
	for _, g := range s.remoteCluster {
		out = append(out, Granted{Kind: RemoteClusterKind, Clusters: g.patterns, Privileges: []string{g.privilege}, At: g.at})
	}
	for _, g := range s.global {
		out = append(out, Granted{Kind: GlobalKind, Application: g.category, Names: []string{g.pattern}, At: g.at})
	}
	return out
}

// effective returns the privileges that grant anything: not none, not what the
// target does not have, and not what is no privilege. One whose actions are not
// established stays.
func effective(list []grant, lookup func(string) (*catalog.ESPrivilege, bool), t catalog.Target) []grant {
	return slices.DeleteFunc(slices.Clone(list), func(g grant) bool {
		if p, ok := lookup(g.name); ok {
			return p.Name == "none" || p.At(t).Exists == catalog.No || p.NoEffect(t) == catalog.Yes
		}
		empty, err := g.language.IsEmpty()
		return err == nil && empty
	})
}

func distinctNames(list []grant) []string {
	var names []string
	seen := map[string]bool{}
	for _, g := range list {
		if !seen[g.name] {
			seen[g.name] = true
			names = append(names, g.name)
		}
	}
	return names
}

func (s *Set) grantedOn(kind Kind, groups []*group) []Granted {
	var out []Granted
	for _, g := range groups {
		privileges := distinctNames(effective(g.privileges, catalog.LookupIndex, s.Target))
		if len(privileges) == 0 {
			continue
		}
		slices.Sort(privileges)
		line := Granted{Kind: kind, Names: g.names, Clusters: g.clusters, Privileges: privileges,
			Restricted: g.restricted, Documents: allOf, Fields: allOf, At: g.entries[0]}
		if !g.queries.all {
			line.Documents = filteredOf
		}
		if !g.fields.all {
			line.Fields = someOf
		}
		out = append(out, line)
	}
	return out
}

// grantedInKibana lists base privileges by themselves and not feature by
// feature.
func (s *Set) grantedInKibana() []Granted {
	bases := map[*source.Node]bool{}
	var out []Granted
	for _, r := range s.Roles {
		for i := range r.KibanaEntries {
			for _, b := range r.KibanaEntries[i].Base {
				bases[b.Node] = true
			}
		}
	}
	for _, space := range sortedKeys(s.kibana.everything) {
		out = append(out, Granted{Kind: KibanaKind, Space: space, Privileges: []string{"*"}, At: s.kibana.everything[space]})
	}
	base := s.baseBySpace()
	for _, space := range sortedKeys(s.kibana.spaces) {
		features := s.kibana.spaces[space]
		out = append(out, base[space]...)
		for _, feature := range sortedKeys(features) {
			var own []string
			for _, p := range sortedKeys(features[feature]) {
				if !bases[features[feature][p].Node] {
					own = append(own, p)
				}
			}
			if own = strongest(feature, own, s.Target); len(own) > 0 && feature != everywhere {
				out = append(out, Granted{Kind: KibanaKind, Space: space, Feature: feature, Privileges: own, At: features[feature][own[0]]})
			}
		}
	}
	return out
}

// baseBySpace lists the base privileges of each space.
func (s *Set) baseBySpace() map[string][]Granted {
	out := map[string][]Granted{}
	for _, r := range s.Roles {
		for i := range r.KibanaEntries {
			e := &r.KibanaEntries[i]
			for _, b := range e.Base {
				if b.Value != "all" && b.Value != "read" {
					continue
				}
				line := Granted{Kind: KibanaKind, Privileges: []string{b.Value}, At: Place{r, b.Node}}
				for _, in := range e.Spaces {
					same := func(g Granted) bool { return g.Privileges[0] == b.Value }
					if line.Space = in.Value; !slices.ContainsFunc(out[in.Value], same) {
						out[in.Value] = append(out[in.Value], line)
					}
				}
			}
		}
	}
	return out
}
