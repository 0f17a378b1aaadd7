package automata

// A term is a node of a regular expression.
type term struct {
	kind     termKind
	kids     []*term     // of sequences, alternations, intersections; one of complements and repeats
	chars    []runeRange // of charTerm, normalized
	min, max int         // of repeatTerm; max is unlimited where there is no upper limit
}

type termKind uint8

const (
	nothingTerm      termKind = iota // no string at all
	charTerm                         // one character of chars
	sequenceTerm                     // the kids one after the other; without kids the empty string
	alternationTerm                  // any of the kids
	intersectionTerm                 // all of the kids at once
	complementTerm                   // whatever the kid does not match
	repeatTerm                       // the kid min to max times
)

const unlimited = -1

func chars(ranges ...runeRange) *term {
	return &term{kind: charTerm, chars: normalize(ranges)}
}

func literal(text string) *term {
	t := &term{kind: sequenceTerm}
	for _, r := range text {
		t.kids = append(t.kids, chars(runeRange{r, r}))
	}
	return t
}

func group(kind termKind, kids ...*term) *term {
	if len(kids) == 1 && kind != complementTerm {
		return kids[0]
	}
	return &term{kind: kind, kids: kids}
}

func repeat(kid *term, least, most int) *term {
	return &term{kind: repeatTerm, kids: []*term{kid}, min: least, max: most}
}

// plain says that a term has neither intersection nor complement in it, so
// that it becomes an automaton without determinizing.
func (t *term) plain() bool {
	if t.kind == intersectionTerm || t.kind == complementTerm {
		return false
	}
	for _, kid := range t.kids {
		if !kid.plain() {
			return false
		}
	}
	return true
}
