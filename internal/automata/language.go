// Package automata decides questions about Elasticsearch name patterns:
// wildcards and Lucene regular expressions as languages, their union,
// intersection and difference, inclusion, and shortest witnesses.
//
// Strings are sequences of Unicode characters. Combining languages costs
// nothing; a question explores the combination lazily under a [Budget], and
// answers exactly or with [ErrTooComplex].
package automata

// A Language is a set of strings. It is immutable and safe for concurrent use.
// The zero value and nil are the empty language.
type Language struct{ root *expression }

func (l *Language) expression() *expression {
	if l == nil {
		return nil
	}
	return l.root
}

// Empty returns the language without strings.
func Empty() *Language { return &Language{} }

// All returns the language of all strings, the empty one included.
func All() *Language { return &Language{not(nil)} }

// Exact returns the language of one string.
func Exact(s string) *Language {
	states := make([]nfaState, 0, len(s)+1)
	for _, r := range s {
		next := int32(len(states) + 1)
		states = append(states, nfaState{edges: []nfaEdge{{runeRange{r, r}, next}}})
	}
	states = append(states, nfaState{accepts: true})
	return &Language{automatonOf(finish("="+s, states))}
}

// Union returns the strings that are in any of the languages.
func Union(languages ...*Language) *Language {
	return &Language{or(expressions(languages)...)}
}

// Intersect returns the strings that are in all of the languages; of none at
// all, every string.
func Intersect(languages ...*Language) *Language {
	if len(languages) == 0 {
		return All()
	}
	return &Language{and(expressions(languages)...)}
}

// Minus returns the strings of a that are not in b.
func Minus(a, b *Language) *Language {
	return &Language{and(a.expression(), not(b.expression()))}
}

// Complement returns the strings that are not in l.
func Complement(l *Language) *Language { return &Language{not(l.expression())} }

// Contains says whether s is in the language. It determinizes nothing and
// needs no budget. Bytes that are not UTF-8 count as U+FFFD.
func (l *Language) Contains(s string) bool { return l.expression().contains(s) }

func expressions(languages []*Language) []*expression {
	list := make([]*expression, len(languages))
	for i, l := range languages {
		list[i] = l.expression()
	}
	return list
}

// Weight is about how much memory the language takes, in states and
// transitions of its automata; one of them is some twenty bytes.
func (l *Language) Weight() int { return l.expression().weight() }

func (e *expression) weight() int {
	if e == nil {
		return 0
	}
	sum := 1
	for _, n := range e.automata {
		for i := range n.states {
			sum += 2 + len(n.states[i].edges)
		}
	}
	for _, kid := range e.kids {
		sum += kid.weight()
	}
	return sum
}
