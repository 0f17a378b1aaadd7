package report

import (
	"fmt"
	"strings"
)

// mostCut bounds what says that a text is cut.
const mostCut = 200

// markdown is a text that ends where it would be too long for who takes it.
type markdown struct {
	limit int              // with what cut returns
	size  func(string) int // how who takes it measures
	cut   func() string    // says, at the end, how much is missing

	b    strings.Builder
	used int
	full bool
}

// block writes lines as a whole, or, where they do not fit, that the text is
// cut; nothing follows that.
func (m *markdown) block(lines ...string) {
	if m.full {
		return
	}
	text := strings.Join(lines, "\n") + "\n"
	n := m.size(text)
	if m.used+n+mostCut > m.limit {
		m.full = true
		m.b.WriteString(m.cut())
		return
	}
	m.used += n
	m.b.WriteString(text)
}

func (m *markdown) line(s string) { m.block(s) }

func (m *markdown) String() string { return m.b.String() }

// code returns a text from outside as code that is inert: nothing in it is
// read as Markdown, HTML, a link or a mention, also in a table.
func code(s string) string {
	s = Escape(s)
	if s == "" {
		return ""
	}
	if !strings.ContainsAny(s, "`|\\<>") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return "`" + s + "`"
	}
	return "<code>" + entities(s) + "</code>"
}

// entities writes every character that could mean something to Markdown or HTML
// as a numbered entity. A colon or a full stop means something only where a
// link could begin: between two characters that are no blanks.
func entities(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		link := (r == ':' || r == '.') && i+1 < len(runes) && runes[i+1] != ' ' && (i == 0 || runes[i-1] < '0' || runes[i-1] > '9')
		if link || strings.ContainsRune("`|\\<>&*_[]{}#!~@$^", r) {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
