package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
)

// WriteBaseline writes the entries of a baseline as one JSON object, one entry a
// line. version is that of the form.
func WriteBaseline(w io.Writer, version int, entries []lint.Accepted) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(version)
	out.text(`,"findings":`)
	writeArray(out, len(entries), func(i int) any { return entries[i] })
	out.text("}\n")
	return out.flush()
}

// fewFixed is how many entries of a baseline are listed.
const fewFixed = 10

// fixed says what of the baseline was not found.
func (t *text) fixed(b *lint.Compared) {
	if len(b.Fixed) == 0 {
		return
	}
	t.line(fmt.Sprintf("%s in %s, but not found any more; rolelint baseline writes it anew:", count(fixedCount(b), "finding is", "findings are"), Escape(b.Name)))
	for i, e := range b.Fixed {
		if i == fewFixed {
			t.line(fmt.Sprintf("  and %d more", len(b.Fixed)-i))
			break
		}
		times := ""
		if e.Count > 1 {
			times = fmt.Sprintf("%d × ", e.Count)
		}
		first, _, _ := strings.Cut(e.Message, "; ")
		t.line("  ", Escape(e.File), ": ", times, t.paint.with(bold, Escape(e.Rule)+":"), " ", Escape(first))
	}
	t.line()
}

func fixedCount(b *lint.Compared) int {
	n := 0
	for _, e := range b.Fixed {
		n += e.Count
	}
	return n
}
