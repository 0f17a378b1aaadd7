package access

import (
	"slices"
	"strconv"
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
	key        string   // the set of names, and of clusters
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
	if err := checkKibana(roles); err != nil {
		return nil, err
	}
	s := &Set{Target: t, Roles: roles}
	indices := groups{target: t, byKey: map[groupKey]*group{}}
	remote := groups{target: t, byKey: map[groupKey]*group{}, remote: true}
	for _, r := range roles {
		if err := indices.add(r, effectiveEntries(r.Indices)); err != nil {
			return nil, err
		}
		if err := remote.add(r, effectiveEntries(r.RemoteIndices)); err != nil {
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
	s.indices, s.remote = indices.finish(), remote.finish()
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

// groups are collected entry by entry.
type groups struct {
	target catalog.Target
	remote bool
	list   []*group
	byKey  map[groupKey]*group
	weight int // of the languages so far
}

type groupKey struct {
	key        string
	restricted bool
}

// add adds a role's entries. Entries of remote_indices do not merge by names;
// each stays its own.
func (gs *groups) add(r *role.Role, entries []role.Indices) error {
	for i := range entries {
		e := &entries[i]
		names, clusters := values(e.Names), []string(nil)
		if gs.remote {
			clusters = values(e.Clusters)
		}
		key := groupKey{setKey(names) + setKey(clusters), e.AllowRestricted}
		g := gs.byKey[key]
		if g == nil || gs.remote {
			var err error
			if g, err = newGroup(names, clusters, gs.remote); err != nil {
				return err
			}
			gs.weight += g.language.Weight()
			g.key, g.restricted = key.key, key.restricted
			gs.byKey[key] = g
			gs.list = append(gs.list, g)
		}
		at := Place{r, e.Node}
		g.entries = append(g.entries, at)
		for _, p := range e.Privileges {
			l, _ := indexActions(p.Value, gs.target)
			g.privileges = append(g.privileges, grant{strings.ToLower(p.Value), l, Place{r, p.Node}})
		}
		g.queries.add(e, at)
		before := len(g.fields.parts)
		if err := g.fields.add(e, at); err != nil {
			return err
		}
		for _, part := range g.fields.parts[before:] {
			gs.weight += part.Weight()
		}
		if gs.weight > maxWeight {
			return tooLarge("states of automata with its names and fields", maxWeight)
		}
	}
	return nil
}

// finish returns the groups when all roles are added.
func (gs *groups) finish() []*group {
	for _, g := range gs.list {
		g.fields.language = automata.Union(g.fields.parts...)
	}
	return gs.list
}

func newGroup(names, clusters []string, remote bool) (*group, error) {
	l, _, err := asName.union(names)
	if err != nil {
		return nil, err
	}
	g := &group{names: names, clusters: clusters, language: l, queries: &queries{}, fields: &fields{}}
	if remote {
		g.reach, _, err = asEscaped.union(clusters)
	}
	return g, err
}

// setKey is a text that only the same set has.
func setKey(sorted []string) string {
	var b strings.Builder
	for _, s := range sorted {
		b.WriteString(strconv.Quote(s))
	}
	b.WriteByte(';')
	return b.String()
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
