package automata

import "slices"

// A move is what reading one character of a range leads to.
type move struct {
	on runeRange // without surrogates at its ends
	to stateID
}

// step returns the moves out of a state, in order of their characters, those
// to never left out. It takes the cost off the effort that is left, and fails
// with ErrTooComplex where there is none.
func (x *exploration) step(id stateID, moves []move) ([]move, error) {
	if id == always {
		return append(moves, move{runeRange{0, anyRune[0].hi}, always}), nil
	}
	x.leaves = x.collectLeaves(id, x.leaves[:0])
	x.findBreaks()
	intervals := len(x.breaks) - 1
	x.clearTargets(intervals)
	for leaf, leafID := range x.leaves {
		for _, m := range x.states[leafID].members {
			member := x.members[m]
			for _, e := range member.edges {
				first, _ := slices.BinarySearch(x.breaks, e.on.lo)
				for i := first; i < intervals && x.breaks[i] <= e.on.hi; i++ {
					x.targets[leaf][i] = append(x.targets[leaf][i], member.base+e.to)
					x.effort--
				}
			}
		}
		x.effort--
	}
	for i := range intervals {
		on, ok := runeRange{x.breaks[i], x.breaks[i+1] - 1}.withoutSurrogates()
		if !ok {
			continue
		}
		if to := x.after(id, i); to != never {
			moves = append(moves, move{on, to})
		}
	}
	x.effort -= intervals
	if x.effort < 0 {
		return nil, ErrTooComplex
	}
	return moves, nil
}

// collectLeaves appends the leaves below a state, each once.
func (x *exploration) collectLeaves(id stateID, leaves []stateID) []stateID {
	s := &x.states[id]
	switch s.kind {
	case some, none:
		if !slices.Contains(leaves, id) {
			leaves = append(leaves, id)
		}
	case both, either:
		for _, kid := range s.kids {
			leaves = x.collectLeaves(kid, leaves)
		}
	}
	return leaves
}

// findBreaks cuts the characters into intervals inside which all edges of the
// leaves agree.
func (x *exploration) findBreaks() {
	x.breaks = append(x.breaks[:0], 0, anyRune[0].hi+1)
	for _, leaf := range x.leaves {
		for _, m := range x.states[leaf].members {
			for _, e := range x.members[m].edges {
				x.breaks = append(x.breaks, e.on.lo, e.on.hi+1)
			}
		}
	}
	slices.Sort(x.breaks)
	x.breaks = slices.Compact(x.breaks)
}

func (x *exploration) clearTargets(intervals int) {
	for len(x.targets) < len(x.leaves) {
		x.targets = append(x.targets, nil)
		x.reached = append(x.reached, nil)
	}
	for leaf := range x.leaves {
		for len(x.targets[leaf]) < intervals {
			x.targets[leaf] = append(x.targets[leaf], nil)
			x.reached[leaf] = append(x.reached[leaf], unknownState)
		}
		for i := range intervals {
			x.targets[leaf][i] = x.targets[leaf][i][:0]
			x.reached[leaf][i] = unknownState
		}
	}
}

const unknownState stateID = -1

// after returns the state that a state becomes by reading a character of an
// interval.
func (x *exploration) after(id stateID, interval int) stateID {
	switch kind := x.states[id].kind; kind {
	case constant:
		return id
	case some, none:
		leaf := slices.Index(x.leaves, id)
		if x.reached[leaf][interval] == unknownState {
			x.reached[leaf][interval] = x.leaf(kind, x.targets[leaf][interval])
		}
		return x.reached[leaf][interval]
	default:
		count := len(x.states[id].kids)
		kids := make([]stateID, count)
		for i := range count {
			kids[i] = x.after(x.states[id].kids[i], interval)
		}
		return x.join(kind, kids)
	}
}
