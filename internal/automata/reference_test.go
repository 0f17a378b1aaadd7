package automata_test

import (
	"errors"
	"math/bits"
	"strconv"
	"strings"
)

// The reference decides membership without any automaton: a pattern becomes a
// function from the positions where a match may begin to those where it may
// end, over one given string. It shares no code with the package and is slow.
type (
	positions uint64 // bit i: before the i-th character
	matcher   func(text []rune, from positions) positions
)

func (p positions) each(visit func(i int)) {
	for ; p != 0; p &= p - 1 {
		visit(bits.TrailingZeros64(uint64(p)))
	}
}

// referenceMatch says whether a pattern matches the whole text.
func referenceMatch(m matcher, text string) bool {
	runes := []rune(text)
	return m(runes, 1)&(1<<len(runes)) != 0
}

func one(allowed func(r rune) bool) matcher {
	return func(text []rune, from positions) (to positions) {
		from.each(func(i int) {
			if i < len(text) && allowed(text[i]) {
				to |= 1 << (i + 1)
			}
		})
		return to
	}
}

func exactly(c rune) matcher { return one(func(r rune) bool { return r == c }) }

func epsilon(_ []rune, from positions) positions { return from }

func nothing([]rune, positions) positions { return 0 }

func concatenated(a, b matcher) matcher {
	return func(text []rune, from positions) positions { return b(text, a(text, from)) }
}

func united(a, b matcher) matcher {
	return func(text []rune, from positions) positions { return a(text, from) | b(text, from) }
}

// intersected and complemented must go start by start.
func intersected(a, b matcher) matcher {
	return func(text []rune, from positions) (to positions) {
		from.each(func(i int) { to |= a(text, 1<<i) & b(text, 1<<i) })
		return to
	}
}

func complemented(m matcher) matcher {
	return func(text []rune, from positions) (to positions) {
		all := positions(1)<<(len(text)+1) - 1
		from.each(func(i int) { to |= all &^ (1<<i - 1) &^ m(text, 1<<i) })
		return to
	}
}

func repeated(m matcher, least, most int) matcher {
	return func(text []rune, from positions) positions {
		for range least {
			from = m(text, from)
		}
		for n := least; most < 0 || n < most; n++ {
			more := from | m(text, from)
			if more == from {
				break
			}
			from = more
		}
		return from
	}
}

func numeric(low, high, width int) matcher {
	return func(text []rune, from positions) (to positions) {
		from.each(func(i int) {
			value := 0
			for j := i; j < len(text) && text[j] >= '0' && text[j] <= '9'; j++ {
				value = value*10 + int(text[j]-'0')
				if value >= low && value <= high && (width == 0 || j+1-i == width) {
					to |= 1 << (j + 1)
				}
			}
		})
		return to
	}
}

// referenceParse reads a pattern; it knows all of the language but numbers too
// big for an int.
func referenceParse(pattern string) (m matcher, err error) {
	if len(pattern) > 1 && pattern[0] == '/' && pattern[len(pattern)-1] == '/' {
		r := &reference{[]rune(pattern[1 : len(pattern)-1])}
		defer func() {
			if problem := recover(); problem != nil {
				m, err = nil, errors.New(problem.(string))
			}
		}()
		if len(r.rest) == 0 {
			return epsilon, nil
		}
		m = r.union()
		if len(r.rest) > 0 {
			panic("trailing")
		}
		return m, nil
	}
	if strings.HasPrefix(pattern, "/") {
		return nil, errors.New("no closing slash")
	}
	m = epsilon
	isWildcard := strings.ContainsAny(pattern, "*?")
	for rest := []rune(pattern); len(rest) > 0; rest = rest[1:] {
		next := exactly(rest[0])
		switch {
		case !isWildcard:
		case rest[0] == '*':
			next = repeated(one(func(rune) bool { return true }), 0, -1)
		case rest[0] == '?':
			next = one(func(rune) bool { return true })
		case rest[0] == '\\' && len(rest) > 1:
			rest = rest[1:]
			next = exactly(rest[0])
		}
		m = concatenated(m, next)
	}
	return m, nil
}

type reference struct{ rest []rune }

func (r *reference) at(set string) bool {
	return len(r.rest) > 0 && strings.ContainsRune(set, r.rest[0])
}

func (r *reference) take() rune {
	if len(r.rest) == 0 {
		panic("end")
	}
	c := r.rest[0]
	r.rest = r.rest[1:]
	return c
}

func (r *reference) need(c rune) {
	if r.take() != c {
		panic("expected " + string(c))
	}
}

func (r *reference) union() matcher {
	m := r.both()
	if r.at("|") {
		r.take()
		return united(m, r.union())
	}
	return m
}

func (r *reference) both() matcher {
	m := r.chain()
	if r.at("&") {
		r.take()
		return intersected(m, r.both())
	}
	return m
}

func (r *reference) chain() matcher {
	m := r.times()
	if len(r.rest) > 0 && !r.at(")|&") {
		return concatenated(m, r.chain())
	}
	return m
}

func (r *reference) times() matcher {
	m := r.opposite()
	for r.at("?*+{") {
		switch r.take() {
		case '?':
			m = repeated(m, 0, 1)
		case '*':
			m = repeated(m, 0, -1)
		case '+':
			m = repeated(m, 1, -1)
		case '{':
			low := r.number()
			high := low
			if r.at(",") {
				r.take()
				if high = -1; r.at("0123456789") {
					high = r.number()
				}
			}
			r.need('}')
			if high >= 0 && low > high {
				panic("order")
			}
			m = repeated(m, low, high)
		}
	}
	return m
}

func (r *reference) number() int {
	digits := ""
	for r.at("0123456789") {
		digits += string(r.take())
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("number")
	}
	return n
}

func (r *reference) opposite() matcher {
	if r.at("~") {
		r.take()
		return complemented(r.opposite())
	}
	return r.simple()
}

func (r *reference) simple() matcher {
	switch c := r.take(); c {
	case '.':
		return one(func(rune) bool { return true })
	case '#':
		return nothing
	case '@':
		return repeated(one(func(rune) bool { return true }), 0, -1)
	case '[':
		return r.class()
	case '(':
		if r.at(")") {
			r.take()
			return epsilon
		}
		m := r.union()
		r.need(')')
		return m
	case '"':
		m := matcher(epsilon)
		for {
			c := r.take()
			if c == '"' {
				return m
			}
			m = concatenated(m, exactly(c))
		}
	case '<':
		text := ""
		for c := r.take(); c != '>'; c = r.take() {
			text += string(c)
		}
		parts := strings.Split(text, "-")
		if len(parts) != 2 {
			panic("interval")
		}
		low, lowErr := strconv.Atoi(parts[0])
		high, highErr := strconv.Atoi(parts[1])
		if lowErr != nil || highErr != nil {
			panic("interval")
		}
		width := 0
		if len(parts[0]) == len(parts[1]) {
			width = len(parts[0])
		}
		return numeric(min(low, high), max(low, high), width)
	case '\\':
		return one(r.escape())
	default:
		return exactly(c)
	}
}

func (r *reference) class() matcher {
	negated := r.at("^")
	if negated {
		r.take()
	}
	var tests []func(rune) bool
	for first := true; first || !r.at("]"); first = false {
		c := r.take()
		if c == '\\' {
			tests = append(tests, r.escape())
			continue
		}
		high := c
		if r.at("-") {
			r.take()
			if high = r.take(); high == '\\' {
				high = r.take()
			}
			if c > high {
				panic("range")
			}
		}
		tests = append(tests, func(r rune) bool { return c <= r && r <= high })
	}
	r.need(']')
	return one(func(c rune) bool {
		for _, test := range tests {
			if test(c) {
				return !negated
			}
		}
		return negated
	})
}

func (r *reference) escape() func(rune) bool {
	c := r.take()
	in := func(set string) func(rune) bool {
		return func(r rune) bool { return strings.ContainsRune(set, r) }
	}
	const digits, letters = "0123456789", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	sets := map[rune]string{'d': digits, 's': " \t\n\r", 'w': digits + letters + "_"}
	if set, ok := sets[c]; ok {
		return in(set)
	}
	if set, ok := sets[c+'a'-'A']; ok {
		return func(r rune) bool { return !in(set)(r) }
	}
	if strings.ContainsRune(letters, c) {
		panic("class")
	}
	return func(r rune) bool { return r == c }
}
