// Package access says what roles really grant.
package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// Effective is what a role grants in Kibana: space → feature → privileges,
// after expansion. A privilege stands with everything it contains (all with
// minimal_all and the sub-feature privileges it includes); base privileges are
// spread over the features; what the target does not register is left out.
// The space "*" holds what is granted in all spaces, and every space that is
// named holds that too.
type Effective struct {
	Spaces []Space // "*" first where present, then by id
}

// Space is what is granted in one space.
type Space struct {
	ID       string
	Features []FeatureAccess // by id
}

// FeatureAccess is what is granted on one feature in one space.
type FeatureAccess struct {
	ID         string
	Privileges []string // sorted
}

// Kibana computes the effective Kibana access of a role at a target. Features
// and privileges whose existence at the target is not established count as
// they are written.
func Kibana(r *role.Role, t catalog.Target) *Effective {
	everywhere := grants{}
	spaces := map[string]grants{}
	for i := range r.KibanaEntries {
		entry := &r.KibanaEntries[i]
		for _, space := range entry.Spaces {
			if space.Value == "*" {
				everywhere.addEntry(entry, t)
				continue
			}
			if spaces[space.Value] == nil {
				spaces[space.Value] = grants{}
			}
			spaces[space.Value].addEntry(entry, t)
		}
	}
	for _, a := range r.Applications {
		if superuserApplication(a) {
			everywhere.addBase("all", t)
		}
	}
	e := &Effective{}
	if len(everywhere) > 0 {
		e.Spaces = append(e.Spaces, Space{"*", everywhere.features()})
	}
	for _, id := range sortedKeys(spaces) {
		g := spaces[id]
		g.addAll(everywhere)
		e.Spaces = append(e.Spaces, Space{id, g.features()})
	}
	return e
}

// superuserApplication reports whether an application entry grants every
// action of Kibana in all spaces: the privilege "*" on the resource "*", for
// all applications or for Kibana's (kibana-mapping: PRIVILEGES_ALL_WILDCARD).
func superuserApplication(a role.Application) bool {
	switch a.Application.Value {
	case "*", "kibana-*", role.KibanaApplication:
	default:
		return false
	}
	star := func(t role.Text) bool { return t.Value == "*" }
	return slices.ContainsFunc(a.Privileges, star) && slices.ContainsFunc(a.Resources, star)
}

// grants maps feature ids to sets of privilege ids.
type grants map[string]map[string]bool

func (g grants) add(feature string, privileges []string) {
	set := g[feature]
	if set == nil {
		set = make(map[string]bool, len(privileges))
		g[feature] = set
	}
	for _, p := range privileges {
		set[p] = true
	}
}

func (g grants) addAll(other grants) {
	for feature, set := range other {
		if g[feature] == nil {
			g[feature] = make(map[string]bool, len(set))
		}
		for p := range set {
			g[feature][p] = true
		}
	}
}

func (g grants) addEntry(entry *role.KibanaEntry, t catalog.Target) {
	for _, b := range entry.Base {
		g.addBase(b.Value, t)
	}
	for _, granted := range entry.Features {
		f, ok := catalog.LookupFeature(granted.ID)
		if !ok || f.At(t).Exists == catalog.No {
			continue
		}
		for _, p := range granted.Privileges {
			if registered(f, p.Value, t) {
				g.add(f.ID, f.Includes(p.Value, t))
			}
		}
	}
}

// registered reports whether a privilege has an effect at the target, as far
// as is known. Below Gold, Kibana registers no sub-feature privileges with
// Elasticsearch (allowSubFeaturePrivileges), so listing one grants nothing.
func registered(f *catalog.Feature, privilege string, t catalog.Target) bool {
	if f.PrivilegeAt(privilege, t).Exists == catalog.No {
		return false
	}
	if needed, answer := f.MinLicense(privilege, t); answer == catalog.Yes {
		return t.License.Allows(needed)
	}
	return true
}

func (g grants) addBase(base string, t catalog.Target) {
	if base != "all" && base != "read" {
		return
	}
	for _, f := range baseGrants(base, t) {
		g.add(f.ID, f.Privileges)
	}
}

type baseKey struct {
	base string
	t    catalog.Target
}

var baseCache sync.Map // baseKey → []FeatureAccess

// baseGrants returns what a base privilege grants: the privilege of that name
// of every registered feature that is not excluded from base privileges.
func baseGrants(base string, t catalog.Target) []FeatureAccess {
	key := baseKey{base, t}
	if cached, ok := baseCache.Load(key); ok {
		return cached.([]FeatureAccess)
	}
	var out []FeatureAccess
	for _, f := range catalog.Features() {
		if f.At(t).Exists != catalog.Yes || f.ExcludedFromBase(t) == catalog.Yes ||
			f.PrivilegeAt(base, t).Exists == catalog.No {
			continue
		}
		privileges := slices.Clone(f.Includes(base, t))
		if base == "all" {
			// base all is the union of the actions of all and read.
			privileges = append(privileges, f.Includes("read", t)...)
		}
		out = append(out, FeatureAccess{f.ID, privileges})
	}
	baseCache.Store(key, out)
	return out
}

func (g grants) features() []FeatureAccess {
	out := make([]FeatureAccess, 0, len(g))
	for _, id := range sortedKeys(g) {
		out = append(out, FeatureAccess{id, sortedKeys(g[id])})
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
