package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Set is what a user is granted: the union of one or several roles. There is
// no deny; roles add up (elasticsearch CompositeRolesStore).
type Set struct {
	Target catalog.Target
	Roles  []*role.Role

	indices []*group
	remote  []*group
	cluster []grant
	runAs   []grant
	apps    []application
	// remoteCluster are cluster alias patterns with their privileges.
	remoteCluster []remoteGrant
	global        []globalGrant
	kibana        *kibanaSet
}

// Place is where a grant is written.
type Place struct {
	Role *role.Role
	Node *source.Node
}

// grant is a privilege or a pattern with its language.
type grant struct {
	name     string // as written; privileges lower-cased
	language *automata.Language
	at       Place
}

// group is what Elasticsearch makes of all entries of a user with the same set
// of names and the same allow_restricted_indices.
//
// Source: elasticsearch CompositeRolesStore.MergeableIndicesPrivilege: the
// privileges are united; if any entry has no query, the group has none; if any
// has no field_security, the group has none.
type group struct {
	clusters   []string // remote_indices only; sorted
	names      []string // sorted
	language   *automata.Language
	reach      *automata.Language // remote clusters; nil for local entries
	restricted bool
	privileges []grant // each entry's own, in order
	queries    *queries
	fields     *fields
	entries    []Place
}

// Of returns the access of roles together, at a target.
func Of(t catalog.Target, roles ...*role.Role) (*Set, error) {
	s := &Set{Target: t, Roles: roles}
	var err error
	for _, r := range roles {
		if s.indices, err = merge(s.indices, r, effectiveEntries(r.Indices), false); err != nil {
			return nil, err
		}
		if s.remote, err = merge(s.remote, r, effectiveEntries(r.RemoteIndices), true); err != nil {
			return nil, err
		}
		for _, c := range r.Cluster {
			l, _ := clusterActions(c.Value)
			s.cluster = append(s.cluster, grant{strings.ToLower(c.Value), l, Place{r, c.Node}})
		}
		for _, u := range r.RunAs {
			l, err := languageOrEmpty(u.Value)
			if err != nil {
				return nil, err
			}
			s.runAs = append(s.runAs, grant{u.Value, l, Place{r, u.Node}})
		}
		if err := s.addOther(r); err != nil {
			return nil, err
		}
	}
	s.kibana = kibanaOf(t, roles)
	return s, nil
}

// effectiveEntries applies the special case of `none`: a role with exactly one
// entry whose first privilege is none has no index privileges at all
// (elasticsearch CompositeRolesStore, RoleDescriptor.IndicesPrivileges).
func effectiveEntries(entries []role.Indices) []role.Indices {
	if len(entries) == 1 && len(entries[0].Privileges) > 0 && strings.EqualFold(entries[0].Privileges[0].Value, "none") {
		return nil
	}
	return entries
}

// merge adds a role's entries to the groups.
func merge(groups []*group, r *role.Role, entries []role.Indices, remote bool) ([]*group, error) {
	for i := range entries {
		e := &entries[i]
		names, clusters := values(e.Names), []string(nil)
		if remote {
			clusters = values(e.Clusters)
		}
		g := find(groups, names, clusters, e.AllowRestricted, remote)
		if g == nil {
			g = &group{names: names, clusters: clusters, restricted: e.AllowRestricted, queries: &queries{}, fields: &fields{}}
			l, _, err := asName.union(names)
			if err != nil {
				return nil, err
			}
			g.language = l
			if remote {
				if g.reach, _, err = asEscaped.union(clusters); err != nil {
					return nil, err
				}
			}
			groups = append(groups, g)
		}
		at := Place{r, e.Node}
		g.entries = append(g.entries, at)
		for _, p := range e.Privileges {
			l, _ := indexActions(p.Value)
			g.privileges = append(g.privileges, grant{strings.ToLower(p.Value), l, Place{r, p.Node}})
		}
		g.queries = g.queries.with(e)
		var err error
		if g.fields, err = g.fields.with(e); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// find returns the group an entry merges into. Entries of remote_indices do
// not merge by names; each stays its own.
func find(groups []*group, names, clusters []string, restricted, remote bool) *group {
	if remote {
		return nil
	}
	for _, g := range groups {
		if g.restricted == restricted && slices.Equal(g.names, names) && slices.Equal(g.clusters, clusters) {
			return g
		}
	}
	return nil
}

// values returns the distinct values, sorted.
func values(texts []role.Text) []string {
	out := make([]string, 0, len(texts))
	for _, t := range texts {
		out = append(out, t.Value)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// languageOrEmpty returns the language of a pattern; one that Elasticsearch
// cannot read grants nothing.
func languageOrEmpty(p string) (*automata.Language, error) {
	l, unreadable, err := asEscaped.union([]string{p})
	if len(unreadable) > 0 {
		return automata.Empty(), nil
	}
	return l, err
}
