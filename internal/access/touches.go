package access

import (
	"slices"
	"strings"
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
	return len(s.near(q.On, names)) > 0
}

// near returns the groups that reach a name of a pattern, and those for which
// that is not decided.
func (s *Set) near(on string, names *automata.Language) []*group {
	prefix := literalPrefix(on)
	var out []*group
	for _, g := range s.indices {
		if slices.ContainsFunc(g.names, func(pattern string) bool {
			p := literalPrefix(pattern)
			if !strings.HasPrefix(p, prefix) && !strings.HasPrefix(prefix, p) {
				return false // they begin in different ways
			}
			key := touchKey{on, pattern}
			answer, known := touching.Load(key)
			if !known {
				answer = touches(pattern, names)
				touching.Store(key, answer)
			}
			return answer.(bool)
		}) {
			out = append(out, g)
		}
	}
	return out
}

func touches(pattern string, names *automata.Language) bool {
	l, err := asName.language(pattern)
	if err != nil {
		return true // not decided here
	}
	disjoint, err := automata.Disjoint(l, names)
	return err != nil || !disjoint
}
