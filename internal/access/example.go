package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// IndexExample returns something of an index question that is granted, and the
// entry that grants it: a part of it as people mean it, or else anything. ok is
// false where there is nothing, or nothing could be found within the effort that
// is allowed.
func (s *Set) IndexExample(q IndexQuestion) (w Witness, at Place, ok bool) {
	names, do, err := s.asked(q)
	if err != nil {
		return Witness{}, Place{}, false
	}
	if w, at, ok, err = s.indexPart(q, names, do); ok && err == nil {
		return w, at, true
	}
	w, at, ok, _ = s.indexGrant(q, names, func(p grant) (string, error) {
		return remembered(sharedKey{"any", p.name, strings.ToLower(q.Do), false, s.Target}, func() (*automata.Language, error) {
			return automata.Intersect(p.language, do), nil
		})
	})
	return w, at, ok
}

// indexGrant returns a grant on any of the names, with the action that pick
// returns for a privilege; empty where it is not meant. The error is that
// something was not decided; what is found is found all the same.
func (s *Set) indexGrant(q IndexQuestion, names *automata.Language, pick func(grant) (string, error)) (w Witness, at Place, ok bool, undecided error) {
	for _, g := range s.near(q.On, names) {
		name, found, err := "", false, error(nil)
		if !MayBeRestricted(q.On) {
			name = g.reachedName(q.On, names)
			found = name != ""
		}
		if !found {
			mine := automata.Intersect(names, g.language)
			if !g.restricted {
				mine = automata.Minus(mine, Restricted(s.Target))
			}
			name, found, err = mine.Witness()
		}
		if err != nil {
			undecided = err
		}
		if err != nil || !found || q.Field != "" && !g.shows(q.Field) {
			continue
		}
		for _, p := range g.privileges {
			action, err := pick(p)
			if err != nil {
				undecided = err
			}
			if action != "" && err == nil {
				action, failures := splitAction(action)
				restricted := MayBeRestricted(name) && Restricted(s.Target).Contains(name)
				return Witness{Index: name, Action: action, Privilege: p.name, Field: q.Field, Restricted: restricted, Failures: failures}, p.at, true, undecided
			}
		}
	}
	return Witness{}, Place{}, false, undecided
}

// sharedKey is what an action that a privilege and a question share depends on.
type sharedKey struct {
	about         string
	privilege, do string
	field         bool
	target        catalog.Target
}

// remembered returns an action of a language, empty where there is none. Roles
// share their privileges, so it is worked out once.
func remembered(key sharedKey, shared func() (*automata.Language, error)) (string, error) {
	if known, ok := sharedActions.Load(key); ok {
		return known.(string), nil
	}
	inside, err := shared()
	if err != nil {
		return "", err
	}
	action, found, err := inside.Witness()
	if err != nil {
		return "", err
	}
	if found {
		action = everyday(inside, action)
	}
	sharedActions.Store(key, action)
	return action, nil
}

var sharedActions sync.Map // sharedKey → action

// everyday returns an action of the language that people know, or else a known
// one, or else the example. The component of the data comes first.
func everyday(l *automata.Language, example string) string {
	for _, action := range everydayActions {
		for _, component := range []string{onData, ""} {
			if l.Contains(component + action) {
				return component + action
			}
		}
	}
	return readable(&actionClass{language: l, example: example})
}

// shows reports whether a group lets a field through. Metadata fields have
// rules of their own and count as visible.
func (g *group) shows(field string) bool {
	return g.fields.all || metadataFields().Contains(field) || g.fields.language.Contains(field)
}

// asked returns the names and the actions that a question is about.
func (s *Set) asked(q IndexQuestion) (names, do *automata.Language, err error) {
	on, err := asName.language(q.On)
	if err != nil {
		return nil, nil, err
	}
	do, ok := indexActions(q.Do, s.Target)
	if !ok {
		return nil, nil, wrongQuestion("%q is neither an index privilege nor an action", q.Do)
	}
	if _, named := catalog.LookupIndex(q.Do); !named && !strings.HasSuffix(q.Do, "*") {
		do = automata.Exact(onData + strings.ToLower(q.Do))
	}
	return automata.Intersect(on, automata.AliasNames()), do, nil
}

// Keeps returns a name of a question on which all that it asks for is granted,
// on every document and field; found is false where there is none. Restricted
// names count only where restricted says so. The error is
// automata.ErrTooComplex, or says that the question makes no sense.
func (s *Set) Keeps(q IndexQuestion, restricted bool) (name string, found bool, err error) {
	names, do, err := s.asked(q)
	if err != nil {
		return "", false, err
	}
	if !restricted {
		names = automata.Minus(names, Restricted(s.Target))
	}
	k := keeper{do: do, known: Restricted(s.Target), steps: 10_000}
	return k.search(s.indices, names, nil)
}

// keeper looks for groups with a name in common that together grant do.
type keeper struct {
	do, known *automata.Language
	steps     int
}

func (k *keeper) search(groups []*group, names *automata.Language, granted []*automata.Language) (string, bool, error) {
	if k.steps--; k.steps < 0 {
		return "", false, automata.ErrTooComplex
	}
	if len(granted) > 0 {
		if all, err := automata.Subset(k.do, automata.Union(granted...)); err != nil {
			return "", false, err
		} else if all {
			return names.Witness()
		}
	}
	for i, g := range groups {
		if !g.queries.all || !g.fields.all {
			continue
		}
		common := automata.Intersect(names, g.language)
		if !g.restricted {
			common = automata.Minus(common, k.known)
		}
		if empty, err := common.IsEmpty(); err != nil {
			return "", false, err
		} else if empty {
			continue
		}
		var more []*automata.Language
		for _, p := range g.privileges {
			if disjoint, err := automata.Disjoint(p.language, k.do); err != nil || !disjoint {
				more = append(more, p.language)
			}
		}
		if len(more) == 0 {
			continue
		}
		if name, found, err := k.search(groups[i+1:], common, append(slices.Clone(granted), more...)); found || err != nil {
			return name, found, err
		}
	}
	return "", false, nil
}

// ClusterExample returns a granted action of a cluster privilege or action: a
// part of it as people mean it, or else any.
func (s *Set) ClusterExample(do string) (w Witness, at Place, ok bool) {
	if w, at, ok, err := s.clusterPart(do); ok && err == nil {
		return w, at, true
	}
	wanted, ok := clusterActions(do)
	if !ok {
		return Witness{}, Place{}, false
	}
	for _, g := range s.cluster {
		inside := automata.Intersect(g.language, wanted)
		if action, found, err := inside.Witness(); err == nil && found {
			return clusterWitness(inside, action, g), g.at, true
		}
	}
	return Witness{}, Place{}, false
}

func clusterWitness(inside *automata.Language, action string, g grant) Witness {
	action = everyday(inside, action)
	name, _ := splitAction(action)
	return Witness{Action: name, Privilege: g.name, Own: strings.HasPrefix(action, onOwn)}
}

// RunAsExample returns a user of the name or pattern that may be impersonated.
func (s *Set) RunAsExample(user string) (w Witness, at Place, ok bool) {
	wanted, err := asEscaped.language(user)
	if err != nil {
		return Witness{}, Place{}, false
	}
	for _, g := range s.runAs {
		if name, found, err := automata.Intersect(g.language, wanted, userNames()).Witness(); err == nil && found {
			return Witness{User: name}, g.at, true
		}
	}
	return Witness{}, Place{}, false
}
