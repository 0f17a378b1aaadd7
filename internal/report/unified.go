package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/fix"
)

// WriteUnified writes how fixes change a file, as diff -u does; nothing where
// they do not. Programs that apply such differences read it.
func WriteUnified(w io.Writer, f *fix.File, options Options) error {
	lines := diff.Lines(string(f.Before), string(f.After))
	if len(lines) == 0 {
		return nil
	}
	b := bufio.NewWriterSize(w, 64<<10)
	p := paint(options.Color)
	line(b, p.with(bold, "--- "+Escape(f.Name)))
	line(b, p.with(bold, "+++ "+Escape(f.Name)))
	for _, l := range lines {
		text, ending := l.Text, ""
		if strings.HasSuffix(text, "\r") && !options.Color {
			text, ending = text[:len(text)-1], "\r"
		}
		switch l.Sign {
		case '@':
			line(b, p.with(dim, text))
		case '-':
			line(b, p.with(red, "-"+escapeLine(text))+ending)
		case '+':
			line(b, p.with(cyan, "+"+escapeLine(text))+ending)
		default:
			line(b, string(l.Sign)+escapeLine(text)+ending)
		}
	}
	return b.Flush()
}

// escapeLine is Escape that leaves tabs.
func escapeLine(s string) string {
	parts := strings.Split(s, "\t")
	for i := range parts {
		parts[i] = Escape(parts[i])
	}
	return strings.Join(parts, "\t")
}
