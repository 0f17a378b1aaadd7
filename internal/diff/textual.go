package diff

import (
	"fmt"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Line is a line of a textual difference. Sign is ' ', '-', '+', or '@' for
// the heading of a part.
type Line struct {
	Sign byte
	Text string
}

// context is how many lines are shown around a change.
const context = 3

// Textual returns how the normalised text of a role changed, in parts as diff
// -u has them; nil where it is the same.
func (r *Role) Textual() []Line {
	before, after := Normalised(r.Before), Normalised(r.After)
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on every machine
	a, b, lines := d.DiffLinesToRunes(joined(before), joined(after))
	var all []Line
	for _, part := range d.DiffCharsToLines(d.DiffMainRunes(a, b, false), lines) {
		sign := map[diffmatchpatch.Operation]byte{diffmatchpatch.DiffDelete: '-', diffmatchpatch.DiffEqual: ' ', diffmatchpatch.DiffInsert: '+'}[part.Type]
		for line := range strings.Lines(part.Text) {
			all = append(all, Line{sign, strings.TrimSuffix(line, "\n")})
		}
	}
	return parts(all)
}

func joined(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// parts keeps the changes and the lines around them, under headings.
func parts(all []Line) []Line {
	near := make([]bool, len(all))
	for i, line := range all {
		if line.Sign == ' ' {
			continue
		}
		for j := max(0, i-context); j <= min(len(all)-1, i+context); j++ {
			near[j] = true
		}
	}
	var out []Line
	before, after := 1, 1 // numbers of the next lines
	for i := 0; i < len(all); i++ {
		if near[i] && (i == 0 || !near[i-1]) {
			was, is := 0, 0
			for j := i; j < len(all) && near[j]; j++ {
				if all[j].Sign != '+' {
					was++
				}
				if all[j].Sign != '-' {
					is++
				}
			}
			out = append(out, Line{'@', fmt.Sprintf("@@ -%d,%d +%d,%d @@", before, was, after, is)})
		}
		if near[i] {
			out = append(out, all[i])
		}
		if all[i].Sign != '+' {
			before++
		}
		if all[i].Sign != '-' {
			after++
		}
	}
	return out
}
