package automata

import (
	"fmt"
	"strconv"
	"strings"
)

// interval matches decimal numbers from least to most, both included. With
// digits > 0 the text has exactly that many; otherwise any number of leading
// zeros is accepted (Lucene Automata.makeDecimalInterval).
func interval(least, most, digits int) *term {
	if digits > 0 {
		return fixedInterval(fmt.Sprintf("%0*d", digits, least), fmt.Sprintf("%0*d", digits, most))
	}
	var lengths []*term
	for n := len(strconv.Itoa(least)); n <= len(strconv.Itoa(most)); n++ {
		low, high := strconv.Itoa(least), strconv.Itoa(most)
		if len(low) < n {
			low = "1" + strings.Repeat("0", n-1)
		}
		if len(high) > n {
			high = strings.Repeat("9", n)
		}
		lengths = append(lengths, fixedInterval(low, high))
	}
	zeros := repeat(chars(runeRange{'0', '0'}), 0, unlimited)
	return group(sequenceTerm, zeros, group(alternationTerm, lengths...))
}

// fixedInterval matches the numbers between two texts of equal length, in
// just that many digits.
func fixedInterval(low, high string) *term {
	if low == "" {
		return literal("")
	}
	first, last := rune(low[0]), rune(high[0])
	if first == last {
		return group(sequenceTerm, chars(runeRange{first, first}), fixedInterval(low[1:], high[1:]))
	}
	nines, zeros := strings.Repeat("9", len(low)-1), strings.Repeat("0", len(low)-1)
	branches := []*term{
		group(sequenceTerm, chars(runeRange{first, first}), fixedInterval(low[1:], nines)),
		group(sequenceTerm, chars(runeRange{last, last}), fixedInterval(zeros, high[1:])),
	}
	if first+1 < last {
		middle := chars(runeRange{first + 1, last - 1})
		branches = append(branches, group(sequenceTerm, middle, fixedInterval(zeros, nines)))
	}
	return group(alternationTerm, branches...)
}
