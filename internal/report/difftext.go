package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/diff"
)

// mostChanges is how many changes of one role are shown to people; JSON has
// them all.
const mostChanges = 20

// diffText writes a difference for people.
type diffText struct {
	*bufio.Writer
	paint paint
	width int
}

// writeDiffText writes the verdict first, then what changed role by role, then
// the texts.
func writeDiffText(w io.Writer, d *Diff, options Options) error {
	t := &diffText{bufio.NewWriterSize(w, 64<<10), paint(options.Color), options.Width}
	if t.width <= 0 {
		t.width = DefaultWidth
	}
	line(t.Writer, t.paint.with(diffColor(d.Verdict), verdictLine(d)))
	line(t.Writer, comparedLine(d))
	for _, l := range scopeLines(d) {
		t.wrapped(l)
	}
	if d.Declared != nil {
		t.declared(d.Declared)
	}
	groups := diffGroups(d)
	for _, g := range groups {
		line(t.Writer)
		t.group(g)
	}
	rewritten, untouched := equalNames(d)
	if len(rewritten)+len(untouched) > 0 && len(groups) > 0 || len(rewritten) > 0 {
		line(t.Writer)
	}
	if len(rewritten) > 0 {
		t.wrapped("rewritten, and proved equal: " + listWords(rewritten, 10))
	}
	if len(untouched) > 0 && len(groups) > 0 {
		t.wrapped(equalWords(d) + ": " + listWords(untouched, 10))
	}
	for _, g := range groups {
		t.textual(g.roles[0])
	}
	for i := range d.Errors {
		e := &d.Errors[i]
		line(t.Writer)
		line(t.Writer, t.paint.with(bold, position(e.File, e.Range)+":"), " ", t.paint.with(red, "error:"), " ", Escape(e.Message))
	}
	line(t.Writer)
	t.wrapped(assumptions(d))
	return t.Flush()
}

func (t *diffText) wrapped(s string) {
	line(t.Writer, Wrap(Escape(s), min(t.width, DefaultWidth), "", "  "))
}

func (t *diffText) declared(r *diff.DeclaredResult) {
	color := cyan
	if len(r.Failures) > 0 {
		color = red
	}
	line(t.Writer, t.paint.with(color, declaredLine(r)))
	for _, f := range failureLines(r) {
		role := ""
		if f.role != "" {
			role = f.role + ": "
		}
		line(t.Writer, "  ", Escape(role+f.text))
	}
	if len(r.Suggested) > 0 {
		line(t.Writer, "  If that is meant, it is declared so:")
		for _, s := range r.Suggested {
			line(t.Writer, "    ", Escape(s))
		}
	}
}

func (t *diffText) group(g *diffGroup) {
	line(t.Writer, t.paint.with(diffColor(g.verdict), string(g.verdict)), " ", t.paint.with(bold, Escape(g.name())))
	if others := g.others(); len(others) > 0 {
		line(t.Writer, Wrap(Escape("also "+listWords(others, 20)), min(t.width, DefaultWidth), "  ", "    "))
	}
	t.changes("+", red, g.gains)
	t.changes("-", yellow, g.losses)
	for _, d := range g.doubts {
		line(t.Writer, "  ", t.paint.with(yellow, "?"), " ", Escape(d.text), "  ", t.paint.with(dim, where(d.at)))
	}
	if len(g.gains)+len(g.losses)+len(g.doubts) == 0 {
		line(t.Writer, "  grants nothing")
	}
}

func (t *diffText) changes(sign string, color color, changes []changeLine) {
	for i, c := range changes {
		if i == mostChanges {
			line(t.Writer, "  ", t.paint.with(color, sign), " and ", count(len(changes)-i, "more", "more"), "; -f json has them all")
			return
		}
		line(t.Writer, "  ", t.paint.with(color, sign), " ", Escape(c.text), "  ", t.paint.with(dim, where(c.at)))
		if c.example != "" {
			line(t.Writer, "      ", t.paint.with(dim, "for example:"), " ", Escape(c.example))
		}
	}
}

// textual writes how the text of a role changed, where it is on both sides.
func (t *diffText) textual(r *diff.Role) {
	if r.Before == nil || r.After == nil {
		return
	}
	lines := r.Textual()
	if len(lines) == 0 {
		return
	}
	line(t.Writer)
	line(t.Writer, t.paint.with(bold, "--- "+Escape(r.Before.File.Name)+", role "+Escape(r.Before.Name)))
	line(t.Writer, t.paint.with(bold, "+++ "+Escape(r.After.File.Name)+", role "+Escape(r.After.Name)))
	colors := map[byte]color{'+': cyan, '-': red, '@': dim}
	for _, l := range lines {
		sign := string(l.Sign)
		if l.Sign == '@' {
			sign = ""
		}
		s := sign + Escape(l.Text)
		if color, ok := colors[l.Sign]; ok {
			s = t.paint.with(color, s)
		}
		line(t.Writer, strings.TrimRight(s, " "))
	}
}

func diffColor(v diff.Verdict) color {
	switch v {
	case diff.Equal, diff.Narrowed:
		return cyan
	case diff.Widened, diff.Changed, diff.Added:
		return red
	}
	return yellow
}
