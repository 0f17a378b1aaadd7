package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// kibanaSet is the Kibana access of a user: space → feature → privilege, each
// with the entry that gives it. Deprecated features stand as what Kibana
// replaces them by, so that both generations of a name are one access.
type kibanaSet struct {
	spaces map[string]kibanaGrants // "*" is what holds in all spaces
	// opaque are grants on deprecated features whose replacement is not
	// established; they are compared as they are written.
	target catalog.Target
}

// kibanaGrants maps feature → privilege → where it is granted.
type kibanaGrants map[string]map[string]Place

// everywhere is the pseudo-feature of what base privileges on all spaces grant
// beyond every feature: the management of spaces, the features API, global
// settings, and every feature that a later version adds.
//
// Source: kibana authorization_core privileges.ts: the global base privileges
// have actions of their own.
const everywhere = "*"

func (g kibanaGrants) add(feature, privilege string, at Place) {
	if g[feature] == nil {
		g[feature] = map[string]Place{}
	}
	if _, ok := g[feature][privilege]; !ok {
		g[feature][privilege] = at
	}
}

func kibanaOf(t catalog.Target, roles []*role.Role) *kibanaSet {
	s := &kibanaSet{spaces: map[string]kibanaGrants{}, target: t}
	for _, r := range roles {
		for i := range r.KibanaEntries {
			e := &r.KibanaEntries[i]
			for _, space := range e.Spaces {
				s.addEntry(space.Value, r, e)
			}
		}
		for _, a := range r.Applications {
			if superuserApplication(a) {
				s.addBase("*", "all", Place{r, a.Node})
			}
		}
	}
	return s
}

func (s *kibanaSet) in(space string) kibanaGrants {
	if s.spaces[space] == nil {
		s.spaces[space] = kibanaGrants{}
	}
	return s.spaces[space]
}

func (s *kibanaSet) addBase(space, base string, at Place) {
	g := s.in(space)
	for _, f := range baseGrants(base, s.target) {
		for _, p := range f.Privileges {
			s.addPrivilege(g, f.ID, p, at)
		}
	}
	name := "base " + base
	if space == "*" {
		g.add(everywhere, name, at)
		if base == "all" {
			g.add(everywhere, "base read", at)
		}
	}
}

func (s *kibanaSet) addEntry(space string, r *role.Role, e *role.KibanaEntry) {
	for _, b := range e.Base {
		if b.Value == "all" || b.Value == "read" {
			s.addBase(space, b.Value, Place{r, b.Node})
		}
	}
	g := s.in(space)
	for _, granted := range e.Features {
		f, ok := catalog.LookupFeature(granted.ID)
		if !ok || f.At(s.target).Exists == catalog.No {
			continue // grants nothing
		}
		for _, p := range granted.Privileges {
			if !registered(f, p.Value, s.target) {
				continue
			}
			for _, included := range f.Includes(p.Value, s.target) {
				s.addPrivilege(g, f.ID, included, Place{r, p.Node})
			}
		}
	}
}

// addPrivilege adds a privilege, or what Kibana replaces it by.
func (s *kibanaSet) addPrivilege(g kibanaGrants, feature, privilege string, at Place) {
	f, ok := catalog.LookupFeature(feature)
	if !ok {
		return
	}
	if deprecated, _ := f.DeprecatedAt(s.target); deprecated == catalog.Yes {
		if grants, answer := f.Replacement(privilege, s.target); answer == catalog.Yes {
			for _, replacement := range grants {
				successor, ok := catalog.LookupFeature(replacement.Feature)
				if !ok {
					continue
				}
				for _, p := range replacement.Privileges {
					for _, included := range successor.Includes(p, s.target) {
						g.add(successor.ID, included, at)
					}
				}
			}
			return
		}
	}
	g.add(feature, privilege, at)
}

// grantedIn reports whether a privilege is granted in a space, by itself or in
// all spaces.
func (s *kibanaSet) grantedIn(space, feature, privilege string) (Place, bool) {
	if at, ok := s.spaces[space][feature][privilege]; ok {
		return at, true
	}
	at, ok := s.spaces["*"][feature][privilege]
	return at, ok
}

// kibana compares space by space; "*" stands for every space that is not named.
func (c *comparison) kibana(s, other *Set) {
	for _, space := range sortedKeys(s.kibana.spaces) {
		mine := s.kibana.spaces[space]
		for _, feature := range sortedKeys(mine) {
			var gained []string
			for _, p := range sortedKeys(mine[feature]) {
				if _, ok := other.kibana.grantedIn(space, feature, p); !ok {
					gained = append(gained, p)
				}
			}
			for _, p := range strongest(feature, gained, s.Target) {
				c.add(KibanaKind, Witness{Space: space, Feature: feature, Privilege: p}, mine[feature][p],
					describeKibana(space, feature, p))
			}
		}
	}
}

// strongest leaves out privileges that others of the list contain.
func strongest(feature string, privileges []string, t catalog.Target) []string {
	f, ok := catalog.LookupFeature(feature)
	if !ok {
		if feature == everywhere && slices.Contains(privileges, "base all") {
			return []string{"base all"}
		}
		return privileges
	}
	var out []string
	for i, p := range privileges {
		contained := false
		for j, q := range privileges {
			if i == j || !slices.Contains(f.Includes(q, t), p) {
				continue
			}
			// Of two that contain each other (all and minimal_all without
			// sub-features) the first by the catalogue's order stays.
			contained = contained || !slices.Contains(f.Includes(p, t), q) || strings.HasPrefix(p, "minimal_")
		}
		if !contained {
			out = append(out, p)
		}
	}
	return out
}

func describeKibana(space, feature, privilege string) string {
	where := "in space " + space
	if space == "*" {
		where = "in all spaces"
	}
	if feature == everywhere {
		return privilege + " " + where + ": space management and features that later versions add"
	}
	return feature + ": " + privilege + " " + where
}
