package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// textFormat writes for people. The first line of each finding is the whole
// story, in a form that editors and grep take apart:
// FILE:LINE:COLUMN: SEVERITY RULE: MESSAGE.
type textFormat struct{}

// Write writes the findings, then what could not be checked, then a summary.
func (textFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	if options.Width <= 0 {
		options.Width = DefaultWidth
	}
	t := &text{
		Writer: bufio.NewWriterSize(w, 64<<10), Options: options,
		paint: paint(options.Color), explained: map[string]bool{},
	}
	for i := range result.Findings {
		if f := &result.Findings[i]; f.Suppressed == nil {
			t.finding(f)
		}
	}
	for i := range result.Errors {
		t.failure(&result.Errors[i])
	}
	if !options.Quiet {
		if result.Baseline != nil {
			t.fixed(result.Baseline)
		}
		_, _ = fmt.Fprintln(t, summary(result)+fixable(result, options)) // bufio keeps the error for Flush
	}
	return t.Flush()
}

// text is a text being written.
type text struct {
	*bufio.Writer
	Options
	paint     paint
	columns   map[string]*columnCursor
	explained map[string]bool // rules whose why and fix were written already
}

func (t *text) line(parts ...string) {
	for _, part := range parts {
		_, _ = t.WriteString(part)
	}
	_ = t.WriteByte('\n')
}

func (t *text) finding(f *lint.Finding) {
	color := severityColor(f.Severity)
	t.line(t.paint.with(bold, position(f.File, &f.Range)+":"), " ",
		t.paint.with(color, f.Severity.String()), " ", t.paint.with(bold, Escape(f.Rule.ID)+":"), " ", Escape(messageWithRole(f)))
	if t.Quiet {
		return
	}
	gutter := gutterWidth(f)
	t.excerpt(f.Location, gutter, color)
	for i := range f.Related {
		r := &f.Related[i]
		t.line("  ", t.paint.with(dim, "related:"), " ", position(r.File, &r.Range), ": ", Escape(r.Message))
		t.excerpt(r.Location, gutter, cyan)
	}
	if f.Fix != nil {
		t.labelled("fix", f.Fix.Title)
	}
	if !t.explained[f.Rule.ID] {
		t.explained[f.Rule.ID] = true
		t.explain(f.Rule, f.Fix == nil)
	}
	t.line()
}

// explain says once in a run why a rule is there and what to do.
func (t *text) explain(r *diag.Rule, withFix bool) {
	t.labelled("why", firstSentence(r.Why))
	if withFix {
		t.labelled("fix", firstSentence(r.What))
	}
	if len(r.Evidence) > 0 {
		t.line("  ", t.paint.with(dim, "evidence:"), " ", Escape(r.Evidence[0]))
	}
	if url := r.URL(); url != "" {
		t.line("  ", t.paint.with(dim, "docs:"), " ", Escape(url))
	}
}

// labelled writes a wrapped text behind a label; nothing where it is empty.
func (t *text) labelled(label, s string) {
	if s == "" {
		return
	}
	indent := strings.Repeat(" ", len(label)+4)
	wrapped := Wrap(Escape(s), min(t.Width, DefaultWidth), indent, indent)
	t.line("  ", t.paint.with(dim, label+":"), " ", wrapped[len(indent):])
}

func (t *text) failure(e *lint.FileError) {
	first, rest, _ := strings.Cut(strings.TrimRight(e.Message, "\n"), "\n")
	place := ""
	if e.File != "" {
		place = t.paint.with(bold, position(e.File, e.Range)+":") + " "
	}
	t.line(place, t.paint.with(red, "error:"), " ", Escape(first))
	if t.Quiet {
		return
	}
	for line := range strings.Lines(rest) { // the stack of an internal error
		t.line("  ", Escape(strings.TrimRight(line, "\n")))
	}
	if e.Range != nil {
		t.excerpt(lint.Location{File: e.File, Range: *e.Range, Lines: e.Lines}, digits(e.Range.Start.Line), red)
	}
	t.line()
}

// excerpt writes the line of a place and marks the place in it.
func (t *text) excerpt(at lint.Location, gutter int, color color) {
	if len(at.Lines) == 0 {
		return
	}
	if t.columns == nil {
		t.columns = map[string]*columnCursor{}
	}
	columns := t.columns[at.File]
	if columns == nil {
		columns = &columnCursor{}
		t.columns[at.File] = columns
	}
	room := max(t.Width-gutter-len("   | "), 40)
	e := newExcerpt(at.Lines[0], at.Range, columns, room)
	t.line("  ", t.paint.with(dim, fmt.Sprintf("%*d |", gutter, at.Range.Start.Line)), " ", e.text)
	blanks := len(e.marks) - len(strings.TrimLeft(e.marks, " "))
	t.line("  ", t.paint.with(dim, strings.Repeat(" ", gutter)+" |"), " ", e.marks[:blanks], t.paint.with(color, e.marks[blanks:]))
}

// gutterWidth returns the width of the highest line number of a finding.
func gutterWidth(f *lint.Finding) int {
	width := digits(f.Range.Start.Line)
	for i := range f.Related {
		width = max(width, digits(f.Related[i].Range.Start.Line))
	}
	return width
}

func digits(n int) int { return len(strconv.Itoa(n)) }

// position returns FILE:LINE:COLUMN, or FILE where there is no line.
func position(file string, r *source.Range) string {
	if r == nil || r.Start.Line == 0 {
		return Escape(file)
	}
	return fmt.Sprintf("%s:%d:%d", Escape(file), r.Start.Line, r.Start.Column)
}

// fixable says how many of the findings fixes repair; "" where there are none.
func fixable(result *lint.Result, options Options) string {
	safe, unsafe := 0, 0
	for i := range result.Findings {
		switch f := &result.Findings[i]; {
		case f.Suppressed != nil || f.Fix == nil:
		case f.Fix.Safe:
			safe++
		default:
			unsafe++
		}
	}
	switch {
	case options.Fixing || safe+unsafe == 0:
		return ""
	case unsafe == 0:
		return fmt.Sprintf("; %d can be fixed by --fix", safe)
	case safe == 0:
		return fmt.Sprintf("; %d can be fixed by --fix=unsafe", unsafe)
	}
	return fmt.Sprintf("; %d can be fixed by --fix, %d by --fix=unsafe", safe, safe+unsafe)
}

// summary returns the last line: what was found, in what, for which target.
func summary(result *lint.Result) string {
	s := result.Summary
	target := fmt.Sprintf("Kibana/Elasticsearch %s, %s, %s", result.Target.Stack, result.Target.License, result.Target.Deployment)
	if s.Roles == 0 && len(result.Findings) == 0 && len(result.Errors) == 0 {
		return fmt.Sprintf("no role found (%s); %s", target, skipped(s.Skipped))
	}
	var counts []string
	for _, c := range []struct {
		n         int
		one, many string
	}{{s.Error, "error", "errors"}, {s.Warning, "warning", "warnings"}, {s.Info, "info", "infos"}} {
		if c.n > 0 {
			counts = append(counts, count(c.n, c.one, c.many))
		}
	}
	if counts == nil {
		counts = []string{"no findings"}
	}
	if s.Roles == 0 && len(result.Findings) == 0 {
		return fmt.Sprintf("no role was checked (%s); %s", target, inTheWay(result))
	}
	line := fmt.Sprintf("%s in %s of %s (%s)", strings.Join(counts, ", "), count(s.Roles, "role", "roles"), count(s.Files, "file", "files"), target)
	inBaseline := 0
	for i := range result.Findings {
		if by := result.Findings[i].Suppressed; by != nil && by.By == "baseline" {
			inBaseline++
		}
	}
	if n := s.Suppressed - inBaseline; n > 0 {
		line += fmt.Sprintf("; %d suppressed", n)
	}
	if inBaseline > 0 {
		line += fmt.Sprintf("; %d in the baseline", inBaseline)
	}
	if b := result.Baseline; b != nil && len(b.Fixed) > 0 {
		line += fmt.Sprintf("; %d fixed since", fixedCount(b))
	}
	if s.Skipped > 0 {
		line += "; " + skipped(s.Skipped)
	}
	if len(result.Errors) > 0 {
		line += "; " + inTheWay(result)
	}
	return line
}

// inTheWay counts what could not be done: files that were not read, not checked
// or not written.
func inTheWay(result *lint.Result) string {
	return count(len(result.Errors), "problem", "problems") + " stood in the way"
}

func skipped(n int) string {
	if n == 0 {
		return "no file to look at"
	}
	return count(n, "file", "files") + " without roles skipped"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
