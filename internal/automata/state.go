package automata

import (
	"encoding/binary"
	"slices"
)

// A stateID names a state of an exploration: a language that is still to be
// read. Equal ids mean equal languages (not the other way round).
type stateID int32

const (
	never  stateID = iota // nothing is accepted any more
	always                // everything is
)

type stateKind uint8

const (
	constant stateKind = iota
	some               // one of the automaton states accepts
	none               // none of them does
	both               // all kids accept: kids are of kinds some, none, either
	either             // a kid accepts: kids are of kinds some, none, both
)

// A state stands for what remains to be read. Complements are pushed down to
// the leaves (none), so that both and either are each other's mirror image.
type state struct {
	kind    stateKind
	accepts bool      // the empty rest
	least   int32     // no shorter rest is accepted
	members []int32   // of some and none: automaton states of the exploration, ascending
	kids    []stateID // of both and either, ascending
}

// An exploration numbers the automaton states of the expressions it is asked
// about, and the states reached. It serves one question.
type exploration struct {
	bases   map[string]int32 // of automata, by key: equal patterns share their states
	members []member

	states []state
	ids    map[string]stateID
	key    []byte // scratch

	effort int // left

	// scratch of step
	breaks  []rune
	leaves  []stateID
	targets [][][]int32 // leaf, interval
	reached [][]stateID // leaf, interval
}

// A member is one state of one automaton; its edges count from base.
type member struct {
	*nfaState
	base int32
}

func explore(budget Budget) *exploration {
	return &exploration{
		bases:  map[string]int32{},
		states: []state{{kind: constant}, {kind: constant, accepts: true}},
		ids:    map[string]stateID{},
		effort: budget.limit(),
	}
}

// base returns the number of an automaton's start.
func (x *exploration) base(n *nfa) int32 {
	if base, ok := x.bases[n.key]; ok {
		return base
	}
	base := int32(len(x.members))
	for i := range n.states {
		x.members = append(x.members, member{&n.states[i], base})
	}
	x.bases[n.key] = base
	return base
}

// enter returns the state in which an expression, or its complement, begins.
func (x *exploration) enter(e *expression, complement bool) stateID {
	leaf, joint := some, either
	if complement {
		leaf, joint = none, both
	}
	if e == nil {
		return x.leaf(leaf, nil)
	}
	switch e.kind {
	case unionOfAutomata:
		var members []int32
		for _, n := range e.automata {
			members = append(members, x.base(n))
		}
		return x.leaf(leaf, members)
	case complementOf:
		return x.enter(e.kids[0], !complement)
	case intersectionOf:
		joint = mirror(joint)
	}
	kids := make([]stateID, len(e.kids))
	for i, kid := range e.kids {
		kids[i] = x.enter(kid, complement)
	}
	return x.join(joint, kids)
}

// mirror returns either for both and both for either.
func mirror(kind stateKind) stateKind {
	if kind == both {
		return either
	}
	return both
}

// leaf returns the state for automaton states; it sorts members in place.
func (x *exploration) leaf(kind stateKind, members []int32) stateID {
	empty, full := never, always
	if kind == none {
		empty, full = always, never
	}
	if len(members) == 0 {
		return empty
	}
	if !slices.IsSorted(members) {
		slices.Sort(members)
	}
	members = slices.Compact(members)
	least := x.members[members[0]].distance
	for _, m := range members {
		if x.members[m].universal {
			return full
		}
		least = min(least, x.members[m].distance)
	}
	accepts := least == 0
	if kind == none {
		accepts = !accepts
		least = 0
		if !accepts {
			least = 1
		}
	}
	x.key = append(x.key[:0], byte(kind))
	for _, m := range members {
		x.key = binary.AppendUvarint(x.key, uint64(m))
	}
	if id, ok := x.ids[string(x.key)]; ok {
		return id
	}
	return x.intern(state{kind: kind, accepts: accepts, least: least, members: slices.Clone(members)})
}

// stateEffort is what a new state costs, in transitions.
const stateEffort = 20

// intern adds a state under the key in x.key.
func (x *exploration) intern(s state) stateID {
	x.effort -= stateEffort
	id := stateID(len(x.states))
	x.states = append(x.states, s)
	x.ids[string(x.key)] = id
	return id
}

// join returns the state for several (kind both or either) and simplifies it:
//
//   - a constant decides or goes away;
//   - joints of the same kind are flattened;
//   - A∖B with A and B sets of automaton states is (A∖B as sets)∖B, which
//     settles patterns that both sides have in common without reading anything;
//   - what contradicts the leaves goes away inside the other joints (propagate).
//
// The comments say it for both; either is its mirror image.
func (x *exploration) join(kind stateKind, kids []stateID) stateID {
	deciding, idle := never, always
	mergedKind, apartKind := none, some // ¬A∧¬B is ¬(A∪B); A∧B stays two
	if kind == either {
		deciding, idle = always, never
		mergedKind, apartKind = some, none
	}
	var merged []int32
	var apart, rest []stateID
	var take func(id stateID) bool
	take = func(id stateID) bool {
		if id == deciding {
			return false
		}
		switch s := &x.states[id]; s.kind {
		case mergedKind:
			merged = append(merged, s.members...)
		case apartKind:
			apart = append(apart, id)
		case kind:
			for _, kid := range s.kids {
				if !take(kid) {
					return false
				}
			}
		case constant: // idle
		default:
			rest = append(rest, id)
		}
		return true
	}
	for _, kid := range kids {
		if !take(kid) {
			return deciding
		}
	}
	if len(merged) > 0 {
		slices.Sort(merged)
		merged = slices.Compact(merged)
		rest = append(rest, x.leaf(mergedKind, merged))
	}
	for _, id := range apart {
		id = x.leaf(apartKind, difference(x.states[id].members, merged))
		if id == deciding {
			return deciding
		}
		rest = append(rest, id)
	}
	if again, changed := x.propagate(kind, rest); changed {
		return x.join(kind, again)
	}
	slices.Sort(rest)
	rest = slices.Compact(rest)
	switch len(rest) {
	case 0:
		return idle
	case 1:
		return rest[0]
	}
	x.key = append(x.key[:0], byte(kind))
	for _, id := range rest {
		x.key = binary.AppendUvarint(x.key, uint64(id))
	}
	if id, ok := x.ids[string(x.key)]; ok {
		return id
	}
	joint := state{kind: kind, accepts: kind == both, least: x.states[rest[0]].least, kids: rest}
	for _, id := range rest {
		kid := &x.states[id]
		if kind == both {
			joint.accepts = joint.accepts && kid.accepts
			joint.least = max(joint.least, kid.least)
		} else {
			joint.accepts = joint.accepts || kid.accepts
			joint.least = min(joint.least, kid.least)
		}
	}
	return x.intern(joint)
}

// propagate drops from the joints of the other kind every kid that the leaves
// beside them rule out: in A∧(¬A∨C) the ¬A.
func (x *exploration) propagate(kind stateKind, kids []stateID) (again []stateID, changed bool) {
	deciding, other := never, mirror(kind)
	if kind == either {
		deciding = always
	}
	var leaves, joints []stateID
	for _, id := range kids {
		if x.states[id].kind == other {
			joints = append(joints, id)
		} else {
			leaves = append(leaves, id)
		}
	}
	if len(joints) == 0 || len(leaves) == 0 {
		return nil, false
	}
	again = slices.Clone(leaves)
	for _, id := range joints {
		possible := slices.DeleteFunc(slices.Clone(x.states[id].kids), func(kid stateID) bool {
			x.effort--
			return x.states[kid].kind != kind && x.join(kind, append(slices.Clone(leaves), kid)) == deciding
		})
		if len(possible) < len(x.states[id].kids) {
			changed = true
			id = x.join(other, possible)
		}
		again = append(again, id)
	}
	return again, changed
}

// difference returns what is in a and not in b, both ascending.
func difference(a, b []int32) []int32 {
	var left []int32
	for _, m := range a {
		if _, found := slices.BinarySearch(b, m); !found {
			left = append(left, m)
		}
	}
	return left
}
