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
	target catalog.Target
	spaces map[string]kibanaGrants // "*" is what holds in all spaces
	// everything are the spaces in which every action is granted: the privilege
	// "*" of the application spelling.
	everything map[string]Place
	// patterned are entries on a resource that is a pattern ("space:a*").
	patterned []patternedEntry
}

type patternedEntry struct {
	words    string // resource and privileges
	resource string
	at       Place
}

// kibanaGrants maps feature → privilege → where it is granted.
type kibanaGrants map[string]map[string]Place

// everywhere is the pseudo-feature of what base privileges on all spaces grant
// beyond every feature: all has the management of spaces, the features API, task
// manager and the saving of global settings; both show global settings and
// telemetry that is not encrypted. Those of single spaces have nothing beyond.
//
// Source: kibana authorization_core privileges.ts@d5471f13, global.all,
// global.read, space.all and space.read.
const everywhere = "*"

// Since when read of all spaces grants anything beyond the features
// (decryptedTelemetry: elastic/kibana#96571), and since when there are global
// settings (elastic/kibana#152797).
var (
	telemetrySince      = catalog.V(7, 14)
	globalSettingsSince = catalog.V(8, 8)
)

func (g kibanaGrants) add(feature, privilege string, at Place) {
	if g[feature] == nil {
		g[feature] = map[string]Place{}
	}
	if _, ok := g[feature][privilege]; !ok {
		g[feature][privilege] = at
	}
}

func kibanaOf(t catalog.Target, roles []*role.Role) *kibanaSet {
	s := &kibanaSet{target: t, spaces: map[string]kibanaGrants{}, everything: map[string]Place{}}
	for _, r := range roles {
		for i := range r.KibanaEntries {
			e := &r.KibanaEntries[i]
			if e.Spelling == role.KibanaSpelling {
				for _, space := range e.Spaces {
					s.addEntry(space.Value, r, e)
				}
			}
		}
		for _, a := range r.Applications {
			s.addApplication(r, a)
		}
	}
	return s
}

// addApplication adds an entry of the application spelling, resource by
// resource: "*" are all spaces, "space:ID" is one.
func (s *kibanaSet) addApplication(r *role.Role, a role.Application) {
	if superuserApplication(a) {
		s.everything["*"] = Place{r, a.Node}
		return
	}
	if a.Application.Value != role.KibanaApplication {
		return
	}
	for _, resource := range a.Resources {
		id, ok := strings.CutPrefix(resource.Value, "space:")
		switch {
		case resource.Value == "*":
			id = "*"
		case strings.ContainsAny(resource.Value, "*?\\") || strings.HasPrefix(resource.Value, "/"):
			s.patterned = append(s.patterned, patternedEntry{
				setKey([]string{resource.Value}) + setKey(values(a.Privileges)), resource.Value, Place{r, resource.Node}})
			continue
		case !ok:
			continue // no space
		}
		for _, p := range a.Privileges {
			s.addStored(id, p, r)
		}
	}
}

// addStored adds a privilege of the application spelling.
//
// Source: kibana privilege_serializer.ts: all and read are the global base
// privileges, space_all and space_read those of spaces.
func (s *kibanaSet) addStored(space string, p role.Text, r *role.Role) {
	at := Place{r, p.Node}
	switch p.Value {
	case "*":
		s.everything[space] = at
	case "all", "read":
		s.addBase(space, p.Value, at)
		s.addGlobalBase(space, p.Value, at)
	case "space_all", "space_read":
		s.addBase(space, strings.TrimPrefix(p.Value, "space_"), at)
	default:
		if id, privilege, ok := role.SplitFeaturePrivilege(p.Value); ok {
			s.addFeature(s.in(space), id, privilege, at)
		}
	}
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
			s.addWithin(g, f.ID, p, at)
		}
	}
}

// addGlobalBase adds what the base privileges of all spaces grant besides.
func (s *kibanaSet) addGlobalBase(space, base string, at Place) {
	g := s.in(space)
	if base == "all" {
		g.add(everywhere, "base all", at)
	}
	if s.target.Stack.Compare(telemetrySince) >= 0 {
		g.add(everywhere, "base read", at)
	}
}

// addEntry adds an entry of Kibana's spelling.
func (s *kibanaSet) addEntry(space string, r *role.Role, e *role.KibanaEntry) {
	for _, b := range e.Base {
		if b.Value == "all" || b.Value == "read" {
			s.addBase(space, b.Value, Place{r, b.Node})
			if space == "*" {
				s.addGlobalBase(space, b.Value, Place{r, b.Node})
			}
		}
	}
	for _, granted := range e.Features {
		for _, p := range granted.Privileges {
			s.addFeature(s.in(space), granted.ID, p.Value, Place{r, p.Node})
		}
	}
}

// addFeature adds a privilege of a feature with what it contains; what the
// target does not have grants nothing.
func (s *kibanaSet) addFeature(g kibanaGrants, feature, privilege string, at Place) {
	f, ok := catalog.LookupFeature(feature)
	if !ok || f.At(s.target).Exists == catalog.No || !registered(f, privilege, s.target) {
		return
	}
	for _, included := range f.Includes(privilege, s.target) {
		s.addWithin(g, f.ID, included, at)
	}
}

// addWithin adds a privilege with the lesser ones of its feature.
func (s *kibanaSet) addWithin(g kibanaGrants, feature, privilege string, at Place) {
	f, ok := catalog.LookupFeature(feature)
	if !ok {
		return
	}
	for _, p := range contained(f, privilege, s.target) {
		s.addPrivilege(g, feature, p, at)
	}
}

// contained returns a privilege and all that it contains: by the catalogue's
// inclusion, and by Kibana's convention that all can do what read can, and the
// stronger of an exclusive group what the weaker can.
func contained(f *catalog.Feature, privilege string, t catalog.Target) []string {
	list := []string{privilege}
	for i := 0; i < len(list); i++ {
		for _, p := range append(f.Includes(list[i], t), f.Suggests(list[i], t)...) {
			if !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
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
					for _, included := range contained(successor, p, s.target) {
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
	for _, in := range []string{space, "*"} {
		if at, ok := s.spaces[in][feature][privilege]; ok {
			return at, true
		}
		if at, ok := s.everything[in]; ok {
			return at, true
		}
	}
	return Place{}, false
}

// kibana compares space by space; "*" stands for every space that is not named.
func (c *comparison) kibana(s, other *Set) {
	gained := func(w Witness, at Place, summary string) {
		if len(other.kibana.patterned) > 0 {
			c.doubt(KibanaKind, at, "the resource \""+other.kibana.patterned[0].resource+"\" of the other side is a pattern, which Kibana does not write; what it covers is not decided")
			return
		}
		c.add(KibanaKind, w, at, summary)
	}
	for _, space := range sortedKeys(s.kibana.everything) {
		if _, ok := other.kibana.grantedIn(space, "", ""); !ok {
			gained(Witness{Space: space, Feature: everywhere, Privilege: "*"}, s.kibana.everything[space], describeKibana(s.Target, space, everywhere, "*"))
		}
	}
	for _, space := range sortedKeys(s.kibana.spaces) {
		mine := s.kibana.spaces[space]
		for _, feature := range sortedKeys(mine) {
			var missing []string
			for _, p := range sortedKeys(mine[feature]) {
				if _, ok := other.kibana.grantedIn(space, feature, p); !ok {
					missing = append(missing, p)
				}
			}
			for _, p := range strongest(feature, missing, s.Target) {
				gained(Witness{Space: space, Feature: feature, Privilege: p}, mine[feature][p], describeKibana(s.Target, space, feature, p))
			}
		}
	}
	for _, e := range s.kibana.patterned {
		if !slices.ContainsFunc(other.kibana.patterned, func(o patternedEntry) bool { return o.words == e.words }) {
			c.doubt(KibanaKind, e.at, "the resource \""+e.resource+"\" is a pattern, which Kibana does not write; what it covers is not decided")
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
	within := map[string][]string{}
	for _, p := range privileges {
		within[p] = contained(f, p, t)
	}
	var out []string
	for i, p := range privileges {
		weaker := false
		for j, q := range privileges {
			if i == j || !slices.Contains(within[q], p) {
				continue
			}
			// Of two that contain each other (all and minimal_all without
			// sub-features) the plain one stays, or the first.
			mutual := slices.Contains(within[p], q)
			minimalP, minimalQ := strings.HasPrefix(p, "minimal_"), strings.HasPrefix(q, "minimal_")
			weaker = weaker || !mutual || minimalP && !minimalQ || minimalP == minimalQ && j < i
		}
		if !weaker {
			out = append(out, p)
		}
	}
	return out
}

// describeKibana says in words what a privilege in a space is, at a target.
func describeKibana(t catalog.Target, space, feature, privilege string) string {
	where := "in space " + space
	if space == "*" {
		where = "in all spaces"
	}
	if feature == everywhere && privilege == "*" {
		return "every Kibana action " + where
	}
	if feature == everywhere {
		return privilege + " " + where + ": " + beyondFeatures(t, privilege)
	}
	return feature + ": " + privilege + " " + where
}

// beyondFeatures says what a base privilege of all spaces grants that no feature
// does.
func beyondFeatures(t catalog.Target, base string) string {
	settings := t.Stack.Compare(globalSettingsSince) >= 0
	switch {
	case base == "base all" && settings:
		return "managing spaces and global settings"
	case base == "base all":
		return "managing spaces"
	case settings:
		return "seeing global settings and unencrypted telemetry"
	}
	return "seeing unencrypted telemetry"
}
