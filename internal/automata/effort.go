package automata

// ServerPatternEffort is what Elasticsearch lets determinizing one pattern
// cost, in the unit of [ServerEffort]: ten times a work limit of 10,000
// (Lucene Operations.determinize and DEFAULT_DETERMINIZE_WORK_LIMIT; given by
// Automatons.buildAutomaton and Automatons.wildcard). Past it the server says
// "The set of patterns [..] is too complex to evaluate" (StringMatcher).
const ServerPatternEffort = 100_000

// ServerEffort estimates what determinizing a pattern costs Elasticsearch: how
// many nondeterministic states the deterministic ones hold in all. The server
// builds its automata a little differently, so that the estimate may be off by
// a factor of two for wildcards and by more for regular expressions. It stops
// counting at twice [ServerPatternEffort]. The error is that of [ParseEscaped],
// or [ErrTooComplex] where the estimate would cost too much itself.
func ServerEffort(pattern string) (effort int, err error) {
	return (*Pool)(nil).ServerEffort(pattern)
}

// ServerEffort is [ServerEffort], charged to the pool.
func (p *Pool) ServerEffort(pattern string) (effort int, err error) {
	l, err := p.ParseEscaped(pattern)
	if err != nil {
		return 0, err
	}
	const enough = 2 * ServerPatternEffort
	// The count itself ends the exploration of all but the oddest patterns.
	const most = 2 * DefaultEffort
	x := explore(Budget{Effort: most})
	defer func() { p.charge(most - x.effort) }()
	order := []stateID{x.enter(l.expression(), false)}
	seen := map[stateID]bool{order[0]: true}
	var moves []move
	for at := 0; at < len(order) && effort < enough; at++ {
		if moves, err = x.step(order[at], moves[:0]); err != nil {
			return 0, err
		}
		for _, leaf := range x.leaves {
			effort += len(x.states[leaf].members)
		}
		for _, m := range moves {
			if !seen[m.to] {
				seen[m.to] = true
				order = append(order, m.to)
			}
		}
	}
	return min(effort, enough), nil
}
