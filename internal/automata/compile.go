package automata

import (
	"fmt"
	"slices"
)

// Limits of one pattern. Elasticsearch gives a pattern a determinize work
// limit of 10,000 (Lucene Operations.DEFAULT_DETERMINIZE_WORK_LIMIT).
const (
	maxFragmentStates = 50_000
	patternEffort     = 600_000
)

// A compiler turns the terms of one pattern into an expression. Complements
// and intersections at the top stay unevaluated; below a sequence or a repeat
// they are determinized. All of it shares one effort.
type compiler struct{ effort int }

// spend takes a cost off the effort and says whether it was there.
func (c *compiler) spend(cost int) bool {
	c.effort -= cost
	return c.effort > 0
}

// compile makes the expression of a term. The key names its language: the same
// key always stands for the same term.
func (c *compiler) compile(key string, t *term) (*expression, error) {
	kids := t.kids
	switch {
	case t.plain():
		return c.automaton(key, t)
	case t.kind == complementTerm:
		kid, err := c.compile(key+"\x00~", kids[0])
		return not(kid), err
	case t.kind == intersectionTerm:
		all, err := c.compileAll(key, kids)
		return and(all...), err
	case t.kind == alternationTerm:
		all, err := c.compileAll(key, plainFirst(kids))
		return or(all...), err
	default:
		return c.automaton(key, t)
	}
}

// plainFirst joins the kids that need no determinizing into one.
func plainFirst(kids []*term) []*term {
	var plain, rest []*term
	for _, kid := range kids {
		if kid.plain() {
			plain = append(plain, kid)
		} else {
			rest = append(rest, kid)
		}
	}
	if len(plain) > 0 {
		rest = append([]*term{group(alternationTerm, plain...)}, rest...)
	}
	return rest
}

func (c *compiler) compileAll(key string, terms []*term) ([]*expression, error) {
	var all []*expression
	for i, t := range terms {
		e, err := c.compile(fmt.Sprintf("%s\x00%d", key, i), t)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// automaton builds one automaton: fragments with empty transitions first
// (Thompson's construction), which are then taken out.
func (c *compiler) automaton(key string, t *term) (*expression, error) {
	b := &fragmentBuilder{compiler: c, key: key, embedded: map[*term]*nfa{}}
	start, end := b.state(), b.state()
	b.add(t, start, end)
	if b.err != nil {
		return nil, b.err
	}
	states, err := b.withoutEmpty(start, end)
	if err != nil {
		return nil, err
	}
	return automatonOf(finish(key, states)), nil
}

type fragmentBuilder struct {
	*compiler
	key      string
	empty    [][]int32   // per state: transitions that read nothing
	edges    [][]nfaEdge // per state: transitions that read a character
	embedded map[*term]*nfa
	err      error
}

// state adds a state; past the limit it records the error and returns the
// first, so that the caller need not look.
func (b *fragmentBuilder) state() int32 {
	if len(b.empty) >= maxFragmentStates {
		b.err = ErrTooComplex
		return 0
	}
	b.empty = append(b.empty, nil)
	b.edges = append(b.edges, nil)
	return int32(len(b.empty) - 1)
}

func (b *fragmentBuilder) skip(from, to int32) { b.empty[from] = append(b.empty[from], to) }

// add puts a term between two states.
func (b *fragmentBuilder) add(t *term, from, to int32) {
	if b.err != nil {
		return
	}
	switch t.kind {
	case nothingTerm:
	case charTerm:
		for _, r := range t.chars {
			if _, ok := r.withoutSurrogates(); ok {
				b.edges[from] = append(b.edges[from], nfaEdge{r, to})
			}
		}
	case sequenceTerm:
		for _, kid := range t.kids {
			next := b.state()
			b.add(kid, from, next)
			from = next
		}
		b.skip(from, to)
	case alternationTerm:
		for _, kid := range t.kids {
			// Each gets its own start, so that no loop of one can be
			// entered from another.
			first := b.state()
			b.skip(from, first)
			b.add(kid, first, to)
		}
	case repeatTerm:
		b.addRepeat(t, from, to)
	case intersectionTerm, complementTerm:
		b.addDeterminized(t, from, to)
	}
}

func (b *fragmentBuilder) addRepeat(t *term, from, to int32) {
	for i := 0; i < t.min && b.err == nil; i++ {
		next := b.state()
		b.add(t.kids[0], from, next)
		from = next
	}
	if t.max == unlimited {
		first, last := b.state(), b.state()
		b.skip(from, first)
		b.add(t.kids[0], first, last)
		b.skip(last, first)
		b.skip(first, to)
		return
	}
	for i := t.min; i < t.max && b.err == nil; i++ {
		first, next := b.state(), b.state()
		b.skip(from, first)
		b.skip(from, to)
		b.add(t.kids[0], first, next)
		from = next
	}
	b.skip(from, to)
}

// addDeterminized embeds a complement or an intersection.
func (b *fragmentBuilder) addDeterminized(t *term, from, to int32) {
	n, ok := b.embedded[t]
	if !ok {
		e, err := b.compile(fmt.Sprintf("%s\x00(%d", b.key, len(b.embedded)), t)
		if err == nil {
			n, err = b.determinize(e)
		}
		if err != nil {
			b.err = err
			return
		}
		b.embedded[t] = n
	}
	var first int32
	for i, s := range n.states {
		at := b.state()
		if b.err != nil {
			return
		}
		if i == 0 {
			first = at
			b.skip(from, first)
		}
		for _, e := range s.edges {
			b.edges[at] = append(b.edges[at], nfaEdge{e.on, first + e.to})
		}
		if s.accepts {
			b.skip(at, to)
		}
	}
}

// withoutEmpty takes the empty transitions out: it keeps the start and every
// state that a character leads to, and gives each what can be reached from it
// without reading.
func (b *fragmentBuilder) withoutEmpty(start, end int32) ([]nfaState, error) {
	number := map[int32]int32{start: 0}
	order := []int32{start}
	seen := make([]int, len(b.empty))
	var states []nfaState
	for at := 0; at < len(order); at++ {
		var state nfaState
		stack := []int32{order[at]}
		seen[order[at]] = at + 1
		for len(stack) > 0 {
			s := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !b.spend(1 + len(b.edges[s]) + len(b.empty[s])) {
				return nil, ErrTooComplex
			}
			state.accepts = state.accepts || s == end
			for _, e := range b.edges[s] {
				if _, ok := number[e.to]; !ok {
					number[e.to] = int32(len(order))
					order = append(order, e.to)
				}
				state.edges = append(state.edges, nfaEdge{e.on, number[e.to]})
			}
			for _, next := range b.empty[s] {
				if seen[next] != at+1 {
					seen[next] = at + 1
					stack = append(stack, next)
				}
			}
		}
		slices.SortFunc(state.edges, func(a, b nfaEdge) int {
			if a.to != b.to {
				return int(a.to - b.to)
			}
			return int(a.on.lo - b.on.lo)
		})
		state.edges = slices.Compact(state.edges)
		states = append(states, state)
	}
	return states, nil
}
