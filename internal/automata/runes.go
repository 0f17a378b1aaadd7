package automata

import (
	"slices"
	"unicode"
)

// A runeRange is the characters from lo to hi, both included. Ranges may run
// over the surrogates, which are no characters: nothing ever steps on them.
type runeRange struct{ lo, hi rune }

const (
	firstSurrogate rune = 0xD800
	lastSurrogate  rune = 0xDFFF
)

var anyRune = []runeRange{{0, unicode.MaxRune}}

// withoutSurrogates cuts surrogates off both ends; ok is false where nothing
// is left.
func (r runeRange) withoutSurrogates() (cut runeRange, ok bool) {
	if r.lo >= firstSurrogate && r.lo <= lastSurrogate {
		r.lo = lastSurrogate + 1
	}
	if r.hi >= firstSurrogate && r.hi <= lastSurrogate {
		r.hi = firstSurrogate - 1
	}
	return r, r.lo <= r.hi
}

// normalize sorts ranges and merges those that touch or overlap.
func normalize(ranges []runeRange) []runeRange {
	sorted := slices.Clone(ranges)
	slices.SortFunc(sorted, func(a, b runeRange) int { return int(a.lo - b.lo) })
	var merged []runeRange
	for _, r := range sorted {
		if last := len(merged) - 1; last >= 0 && r.lo <= merged[last].hi+1 {
			merged[last].hi = max(merged[last].hi, r.hi)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// negate returns the characters that are in none of the ranges.
func negate(ranges []runeRange) []runeRange {
	var rest []runeRange
	next := rune(0)
	for _, r := range normalize(ranges) {
		if r.lo > next {
			rest = append(rest, runeRange{next, r.lo - 1})
		}
		next = r.hi + 1
	}
	if next <= unicode.MaxRune {
		rest = append(rest, runeRange{next, unicode.MaxRune})
	}
	return rest
}

// readable lists characters from the most to the least welcome in a witness.
// What is in none of the ranges comes last.
var readable = []runeRange{
	{'a', 'z'}, {'0', '9'}, {'-', '-'}, {'.', '.'}, {'_', '_'}, {'A', 'Z'},
	{'!', '~'}, {0xA1, unicode.MaxRune}, {' ', ' '}, {0, unicode.MaxRune},
}

// best returns the most readable character of a range without surrogates at
// its ends, and its rank: the smaller the rank, the more readable.
func (r runeRange) best() (char rune, rank int) {
	for group, preferred := range readable {
		if lo := max(r.lo, preferred.lo); lo <= min(r.hi, preferred.hi) {
			return lo, group<<21 | int(lo)
		}
	}
	panic("automata: a range without characters")
}
