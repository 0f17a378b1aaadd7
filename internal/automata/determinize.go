package automata

// determinize reads an expression through and returns its deterministic
// automaton.
func (c *compiler) determinize(e *expression) (*nfa, error) {
	if !c.spend(1) {
		return nil, ErrTooComplex
	}
	x := explore(Budget{Effort: c.effort})
	defer func() { c.effort = x.effort }()
	order := []stateID{x.enter(e, false)}
	number := map[stateID]int32{order[0]: 0}
	var states []nfaState
	var moves []move
	for at := 0; at < len(order); at++ {
		var err error
		if moves, err = x.step(order[at], moves[:0]); err != nil {
			return nil, err
		}
		deterministic := nfaState{accepts: x.states[order[at]].accepts}
		for _, m := range moves {
			to, ok := number[m.to]
			if !ok {
				to = int32(len(order))
				number[m.to] = to
				order = append(order, m.to)
			}
			// Neighbours that lead to the same state become one edge.
			if last := len(deterministic.edges) - 1; last >= 0 && deterministic.edges[last].to == to &&
				deterministic.edges[last].on.hi+1 == m.on.lo {
				deterministic.edges[last].on.hi = m.on.hi
				continue
			}
			deterministic.edges = append(deterministic.edges, nfaEdge{m.on, to})
		}
		states = append(states, deterministic)
	}
	return finish("", states), nil
}
