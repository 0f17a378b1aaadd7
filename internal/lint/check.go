package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mismatch is where an example and its rule do not agree.
type Mismatch struct {
	Line, Column int // in the example's archive, from 1; zero where it is about the whole example
	Message      string
}

// Check runs a rule over one of its examples, with the example's Options or
// those made of them, and returns where both do not agree: a bad example must
// be found exactly where it is marked, and with its messages; a good one must
// pass. None means that they agree.
func (e Example) Check(ctx context.Context, opt Options) ([]Mismatch, error) {
	res, err := Run(ctx, opt, e.Inputs())
	if err != nil {
		return nil, err
	}
	if len(opt.Only) > 1 { // the others have to run besides
		res.Findings = slices.DeleteFunc(res.Findings, func(f Finding) bool { return f.Rule.ID != opt.Only[0] })
	}
	var out []Mismatch
	for _, fe := range res.Errors {
		message := fe.Message
		if fe.File != "" && fe.File != e.Name {
			message = fmt.Sprintf("%s: %s", placeOf(fe), message)
		}
		out = append(out, Mismatch{Message: message})
	}
	if !e.Bad {
		for _, f := range res.Findings {
			out = append(out, e.mismatch(f.Range.Start.Offset, "a good example is found: %s: %s", e.quote(f.Range.Start.Offset, f.Range.End.Offset), f.Message))
		}
		return out, nil
	}
	for _, m := range e.Marks {
		if m[1] < 0 {
			return append(out, e.mismatch(m[0], "the mark « is not closed by »")), nil
		}
	}
	if len(e.Marks) == 0 {
		out = append(out, Mismatch{Message: "a bad example without marks: put « and » around what is to be found"})
	}
	return append(out, e.compare(res.Findings)...), nil
}

func placeOf(e FileError) string {
	if e.Range == nil {
		return e.File
	}
	return fmt.Sprintf("%s:%d:%d", e.File, e.Range.Start.Line, e.Range.Start.Column)
}

// compare compares the findings of a bad example with its marks, both in the
// order of the text, and the messages, where the places agree.
func (e Example) compare(findings []Finding) []Mismatch {
	var out []Mismatch
	i := 0
	places := true
	for _, m := range e.Marks {
		for ; i < len(findings) && before(findings[i], m); i++ {
			out, places = append(out, e.notMarked(findings[i])), false
		}
		if i < len(findings) && findings[i].Range.Start.Offset == m[0] && findings[i].Range.End.Offset == m[1] {
			i++
			continue
		}
		out, places = append(out, e.mismatch(m[0], "marked, but not found: %s", e.quote(m[0], m[1]))), false
	}
	for ; i < len(findings); i++ {
		out, places = append(out, e.notMarked(findings[i])), false
	}
	if !places {
		return out
	}
	for i, part := range e.Messages {
		if i >= len(findings) {
			out = append(out, Mismatch{Message: fmt.Sprintf("%s.want has %d messages for %d findings", e.Title(), len(e.Messages), len(findings))})
			break
		}
		if f := findings[i]; !strings.Contains(f.Message, part) {
			out = append(out, e.mismatch(f.Range.Start.Offset, "the message does not say %q: %s", part, f.Message))
		}
	}
	return out
}

func before(f Finding, mark [2]int) bool {
	start, end := f.Range.Start.Offset, f.Range.End.Offset
	return start < mark[0] || start == mark[0] && end < mark[1]
}

func (e Example) notMarked(f Finding) Mismatch {
	start, end := f.Range.Start.Offset, f.Range.End.Offset
	return e.mismatch(start, "found, but not marked: %s: %s", e.quote(start, end), f.Message)
}

// quote returns a range of the text, shortened.
func (e Example) quote(start, end int) string {
	return clip(strings.Join(strings.Fields(e.Text[start:end]), " "), 60)
}

// mismatch is one at an offset of Text.
func (e Example) mismatch(offset int, format string, args ...any) Mismatch {
	line, column := e.position(offset)
	return Mismatch{line, column, fmt.Sprintf(format, args...)}
}

// position returns where in the archive an offset of Text is. Columns count
// the marks.
func (e Example) position(offset int) (line, column int) {
	line, column = e.Line, 1
	at := 0
	for _, r := range e.Marked {
		if r == '«' || r == '»' {
			column++
			continue
		}
		if at >= offset {
			break
		}
		at += utf8.RuneLen(r)
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}
