package access

import (
	"slices"

	"github.com/rolelint/rolelint/internal/automata"
)

// classesWithin splits the actions that a question is about by the privileges
// of the entries that reach its names. wanted is the key of the question's own
// actions. Only what lies within them is told apart, so that the classes are
// few, and the same for all roles that use the same privileges there.
func (s *Set) classesWithin(wanted string, do *automata.Language, near []*group) ([]actionClass, error) {
	languages := map[string]*automata.Language{wanted: do}
	keys := []string{wanted}
	for _, g := range near {
		for _, p := range g.privileges {
			if _, seen := languages[p.name]; !seen {
				languages[p.name] = automata.Intersect(p.language, do)
				keys = append(keys, p.name)
			}
		}
	}
	slices.Sort(keys)
	return cachedClasses(s.Target, keys, languages)
}
