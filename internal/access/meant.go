package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// IndexAsMeant answers an index question as people mean it: what a role has only
// by the way is no part of it, and then the answer is no. A privilege of a role
// is a part of the one asked for where it contains it or is contained in it, and
// has something of what that is for; see purpose. With a field, that is reading
// documents.
func (s *Set) IndexAsMeant(q IndexQuestion) (Answer, error) {
	a, err := s.Index(q)
	if err != nil || a.Verdict != Partly {
		return a, err
	}
	names, do, err := s.asked(q)
	if err != nil {
		return a, nil // decided, and a part is not ruled out
	}
	if _, _, found, err := s.indexPart(q, names, do); err != nil || found {
		return a, nil
	}
	a.Verdict, a.Because = No, nil
	s.nearest(q, names, do, &a)
	return a, nil
}

// ClusterAsMeant is IndexAsMeant for a cluster privilege or action.
func (s *Set) ClusterAsMeant(do string) (Answer, error) {
	a, err := s.Cluster(do)
	if err != nil || a.Verdict != Partly {
		return a, err
	}
	if _, _, found, err := s.clusterPart(do); err != nil || found {
		return a, nil
	}
	a.Verdict, a.Because, a.Missing = No, nil, []string{"cluster privilege " + do}
	return a, nil
}

// indexPart returns a granted part of an index question.
func (s *Set) indexPart(q IndexQuestion, names, do *automata.Language) (w Witness, at Place, found bool, err error) {
	return s.indexGrant(q, names, func(p grant) (string, error) {
		return remembered(sharedKey{"part", p.name, strings.ToLower(q.Do), q.Field != "", s.Target}, func() (*automata.Language, error) {
			return indexPart(p, q, do, s.Target)
		})
	})
}

// indexPart returns what a privilege of a role has of what an index question
// asks for.
func indexPart(p grant, q IndexQuestion, do *automata.Language, t catalog.Target) (*automata.Language, error) {
	_, named := catalog.LookupIndex(q.Do)
	if _, privilege := catalog.LookupIndex(p.name); named && privilege {
		if by, err := incidental(p.language, do); err != nil || by {
			return automata.Empty(), err
		}
	}
	actions := func(name string) *automata.Language {
		l, _ := indexActions(name, t)
		return l
	}
	wanted := do
	if named {
		var err error
		if wanted, err = purpose(strings.ToLower(q.Do), do, actions, indexViewing); err != nil {
			return nil, err
		}
	}
	if q.Field != "" {
		if reads := automata.Intersect(wanted, contentReads()); !isEmpty(reads) {
			wanted = reads
		}
	}
	return automata.Intersect(p.language, wanted), nil
}

// clusterPart returns a granted part of a cluster question.
func (s *Set) clusterPart(do string) (w Witness, at Place, found bool, err error) {
	do = strings.ToLower(do)
	wanted, ok := clusterActions(do)
	if !ok {
		return Witness{}, Place{}, false, nil
	}
	_, named := catalog.LookupCluster(do)
	meant := wanted
	if named {
		actions := func(name string) *automata.Language {
			l, _ := clusterActions(name)
			return l
		}
		if meant, err = purpose(do, wanted, actions, clusterViewing()); err != nil {
			return Witness{}, Place{}, false, err
		}
		if do != ownPrivilege && do != "manage_api_key" {
			meant = automata.Minus(meant, ownActions()) // one's own API keys are for everybody
		}
	}
	for _, g := range s.cluster {
		if _, privilege := catalog.LookupCluster(g.name); named && privilege {
			if by, err := incidental(g.language, wanted); err != nil {
				return Witness{}, Place{}, false, err
			} else if by {
				continue
			}
		}
		inside := automata.Intersect(g.language, meant)
		action, found, err := inside.Witness()
		if err != nil {
			return Witness{}, Place{}, false, err
		}
		if found {
			return clusterWitness(inside, action, g), g.at, true, nil
		}
	}
	return Witness{}, Place{}, false, nil
}

// indexViewing are the index privileges of which nearly every other has
// something.
var indexViewing = []string{"monitor", "view_index_metadata"}

// clusterViewing are the cluster privileges that show and change nothing.
func clusterViewing() []string {
	var out []string
	for _, p := range catalog.ClusterPrivileges() {
		if viewing[p.Name] {
			out = append(out, p.Name)
		}
	}
	return out
}

// purpose returns what a privilege is for: its actions without those of the
// privileges that only show something, unless it is itself one of those, or
// all, or nothing else is in it.
func purpose(do string, wanted *automata.Language, actions func(string) *automata.Language, shown []string) (*automata.Language, error) {
	if do == "all" || slices.Contains(shown, do) {
		return wanted, nil
	}
	var seen []*automata.Language
	for _, name := range shown {
		seen = append(seen, actions(name))
	}
	rest := automata.Minus(wanted, automata.Union(seen...))
	empty, err := rest.IsEmpty()
	if err != nil || empty {
		return wanted, err
	}
	return rest, nil
}

func isEmpty(l *automata.Language) bool {
	empty, err := l.IsEmpty()
	return err == nil && empty
}
