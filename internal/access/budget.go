package access

import (
	"errors"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/automata"
)

// Limits of one comparison. They count work, not time, so that an answer is
// the same everywhere.
const (
	tinyEffort  = 3_000   // of a question, when many were too hard
	quickEffort = 30_000  // of a question; nearly all need far less
	hardEffort  = 300_000 // of a question that needs more

	hardMost  = 12    // questions that may need more
	failsMost = 20    // questions that may fail before the next get less
	tinyMost  = 200   // questions that may fail then, before none is asked any more
	partsMost = 5_000 // parts into which patterns may cut a language
)

// effort is what a comparison may still spend.
type effort struct{ hard, fails, tiny, parts int }

func newEffort() effort {
	return effort{hard: hardMost, fails: failsMost, tiny: tinyMost, parts: partsMost}
}

// witness returns a string of the language, or automata.ErrTooComplex.
func (e *effort) witness(l *automata.Language) (string, bool, error) {
	if e.tiny <= 0 {
		return "", false, automata.ErrTooComplex
	}
	if e.fails <= 0 {
		w, found, err := automata.Budget{Effort: tinyEffort}.Witness(l)
		if err != nil {
			e.tiny--
		}
		return w, found && err == nil, err
	}
	w, found, err := automata.Budget{Effort: quickEffort}.Witness(l)
	if errors.Is(err, automata.ErrTooComplex) && e.hard > 0 {
		e.hard--
		w, found, err = automata.Budget{Effort: hardEffort}.Witness(l)
		if err != nil {
			e.hard /= 2 // what follows will mostly be as hard
		}
	}
	if err != nil {
		e.fails--
	}
	return w, found && err == nil, err
}

// subset reports whether one language is within another; what is too complex
// to say counts as no.
func (e *effort) subset(inner, outer *automata.Language) bool {
	_, found, err := e.witness(automata.Minus(inner, outer))
	return !found && err == nil
}

// name is witness for names of indices: no name is longer than
// automata.MaxNameBytes.
func (e *effort) name(l *automata.Language) (string, bool, error) {
	w, found, err := e.witness(l)
	if found && utf8.RuneCountInString(w) > automata.MaxNameBytes {
		return "", false, nil // a shortest one
	}
	return w, found, err
}

// split partitions a language by the languages of groups and visits every part
// that is not empty, with a string of it and the groups that contain it, until
// visit returns true.
func (e *effort) split(l *automata.Language, groups []*group, of func(*group) *automata.Language, visit func(example string, in []*group) bool) error {
	type part struct {
		language *automata.Language
		example  string
		in       []*group
		rest     []*group
	}
	example, found, err := e.witness(l)
	if err != nil || !found {
		return err
	}
	stack := []part{{l, example, nil, groups}}
	for len(stack) > 0 {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if len(p.rest) == 0 {
			if visit(p.example, p.in) {
				return nil
			}
			continue
		}
		if e.parts--; e.parts < 0 {
			return automata.ErrTooComplex
		}
		first, rest := p.rest[0], p.rest[1:]
		inside, outside := automata.Intersect(p.language, of(first)), automata.Minus(p.language, of(first))
		w, found, err := e.witness(outside)
		if err != nil {
			return err
		}
		if !found { // all inside
			p.in, p.rest = append(p.in, first), rest
			stack = append(stack, p)
			continue
		}
		out := part{outside, w, p.in[:len(p.in):len(p.in)], rest}
		stack = append(stack, out)
		if w, found, err = e.witness(inside); err != nil {
			return err
		}
		if found {
			stack = append(stack, part{inside, w, append(p.in[:len(p.in):len(p.in)], first), rest})
		} else {
			stack[len(stack)-1].language = p.language // outside is all of it
		}
	}
	return nil
}
