package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/diff"
)

// mostComment bounds a comment, in characters: GitHub takes 65,536, and what
// posts it may add some.
const mostComment = 60_000

// mostCell bounds how many changes stand in one cell of the table.
const mostCell = 8

// writeDiffMarkdown writes a comment for a pull request: the verdict, a table,
// one example worked out, and the details folded.
func writeDiffMarkdown(w io.Writer, d *Diff, _ Options) error {
	groups := diffGroups(d)
	m := &markdown{limit: mostComment, size: utf8.RuneCountInString}
	missing := groups
	m.cut = func() string { return commentCut(missing) }
	m.line("### rolelint: " + inline(verdictLine(d)))
	m.line("")
	m.line(inline(comparedLine(d)))
	for _, l := range scopeLines(d) {
		m.block("", "**"+inline(l)+"**")
	}
	if d.Declared != nil {
		m.declared(d.Declared)
	}
	m.table(groups)
	m.example(d, groups)
	m.equal(d)
	for i := range d.Errors {
		e := &d.Errors[i]
		m.block("", "- **error**: "+code(position(e.File, e.Range))+": "+inline(e.Message))
	}
	for i, g := range groups {
		missing = groups[i:]
		m.details(g)
	}
	missing = nil
	m.block("", "<sub>"+inline(assumptions(d))+"</sub>")
	_, err := io.WriteString(w, m.String())
	return err
}

// commentCut says of how many roles the details are missing.
func commentCut(missing []*diffGroup) string {
	n := 0
	for _, g := range missing {
		n += len(g.roles)
	}
	details := ""
	if n > 0 {
		details = ", the details of " + count(n, "role", "roles") + " left out"
	}
	return "\n_Cut here" + details + "; all is in the output of `rolelint diff -f json`._\n"
}

func (m *markdown) declared(r *diff.DeclaredResult) {
	m.block("", "**"+inline(declaredLine(r))+"**")
	for i, f := range failureLines(r) {
		if i == 0 {
			m.line("")
		}
		role := ""
		if f.role != "" {
			role = code(f.role) + " "
		}
		m.line("- " + role + inline(f.text))
	}
	if len(r.Suggested) > 0 {
		m.block(append([]string{"", "If that is meant, declare it in the description of the pull request or the message of a commit:", ""}, codeBlock("text", r.Suggested)...)...)
	}
}

func (m *markdown) table(groups []*diffGroup) {
	if len(groups) == 0 {
		return
	}
	m.block("", "| role | | gains | loses | granted by |", "|---|---|---|---|---|")
	for _, g := range groups {
		name := code(g.roles[0].Name)
		if more := len(g.roles) - 1; more > 0 {
			name += fmt.Sprintf(" (+%d more)", more)
		}
		var by []string
		for _, c := range append(append([]changeLine{}, g.gains...), g.losses...) {
			if at := code(fileLine(c.at)); len(by) < mostCell && (len(by) == 0 || by[len(by)-1] != at) {
				by = append(by, at)
			}
		}
		for _, u := range g.doubts {
			if at := code(fileLine(u.at)); len(by) == 0 {
				by = append(by, at)
			}
		}
		m.line("| " + strings.Join([]string{name, string(g.verdict), cell(g.gains, g.mayGain), cell(g.losses, g.mayLose), strings.Join(by, "<br>")}, " | ") + " |")
	}
}

func fileLine(l diff.Location) string {
	return fmt.Sprintf("%s:%d", Escape(l.File), l.Range.Start.Line)
}

// cell lists changes; doubt says that there may be others.
func cell(changes []changeLine, doubt bool) string {
	if len(changes) == 0 && !doubt {
		return "–"
	}
	var parts []string
	for i, c := range changes {
		if i == mostCell {
			parts = append(parts, fmt.Sprintf("and %d more", len(changes)-i))
			break
		}
		parts = append(parts, code(c.text))
	}
	if doubt {
		parts = append(parts, "not decided")
	}
	return strings.Join(parts, "<br>")
}

// example works one gain out, or, where there is none, one loss.
func (m *markdown) example(d *Diff, groups []*diffGroup) {
	for _, gain := range []bool{true, false} {
		for _, g := range groups {
			r := g.roles[0]
			changes, was, is := r.Gained, "was refused", "is allowed now"
			if !gain {
				changes, was, is = r.Lost, "was allowed", "is refused now"
			}
			if len(changes) == 0 {
				continue
			}
			c := &changes[0]
			what := code(c.Witness.String())
			if c.Witness.String() != c.Summary {
				what += " (" + code(c.Summary) + ")"
			}
			m.block("", fmt.Sprintf("**Example that %s in %s and %s**: %s for a user with the role %s, by %s.", was, code(d.Before), is,
				what, code(r.Name), code(fileLine(c.Location))))
			return
		}
	}
}

func (m *markdown) equal(d *Diff) {
	rewritten, untouched := equalNames(d)
	if len(rewritten) > 0 {
		m.block("", "Rewritten, and proved equal: "+codes(rewritten)+".")
	}
	if len(untouched) > 0 {
		m.block("", count(len(untouched), "role", "roles")+" "+equalWords(d)+".")
	}
}

func codes(names []string) string {
	var parts []string
	for i, name := range names {
		if i == 10 {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(names)-i)
		}
		parts = append(parts, code(name))
	}
	return strings.Join(parts, ", ")
}

func (m *markdown) details(g *diffGroup) {
	r := g.roles[0]
	lines := []string{"", "<details><summary><code>" + entities(Escape(g.name())) + "</code>: " + string(g.verdict) + "</summary>", ""}
	if others := g.others(); len(others) > 0 {
		lines = append(lines, "Also: "+codes(others), "")
	}
	for _, c := range g.gains {
		lines = append(lines, "- gains "+changeMarkdown(c))
	}
	for _, c := range g.losses {
		lines = append(lines, "- loses "+changeMarkdown(c))
	}
	for _, d := range g.doubts {
		lines = append(lines, "- not decided: "+inline(d.text)+" ("+code(fileLine(d.at))+")")
	}
	if len(g.gains)+len(g.losses)+len(g.doubts) == 0 {
		lines = append(lines, "- grants nothing")
	}
	if r.Before != nil && r.After != nil {
		lines = append(lines, fenced(r.Textual())...)
	}
	m.block(append(lines, "", "</details>")...)
}

func changeMarkdown(c changeLine) string {
	text := code(c.text)
	if c.example != "" {
		text += ", for example " + code(c.example)
	}
	return text + " (" + code(fileLine(c.at)) + ")"
}

// fenced returns a textual difference as a block of code.
func fenced(lines []diff.Line) []string {
	if len(lines) == 0 {
		return nil
	}
	texts := make([]string, len(lines))
	for i, l := range lines {
		if texts[i] = l.Text; l.Sign != '@' {
			texts[i] = string(l.Sign) + l.Text
		}
	}
	return append([]string{""}, codeBlock("diff", texts)...)
}

// codeBlock returns lines from outside as a block of code in a language, behind
// a fence longer than any that the lines hold.
func codeBlock(language string, lines []string) []string {
	out := []string{""}
	longest := 2
	for _, text := range lines {
		text = Escape(text)
		run := 0
		for _, r := range text {
			if run++; r != '`' {
				run = 0
			}
			longest = max(longest, run)
		}
		out = append(out, text)
	}
	fence := strings.Repeat("`", longest+1)
	out[0] = fence + language
	return append(out, fence)
}
