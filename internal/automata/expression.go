package automata

// An expression combines automata without evaluating anything: questions walk
// it lazily. It is immutable; nil accepts nothing.
type expression struct {
	kind     expressionKind
	automata []*nfa        // of unionOfAutomata
	kids     []*expression // of the others; one for a complement
}

type expressionKind uint8

const (
	unionOfAutomata expressionKind = iota
	unionOf
	intersectionOf
	complementOf
)

func automatonOf(n *nfa) *expression {
	if n == nil || len(n.states) == 0 {
		return nil
	}
	return &expression{kind: unionOfAutomata, automata: []*nfa{n}}
}

// or unites. Automata that several kids share by key are kept once.
func or(kids ...*expression) *expression {
	var automata []*nfa
	var others []*expression
	seen := map[string]bool{}
	var take func(e *expression)
	take = func(e *expression) {
		switch {
		case e == nil:
		case e.kind == unionOf:
			for _, kid := range e.kids {
				take(kid)
			}
		case e.kind == unionOfAutomata:
			for _, n := range e.automata {
				if !seen[n.key] {
					seen[n.key] = true
					automata = append(automata, n)
				}
			}
		default:
			others = append(others, e)
		}
	}
	for _, kid := range kids {
		take(kid)
	}
	if len(automata) > 0 {
		others = append(others, &expression{kind: unionOfAutomata, automata: automata})
	}
	switch len(others) {
	case 0:
		return nil
	case 1:
		return others[0]
	}
	return &expression{kind: unionOf, kids: others}
}

func and(kids ...*expression) *expression {
	if len(kids) == 1 {
		return kids[0]
	}
	for _, kid := range kids {
		if kid == nil {
			return nil
		}
	}
	return &expression{kind: intersectionOf, kids: kids}
}

func not(kid *expression) *expression {
	if kid != nil && kid.kind == complementOf {
		return kid.kids[0]
	}
	return &expression{kind: complementOf, kids: []*expression{kid}}
}

// contains decides membership by simulating every automaton.
func (e *expression) contains(s string) bool {
	if e == nil {
		return false
	}
	switch e.kind {
	case unionOfAutomata:
		for _, n := range e.automata {
			if n.contains(s) {
				return true
			}
		}
		return false
	case unionOf:
		for _, kid := range e.kids {
			if kid.contains(s) {
				return true
			}
		}
		return false
	case intersectionOf:
		for _, kid := range e.kids {
			if !kid.contains(s) {
				return false
			}
		}
		return true
	default:
		return !e.kids[0].contains(s)
	}
}
