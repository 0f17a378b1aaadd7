package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
)

// touching caches which patterns have a name in common with those of a
// question, and which name: roles repeat patterns.
var touching sync.Map // touchKey → touch

// touch is whether a pattern reaches a name of a question.
type touch struct {
	some bool
	name string // one of them; empty where it is not decided
}

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
			return touches(on, pattern, names).some
		}) {
			out = append(out, g)
		}
	}
	return out
}

func touches(on, pattern string, names *automata.Language) touch {
	key := touchKey{on, pattern}
	if known, ok := touching.Load(key); ok {
		return known.(touch)
	}
	t := touch{some: true} // where it is not decided
	if l, err := asName.language(pattern); err == nil {
		if name, found, err := automata.Intersect(l, names).Witness(); err == nil {
			t = touch{found, name}
		}
	}
	touching.Store(key, t)
	return t
}

// reachedName returns a name of a question that a group reaches, where no name
// of the question is restricted.
func (g *group) reachedName(on string, names *automata.Language) string {
	for _, pattern := range g.names {
		if t := touches(on, pattern, names); t.name != "" {
			return t.name
		}
	}
	return ""
}
