package automata

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// maxDepth limits how deep parentheses and complements nest.
const maxDepth = 1000

// A regexpParser reads a regular expression the way Lucene 10's RegExp does
// with the flags ALL | DEPRECATED_COMPLEMENT
// (lucene/core/src/java/org/apache/lucene/util/automaton/RegExp.java), which is
// what Elasticsearch uses for names (x-pack/plugin/core/…/security/support/
// Automatons.java). Its methods follow that parser's productions one by one,
// because its oddities are part of the language: after a "|" or at the start
// every character but a few is a literal, even ")" or "*".
//
// Known difference between versions: in a class, before Lucene 10.2 an escaped
// character could begin a range ("[\.-9]"); this reads it as later ones do.
type regexpParser struct {
	pattern string // slashes included
	text    []rune // what stands between the slashes
	offsets []int  // where each of text begins in pattern; and the closing slash
	pos     int    // index into text
	depth   int
}

// failure carries an error up through the productions.
type failure struct{ err error }

// parseRegexp reads a pattern that stands between slashes.
func parseRegexp(pattern string) (t *term, err error) {
	p := &regexpParser{pattern: pattern}
	for i, r := range pattern[1 : len(pattern)-1] {
		p.text = append(p.text, r)
		p.offsets = append(p.offsets, 1+i)
	}
	p.offsets = append(p.offsets, len(pattern)-1)
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			t, err = nil, r.err
		default:
			panic(r)
		}
	}()
	if len(p.text) == 0 {
		return literal(""), nil
	}
	t = p.alternation()
	if p.more() {
		p.failHere("end-of-string expected at position %d", p.position())
	}
	return t, nil
}

func (p *regexpParser) alternation() *term {
	if p.depth++; p.depth > maxDepth {
		panic(failure{ErrTooComplex})
	}
	defer func() { p.depth-- }()
	kids := []*term{p.intersection()}
	for p.match('|') {
		kids = append(kids, p.intersection())
	}
	return group(alternationTerm, kids...)
}

func (p *regexpParser) intersection() *term {
	kids := []*term{p.sequence()}
	for p.match('&') {
		kids = append(kids, p.sequence())
	}
	return group(intersectionTerm, kids...)
}

func (p *regexpParser) sequence() *term {
	kids := []*term{p.repetition()}
	for p.more() && !p.peek(")|&") {
		kids = append(kids, p.repetition())
	}
	return group(sequenceTerm, kids...)
}

func (p *regexpParser) repetition() *term {
	t := p.complement()
	for {
		switch {
		case p.match('?'):
			t = repeat(t, 0, 1)
		case p.match('*'):
			t = repeat(t, 0, unlimited)
		case p.match('+'):
			t = repeat(t, 1, unlimited)
		case p.match('{'):
			least, most := p.counts()
			t = repeat(t, least, most)
		default:
			return t
		}
	}
}

// counts reads what follows "{" in {n}, {n,} and {n,m}.
func (p *regexpParser) counts() (least, most int) {
	start := p.pos
	if !p.peek("0123456789") {
		p.failHere("integer expected at position %d", p.position())
	}
	least = p.count()
	most = least
	if p.match(',') {
		most = unlimited
		if p.peek("0123456789") {
			most = p.count()
		}
	}
	if !p.match('}') {
		p.failHere("expected '}' at position %d", p.position())
	}
	if most != unlimited && least > most {
		p.fail(start, "invalid repetition range(out of order): %d..%d", least, most)
	}
	return least, most
}

func (p *regexpParser) count() int {
	start := p.pos
	for p.peek("0123456789") {
		p.pos++
	}
	digits := string(p.text[start:p.pos])
	n, err := strconv.Atoi(digits)
	if err != nil || n > math.MaxInt32 {
		p.fail(start, "For input string: \"%s\"", digits) // Java's Integer.parseInt
	}
	return n
}

func (p *regexpParser) complement() *term {
	complements := 0
	for p.match('~') {
		if complements++; complements > maxDepth {
			panic(failure{ErrTooComplex})
		}
	}
	t := p.class()
	for ; complements > 0; complements-- {
		t = group(complementTerm, t)
	}
	return t
}

func (p *regexpParser) class() *term {
	if !p.match('[') {
		return p.simple()
	}
	negated := p.match('^')
	var ranges []runeRange
	for {
		ranges = append(ranges, p.classItem()...)
		if !p.more() || p.peek("]") {
			break
		}
	}
	if !p.match(']') {
		p.failHere("expected ']' at position %d", p.position())
	}
	if negated {
		ranges = negate(ranges)
	}
	return chars(ranges...)
}

func (p *regexpParser) classItem() []runeRange {
	start := p.pos
	if p.match('\\') {
		if ranges, ok := p.predefined(); ok {
			return ranges
		}
		c := p.next()
		return []runeRange{{c, c}}
	}
	from := p.next()
	if !p.match('-') {
		return []runeRange{{from, from}}
	}
	p.match('\\')
	to := p.next()
	if from > to {
		p.fail(start, "invalid range: from (%d) cannot be > to (%d)", from, to)
	}
	return []runeRange{{from, to}}
}

// predefinedClasses are what a backslash and a letter stand for.
var predefinedClasses = map[rune][]runeRange{
	'\\': {{'\\', '\\'}},
	'd':  {{'0', '9'}},
	'D':  negate([]runeRange{{'0', '9'}}),
	's':  {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}},
	'S':  negate([]runeRange{{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}}),
	'w':  {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}},
	'W':  negate([]runeRange{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}),
}

// predefined reads what follows a backslash where that is a class such as \d;
// any other ASCII letter is an error.
func (p *regexpParser) predefined() ([]runeRange, bool) {
	if !p.more() {
		return nil, false
	}
	c := p.text[p.pos]
	if ranges, ok := predefinedClasses[c]; ok {
		p.pos++
		return ranges, true
	}
	if c <= unicode.MaxASCII && unicode.IsLetter(c) {
		// The server appends the letter's code, not the letter: "\\" + next()
		// of an int.
		p.fail(p.pos-1, "invalid character class \\%d", c)
	}
	return nil, false
}

func (p *regexpParser) simple() *term {
	start := p.pos
	switch {
	case p.match('.'):
		return chars(anyRune...)
	case p.match('#'):
		return &term{kind: nothingTerm}
	case p.match('@'):
		return repeat(chars(anyRune...), 0, unlimited)
	case p.match('"'):
		return literal(p.until('"'))
	case p.match('('):
		if p.match(')') {
			return literal("")
		}
		t := p.alternation()
		if !p.match(')') {
			p.failHere("expected ')' at position %d", p.position())
		}
		return t
	case p.match('<'):
		return p.numbers(start)
	case p.match('\\'):
		if ranges, ok := p.predefined(); ok {
			return chars(ranges...)
		}
	}
	c := p.next()
	return chars(runeRange{c, c})
}

// until reads up to a closing character and returns what stands before it.
func (p *regexpParser) until(closing rune) string {
	start := p.pos
	for p.more() && p.text[p.pos] != closing {
		p.pos++
	}
	text := string(p.text[start:p.pos])
	if !p.match(closing) {
		p.failHere("expected '%c' at position %d", closing, p.position())
	}
	return text
}

// numbers reads what follows "<": a numeric interval. A name without a dash is
// a named automaton, of which Elasticsearch has none.
func (p *regexpParser) numbers(start int) *term {
	text := p.until('>')
	low, high, found := strings.Cut(text, "-")
	if !found {
		p.fail(start, "'%s' not found", text)
	}
	least, lowErr := parseInt(low)
	most, highErr := parseInt(high)
	if lowErr != nil || highErr != nil {
		p.fail(start, "interval syntax error at position %d", p.position()-1)
	}
	digits := 0
	if len(low) == len(high) {
		digits = len(low)
	}
	return interval(min(least, most), max(least, most), digits)
}

// parseInt reads a number as Java's Integer.parseInt does, without a minus.
func parseInt(text string) (int, error) {
	if strings.HasPrefix(text, "-") {
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseInt(text, 10, 32)
	return int(n), err
}

func (p *regexpParser) more() bool { return p.pos < len(p.text) }

func (p *regexpParser) peek(any string) bool {
	return p.more() && strings.ContainsRune(any, p.text[p.pos])
}

func (p *regexpParser) match(c rune) bool {
	if p.more() && p.text[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

func (p *regexpParser) next() rune {
	if !p.more() {
		p.failHere("unexpected end-of-string")
	}
	p.pos++
	return p.text[p.pos-1]
}

// position is where Lucene says it is: in UTF-16 units.
func (p *regexpParser) position() int {
	units := p.pos
	for _, r := range p.text[:p.pos] {
		if r > 0xFFFF {
			units++
		}
	}
	return units
}

func (p *regexpParser) failHere(format string, args ...any) { p.fail(p.pos, format, args...) }

func (p *regexpParser) fail(at int, format string, args ...any) {
	panic(failure{&SyntaxError{Pattern: p.pattern, Offset: p.offsets[at], Msg: fmt.Sprintf(format, args...)}})
}
