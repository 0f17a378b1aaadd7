package catalog

import "math/bits"

// within returns the distance of a and b where it is at most limit; near is
// false where it is more. A file may hold a hundred thousand misspelt names:
// what is plainly further away costs next to nothing.
func within(limit int, a, b string) (edits int, near bool) {
	if difference := len(a) - len(b); difference > limit || -difference > limit {
		return 0, false
	}
	return withinLetters(limit, a, b, letters(a), letters(b))
}

// withinLetters is within for texts whose letters are known.
func withinLetters(limit int, a, b string, lettersA, lettersB uint64) (edits int, near bool) {
	if difference := len(a) - len(b); difference > limit || -difference > limit {
		return 0, false
	}
	// Each edit brings at most one letter that the other text does not have.
	if bits.OnesCount64(lettersA&^lettersB) > limit || bits.OnesCount64(lettersB&^lettersA) > limit {
		return 0, false
	}
	edits = distance(a, b)
	return edits, edits <= limit
}

// letters is the set of the bytes in s, by their lowest six bits.
func letters(s string) uint64 {
	var set uint64
	for i := range len(s) {
		set |= 1 << (s[i] & 63)
	}
	return set
}

// distance returns the number of insertions, deletions, replacements and swaps
// of neighbouring bytes that turn a into b (optimal string alignment).
func distance(a, b string) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var short [3 * 64]int
	rows := short[:]
	if n := 3 * (len(b) + 1); n > len(rows) {
		rows = make([]int, n)
	}
	n := len(b) + 1
	before, last, row := rows[:n], rows[n:2*n], rows[2*n:3*n]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replaced := last[j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			row[j] = min(last[j]+1, row[j-1]+1, replaced)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
