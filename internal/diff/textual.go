package diff

import (
	"fmt"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Line is a line of a textual difference. Sign is ' ', '-', '+', '@' for the
// heading of a part, or '\\' for a remark on the line before.
type Line struct {
	Sign byte
	Text string
}

// context is how many lines are shown around a change.
const context = 3

// Textual returns how the normalised text of a role changed, in parts as diff
// -u has them; nil where it is the same.
func (r *Role) Textual() []Line {
	return Lines(joined(Normalised(r.Before)), joined(Normalised(r.After)))
}

// Lines returns how a text changed, in parts as diff -u has them; nil where it
// is the same. A last line without its end is followed by one with the sign \.
func Lines(before, after string) []Line {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on every machine
	a, b, lines := d.DiffLinesToRunes(before, after)
	var all []Line
	for _, part := range d.DiffCharsToLines(d.DiffMainRunes(a, b, false), lines) {
		sign := map[diffmatchpatch.Operation]byte{diffmatchpatch.DiffDelete: '-', diffmatchpatch.DiffEqual: ' ', diffmatchpatch.DiffInsert: '+'}[part.Type]
		for line := range strings.Lines(part.Text) {
			text, ended := strings.CutSuffix(line, "\n")
			all = append(all, Line{sign, text})
			if !ended {
				all = append(all, Line{'\\', " No newline at end of file"})
			}
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
		if line.Sign == ' ' || line.Sign == '\\' {
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
				was += counts(all[j], '+')
				is += counts(all[j], '-')
			}
			out = append(out, Line{'@', fmt.Sprintf("@@ -%d,%d +%d,%d @@", before, was, after, is)})
		}
		if near[i] {
			out = append(out, all[i])
		}
		before += counts(all[i], '+')
		after += counts(all[i], '-')
	}
	return out
}

// counts is 1 for a line of the text that does not have the other's sign.
func counts(l Line, other byte) int {
	if l.Sign == other || l.Sign == '\\' {
		return 0
	}
	return 1
}
