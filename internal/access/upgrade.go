package access

import (
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// Upgrade returns what roles grant at one target, said in the terms of another,
// so that it can be compared with what they grant there: Kibana privileges
// stand as what the other version replaces them by, and names that only the
// other treats as restricted count as reached although they are restricted.
// Elasticsearch privileges stand for the actions they have at the other target.
func Upgrade(from, to catalog.Target, roles ...*role.Role) (*Set, error) {
	s, err := Of(to, roles...)
	if err != nil {
		return nil, err
	}
	s.kibana = kibanaOf(from, roles).translated(to)
	later := automata.Minus(Restricted(to), Restricted(from))
	for _, g := range s.indices {
		reached := automata.Intersect(g.language, later)
		if empty, err := reached.IsEmpty(); g.restricted || err == nil && empty {
			continue
		}
		also := *g
		also.key += "\x00restricted later"
		also.language, also.restricted = reached, true
		s.indices = append(s.indices, &also)
	}
	return s, nil
}

// translated returns the grants in the terms of another target.
func (s *kibanaSet) translated(to catalog.Target) *kibanaSet {
	out := &kibanaSet{target: to, spaces: map[string]kibanaGrants{}, everything: s.everything, patterned: s.patterned}
	for _, space := range sortedKeys(s.spaces) {
		g := out.in(space)
		for _, feature := range sortedKeys(s.spaces[space]) {
			for _, p := range sortedKeys(s.spaces[space][feature]) {
				at := s.spaces[space][feature][p]
				if feature == everywhere {
					g.add(feature, p, at)
				} else {
					out.addPrivilege(g, feature, p, at)
				}
			}
		}
	}
	return out
}
