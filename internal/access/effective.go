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
	// Shared says that Features is the very list of every role that has nothing
	// but one base privilege there.
	Shared bool
}

// FeatureAccess is what is granted on one feature in one space.
type FeatureAccess struct {
	ID         string
	Privileges []string // sorted
	// Shared says that Privileges is the very list of every role with that base
	// privilege.
	Shared bool
}

// Kibana computes the effective Kibana access of a role at a target. Features
// and privileges whose existence at the target is not established count as
// they are written. What base privileges grant is shared between results: the
// result is not to be modified.
func Kibana(r *role.Role, t catalog.Target) *Effective {
	everywhere := grants{}
	spaces := map[string]*grants{}
	for i := range r.KibanaEntries {
		entry := &r.KibanaEntries[i]
		for _, space := range entry.Spaces {
			g := &everywhere
			if space.Value != "*" {
				if g = spaces[space.Value]; g == nil {
					g = &grants{}
					spaces[space.Value] = g
				}
			}
			g.addEntry(entry, t)
		}
	}
	for _, a := range r.Applications {
		if superuserApplication(a) {
			everywhere.addEverything(t)
		}
	}
	e := &Effective{}
	if len(everywhere.lists) > 0 {
		e.Spaces = append(e.Spaces, everywhere.space("*"))
	}
	for _, id := range sortedKeys(spaces) {
		g := spaces[id]
		g.lists = append(g.lists, everywhere.lists...)
		e.Spaces = append(e.Spaces, g.space(id))
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

// grants are lists of what is granted in one space; each list is by feature id
// and holds a feature once.
type grants struct{ lists [][]FeatureAccess }

func (g *grants) addEntry(entry *role.KibanaEntry, t catalog.Target) {
	for _, b := range entry.Base {
		g.addBase(b.Value, t)
	}
	var own []FeatureAccess
	for i := range entry.Features {
		granted := &entry.Features[i]
		f, ok := catalog.LookupFeature(granted.ID)
		if !ok || f.At(t).Exists == catalog.No {
			continue
		}
		var privileges []string
		for _, p := range granted.Privileges {
			if registered(f, p.Value, t) {
				privileges = append(privileges, f.Includes(p.Value, t)...)
			}
		}
		if len(privileges) > 0 {
			slices.Sort(privileges)
			own = append(own, FeatureAccess{ID: f.ID, Privileges: slices.Compact(privileges)})
		}
	}
	if len(own) > 0 {
		slices.SortFunc(own, func(a, b FeatureAccess) int { return strings.Compare(a.ID, b.ID) })
		g.lists = append(g.lists, own)
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

func (g *grants) addBase(base string, t catalog.Target) {
	if base == "all" || base == "read" {
		g.lists = append(g.lists, baseGrants(base, t))
	}
}

// addEverything adds every privilege of every feature: unlike base privileges
// also what features leave out of them.
func (g *grants) addEverything(t catalog.Target) {
	var all []FeatureAccess
	for _, f := range catalog.Features() {
		if f.At(t).Exists == catalog.Yes {
			all = append(all, FeatureAccess{ID: f.ID, Privileges: slices.Sorted(slices.Values(f.PrivilegeIDs(t)))})
		}
	}
	g.lists = append(g.lists, all)
}

type baseKey struct {
	base string
	t    catalog.Target
}

var baseCache sync.Map // baseKey → []FeatureAccess

// baseGrants returns what a base privilege grants: the privilege of that name
// of every registered feature that is not excluded from base privileges. Every
// call returns the same list.
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
		slices.Sort(privileges)
		out = append(out, FeatureAccess{f.ID, slices.Compact(privileges), true})
	}
	baseCache.Store(key, out)
	return out
}

// space merges the lists.
func (g *grants) space(id string) Space {
	s := Space{ID: id}
	for i, list := range g.lists {
		if i == 0 {
			s.Features = list
			s.Shared = len(g.lists) == 1 && len(list) > 0 && list[0].Shared
			continue
		}
		s.Features = mergeFeatures(s.Features, list)
	}
	return s
}

// mergeFeatures unites two lists; neither is modified.
func mergeFeatures(a, b []FeatureAccess) []FeatureAccess {
	out := make([]FeatureAccess, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0].ID, b[0].ID); {
		case c < 0:
			out, a = append(out, a[0]), a[1:]
		case c > 0:
			out, b = append(out, b[0]), b[1:]
		default:
			both := slices.Concat(a[0].Privileges, b[0].Privileges)
			slices.Sort(both)
			out = append(out, FeatureAccess{ID: a[0].ID, Privileges: slices.Compact(both)})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
