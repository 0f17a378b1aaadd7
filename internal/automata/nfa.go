package automata

import (
	"slices"
	"unicode/utf8"
)

// An nfa is a nondeterministic automaton without empty transitions, in which
// every state can still reach acceptance. It is immutable.
type nfa struct {
	// key names the language: two automata with the same key, where it is not
	// empty, accept the same strings.
	key    string
	states []nfaState // the first is the start; none at all accept nothing
}

type nfaState struct {
	accepts   bool
	universal bool // accepts whatever follows
	edges     []nfaEdge
}

type nfaEdge struct {
	on runeRange
	to int32
}

// finish drops states that cannot reach acceptance, and marks the universal
// ones. States keep their order.
func finish(key string, states []nfaState) *nfa {
	alive := canAccept(states)
	renumbered := make([]int32, len(states))
	var kept []nfaState
	for i, s := range states {
		if alive[i] {
			renumbered[i] = int32(len(kept))
			kept = append(kept, s)
		}
	}
	if len(states) == 0 || !alive[0] {
		return &nfa{key: key}
	}
	for i := range kept {
		edges := make([]nfaEdge, 0, len(kept[i].edges))
		for _, e := range kept[i].edges {
			if alive[e.to] {
				edges = append(edges, nfaEdge{e.on, renumbered[e.to]})
			}
		}
		kept[i].edges = edges
	}
	markUniversal(kept)
	return &nfa{key: key, states: kept}
}

// canAccept says for every state whether an accepting one can be reached.
func canAccept(states []nfaState) []bool {
	before := make([][]int32, len(states))
	alive := make([]bool, len(states))
	var queue []int32
	for i, s := range states {
		for _, e := range s.edges {
			if _, ok := e.on.withoutSurrogates(); ok {
				before[e.to] = append(before[e.to], int32(i))
			}
		}
		if s.accepts {
			alive[i] = true
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		last := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, i := range before[last] {
			if !alive[i] {
				alive[i] = true
				queue = append(queue, i)
			}
		}
	}
	return alive
}

// maxUniversalRounds ends the search for universal states; without marks
// everything stays correct and is merely slower.
const maxUniversalRounds = 16

// markUniversal marks the accepting states from which every character leads to
// a universal state: the greatest such set.
func markUniversal(states []nfaState) {
	for i := range states {
		states[i].universal = states[i].accepts
	}
	for range maxUniversalRounds {
		changed := false
		for i := len(states) - 1; i >= 0; i-- {
			if states[i].universal && !coversAll(states, states[i].edges) {
				states[i].universal = false
				changed = true
			}
		}
		if !changed {
			return
		}
	}
	for i := range states {
		states[i].universal = false
	}
}

// coversAll says whether the edges to universal states take every character.
func coversAll(states []nfaState, edges []nfaEdge) bool {
	var covered []runeRange
	for _, e := range edges {
		if states[e.to].universal {
			covered = append(covered, e.on)
		}
	}
	covered = normalize(covered)
	return slices.Equal(covered, anyRune)
}

// contains simulates the automaton.
func (n *nfa) contains(s string) bool {
	if len(n.states) == 0 {
		return false
	}
	current, next := []int32{0}, []int32(nil)
	seen := make([]int, len(n.states)) // the step that last reached the state
	step := 0
	for len(s) > 0 {
		c, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		step++
		next = next[:0]
		for _, i := range current {
			if n.states[i].universal {
				return true
			}
			for _, e := range n.states[i].edges {
				if e.on.lo <= c && c <= e.on.hi && seen[e.to] != step {
					seen[e.to] = step
					next = append(next, e.to)
				}
			}
		}
		if len(next) == 0 {
			return false
		}
		current, next = next, current
	}
	return slices.ContainsFunc(current, func(i int32) bool { return n.states[i].accepts })
}
