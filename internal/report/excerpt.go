package report

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"github.com/rolelint/rolelint/internal/source"
)

// tabStop is how wide a tab is shown at most.
const tabStop = 4

// ellipsis stands for what is left out.
const ellipsis = "…"

// excerpt is a source line as it is shown, with the marks below it.
type excerpt struct{ text, marks string }

// newExcerpt shows the first line of a range with carets under exactly the
// range, within width columns: of a longer line the part around the range. A
// range of several lines has carets to the end of the first and an ellipsis.
func newExcerpt(line string, r source.Range, columns *columnCursor, width int) excerpt {
	if r.Start.Line == 1 {
		line = strings.TrimPrefix(line, "\uFEFF") // a BOM does not count as a column
	}
	start := columns.offset(line, r.Start.Line, r.Start.Column)
	end := len(line)
	several := r.End.Line > r.Start.Line
	if !several {
		end = max(start, columns.offset(line, r.Start.Line, r.End.Column))
	}
	before, marked, after := line[:start], line[start:end], line[end:]

	// However long the line is: only what could be shown is looked at.
	limit := 4 * width
	before, cutLeft := lastBytes(before, limit)
	marked, cutMarked := firstBytes(marked, limit)
	after, cutRight := firstBytes(after, limit)
	if cutMarked {
		after, cutRight = "", true
	}

	left := render(before, 0)
	middle := render(marked, displaywidth.String(left))
	right := render(after, displaywidth.String(left)+displaywidth.String(middle))
	leftWidth, middleWidth, rightWidth := displaywidth.String(left), displaywidth.String(middle), displaywidth.String(right)
	if leftWidth+middleWidth+rightWidth > width || cutLeft || cutRight {
		leftRoom := max(width/3, width-middleWidth-rightWidth)
		if leftWidth > leftRoom || cutLeft {
			left = ellipsis + lastColumns(left, min(leftWidth, leftRoom)-1)
			leftWidth = displaywidth.String(left)
		}
		if room := width - leftWidth; middleWidth > room {
			middle, right, cutRight = displaywidth.TruncateString(middle, room, ellipsis), "", false
			middleWidth, rightWidth = displaywidth.String(middle), 0
		}
		if room := width - leftWidth - middleWidth; rightWidth > room || cutRight {
			right = displaywidth.TruncateString(right+ellipsis+ellipsis, max(room, 1), ellipsis)
		}
	}
	e := excerpt{
		// A command to a CI service is broken without moving what stands behind it.
		text:  bracketCommand.ReplaceAllString(strings.TrimRight(left+middle+right, " "), "#♯$1["),
		marks: strings.Repeat(" ", leftWidth) + strings.Repeat("^", max(1, middleWidth)),
	}
	if several {
		e.marks += ellipsis
	}
	return e
}

// render returns a part of a source line that begins at a column (from 0) as
// it is shown: tabs as blanks, what could act on the terminal escaped.
func render(s string, column int) string {
	if !strings.Contains(s, "\t") {
		return escapeControls(s)
	}
	var b strings.Builder
	for i, part := range strings.Split(s, "\t") {
		if i > 0 {
			n := tabStop - column%tabStop
			b.WriteString(strings.Repeat(" ", n))
			column += n
		}
		part = escapeControls(part)
		b.WriteString(part)
		column += displaywidth.String(part)
	}
	return b.String()
}

// firstBytes returns the beginning of s, at most n bytes of it, and whether
// anything was cut.
func firstBytes(s string, n int) (string, bool) {
	if len(s) <= n {
		return s, false
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n], true
}

// lastBytes returns the end of s, at most n bytes of it, and whether anything
// was cut.
func lastBytes(s string, n int) (string, bool) {
	if len(s) <= n {
		return s, false
	}
	i := len(s) - n
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:], true
}

// lastColumns returns the end of s that fits into width columns.
func lastColumns(s string, width int) string {
	skip := displaywidth.String(s) - width
	graphemes := displaywidth.StringGraphemes(s)
	for skip > 0 && graphemes.Next() {
		skip -= graphemes.Width()
		s = s[len(graphemes.Value()):]
	}
	return s
}

// columnCursor finds columns in a line, going on from the places found before:
// a file may be one line of many megabytes, with a finding in every few bytes.
type columnCursor struct {
	line, length int
	// steps are the offsets of every columnStep-th column so far.
	steps []int
}

// columnStep is how many code points at most are looked at again.
const columnStep = 256

// offset returns the byte offset of a column, counted from 1 in code points.
// number is the line's; columns after the end are the end.
func (c *columnCursor) offset(line string, number, column int) int {
	if c.line != number || c.length != len(line) || c.steps == nil {
		*c = columnCursor{line: number, length: len(line), steps: []int{0}}
	}
	step := min((column-1)/columnStep, len(c.steps)-1)
	at := c.steps[step]
	for seen := step * columnStep; seen < column-1 && at < len(line); {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
		if seen++; seen == len(c.steps)*columnStep {
			c.steps = append(c.steps, at)
		}
	}
	return at
}
