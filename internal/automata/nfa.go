package automata

import (
	"slices"
	"unicode/utf8"
)

// An nfa is a nondeterministic automaton without empty transitions, in which
// every state can still reach acceptance. It is immutable.
type nfa struct {
	// key names the language: automata with the same key accept the same
	// strings. One that is only built into another has none.
	key    string
	states []nfaState // the first is the start; none at all accept nothing
}

type nfaState struct {
	accepts   bool
	universal bool  // accepts whatever follows
	distance  int32 // length of the shortest string that is still accepted
	edges     []nfaEdge
}

type nfaEdge struct {
	on runeRange
	to int32
}

// finish drops states that cannot reach acceptance, and marks the universal
// ones. States keep their order.
func finish(key string, states []nfaState) *nfa {
	distance := distances(states)
	renumbered := make([]int32, len(states))
	var kept []nfaState
	for i, s := range states {
		if distance[i] >= 0 {
			renumbered[i] = int32(len(kept))
			s.distance = distance[i]
			kept = append(kept, s)
		}
	}
	if len(states) == 0 || distance[0] < 0 {
		return &nfa{key: key}
	}
	for i := range kept {
		edges := make([]nfaEdge, 0, len(kept[i].edges))
		for _, e := range kept[i].edges {
			if distance[e.to] >= 0 {
				edges = append(edges, nfaEdge{e.on, renumbered[e.to]})
			}
		}
		kept[i].edges = edges
	}
	markUniversal(kept)
	return &nfa{key: key, states: kept}
}

// distances returns for every state the length of the shortest string that
// leads from it to acceptance, or -1 where there is none.
func distances(states []nfaState) []int32 {
	before := make([][]int32, len(states))
	distance := make([]int32, len(states))
	var queue []int32
	for i, s := range states {
		for _, e := range s.edges {
			if _, ok := e.on.withoutSurrogates(); ok {
				before[e.to] = append(before[e.to], int32(i))
			}
		}
		distance[i] = -1
		if s.accepts {
			distance[i] = 0
			queue = append(queue, int32(i))
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, i := range before[queue[at]] {
			if distance[i] < 0 {
				distance[i] = distance[queue[at]] + 1
				queue = append(queue, i)
			}
		}
	}
	return distance
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

// contains simulates the automaton; as long as only one state is reached it
// allocates nothing.
func (n *nfa) contains(s string) bool {
	if len(n.states) == 0 {
		return false
	}
	at := int32(0)
	for rest := s; ; {
		state := &n.states[at]
		if state.universal || len(rest) == 0 {
			return state.accepts
		}
		c, size := utf8.DecodeRuneInString(rest)
		to, count := int32(0), 0
		for _, e := range state.edges {
			if e.on.lo <= c && c <= e.on.hi {
				to = e.to
				count++
			}
		}
		switch count {
		case 0:
			return false
		case 1:
			at, rest = to, rest[size:]
		default:
			return n.containsFrom(at, rest)
		}
	}
}

// containsFrom simulates the automaton from one of its states on.
func (n *nfa) containsFrom(at int32, s string) bool {
	current, next := []int32{at}, []int32(nil)
	seen := make([]int, len(n.states)) // the step that last reached the state
	for step := 1; len(s) > 0; step++ {
		c, size := utf8.DecodeRuneInString(s)
		s = s[size:]
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
