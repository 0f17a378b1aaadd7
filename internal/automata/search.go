package automata

import (
	"cmp"
	"math"
	"slices"
)

// maxRounds is how many lengths a search tries before it looks for strings of
// any length.
const maxRounds = 16

// A search is an exploration for a shortest string.
type search struct {
	*exploration
	known map[stateID][]choice
}

// A choice is a move by its most readable character.
type choice struct {
	rank int // of the character; smaller is more readable
	by   rune
	to   stateID
}

// An arrival is a state that was reached, and how.
type arrival struct {
	state stateID
	from  int // index of the arrival before; -1 at the start
	by    rune
}

// shortest returns the witness of a state. It looks for short strings first,
// so that an easy witness is found among many hard states; then for any.
func (s *search) shortest(start stateID) (witness string, found bool, err error) {
	if start == never {
		return "", false, nil
	}
	length := s.states[start].least
	for range maxRounds {
		witness, found, next, err := s.within(start, length)
		if found || next == length || err != nil {
			return witness, found, err
		}
		length = next
	}
	witness, found, _, err = s.within(start, math.MaxInt32)
	return witness, found, err
}

// within looks for an accepted string of at most a length, breadth first, more
// readable characters first: the first found is the shortest, and the most
// readable of that length. Where there is none, next is the length to try next,
// or the same length where there is no longer one either.
func (s *search) within(start stateID, length int32) (witness string, found bool, next int32, err error) {
	if s.states[start].accepts {
		return "", true, length, nil
	}
	next = length
	arrivals := []arrival{{state: start, from: -1}}
	visited := map[stateID]bool{start: true}
	depth, layerEnd := int32(1), 1 // of what the current arrival leads to
	for at := 0; at < len(arrivals); at++ {
		if at == layerEnd {
			depth++
			layerEnd = len(arrivals)
		}
		choices, err := s.choices(arrivals[at].state)
		if err != nil {
			return "", false, 0, err
		}
		for _, c := range choices {
			if visited[c.to] {
				continue
			}
			if total := depth + s.states[c.to].least; total > length {
				if next == length || total < next {
					next = total
				}
				continue
			}
			visited[c.to] = true
			arrivals = append(arrivals, arrival{c.to, at, c.by})
			if s.states[c.to].accepts {
				return spell(arrivals), true, next, nil
			}
		}
	}
	return "", false, next, nil
}

// choices returns the moves out of a state, the most readable first.
func (s *search) choices(id stateID) ([]choice, error) {
	if choices, ok := s.known[id]; ok {
		s.effort -= len(choices)
		if s.effort < 0 {
			return nil, ErrTooComplex
		}
		return choices, nil
	}
	moves, err := s.step(id, nil)
	if err != nil {
		return nil, err
	}
	choices := make([]choice, 0, len(moves))
	for _, m := range moves {
		by, rank := m.on.best()
		choices = append(choices, choice{rank, by, m.to})
	}
	slices.SortFunc(choices, func(a, b choice) int { return cmp.Compare(a.rank, b.rank) })
	s.known[id] = choices
	return choices, nil
}

// spell returns the string that leads to the last arrival.
func spell(arrivals []arrival) string {
	var reversed []rune
	for at := len(arrivals) - 1; arrivals[at].from >= 0; at = arrivals[at].from {
		reversed = append(reversed, arrivals[at].by)
	}
	slices.Reverse(reversed)
	return string(reversed)
}
