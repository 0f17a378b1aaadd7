package automata

import "slices"

// One pair in reduce may cost pairEffort, and costs pairEffortLeast at least.
const (
	pairEffort      = 2_000
	pairEffortLeast = 20
)

// reduce leaves out of A∖B the automata of A that a single one of B includes,
// as far as an effort goes. Other states it returns as they are.
func (s *search) reduce(start stateID, effort int) stateID {
	if s.states[start].kind != both {
		return start
	}
	var outer []int32
	for _, id := range s.states[start].kids {
		if s.states[id].kind == none {
			outer = s.states[id].members
		}
	}
	if len(outer) < 2 {
		return start
	}
	kids := slices.Clone(s.states[start].kids)
	for i, id := range kids {
		if s.states[id].kind != some {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(s.states[id].members), func(inner int32) bool {
			return slices.ContainsFunc(outer, func(m int32) bool { return s.includes(m, inner, &effort) })
		})
		kids[i] = s.leaf(some, left)
	}
	return s.join(both, kids)
}

// includes says whether it is quickly shown that one automaton state accepts
// all that another does.
func (s *search) includes(outer, inner int32, effort *int) bool {
	if *effort <= 0 {
		return false
	}
	s.effort = pairEffort
	pair := s.join(both, []stateID{s.leaf(some, []int32{inner}), s.leaf(none, []int32{outer})})
	_, found, err := s.shortest(pair)
	*effort -= max(pairEffort-s.effort, pairEffortLeast)
	return !found && err == nil
}
