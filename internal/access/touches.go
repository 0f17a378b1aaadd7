package access

import (
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
)

// touching caches which patterns have a name in common with those of a
// question: roles repeat patterns.
var touching sync.Map // touchKey → bool

type touchKey struct{ on, pattern string }

// Touches reports whether any indices entry has a name in common with those of
// a question; where none has, the answer is no. It is cheap: for asking a
// thousand roles before asking one in earnest.
func (s *Set) Touches(q IndexQuestion) bool {
	on, err := asName.language(q.On)
	if err != nil {
		return true
	}
	names := automata.Intersect(on, automata.AliasNames())
	for _, g := range s.indices {
		for _, pattern := range g.names {
			key := touchKey{q.On, pattern}
			answer, known := touching.Load(key)
			if !known {
				answer = touches(pattern, names)
				touching.Store(key, answer)
			}
			if answer.(bool) {
				return true
			}
		}
	}
	return false
}

func touches(pattern string, names *automata.Language) bool {
	l, err := asName.language(pattern)
	if err != nil {
		return true // not decided here
	}
	disjoint, err := automata.Disjoint(l, names)
	return err != nil || !disjoint
}
