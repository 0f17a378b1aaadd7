package report

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// Wrap breaks a text at blanks into lines of at most width columns and puts
// first in front of the first line and rest in front of the others; both count
// as part of the line. Longer words stay whole. No line is made to begin with a
// word such as "::error", which would be a command to GitHub's runner.
func Wrap(text string, width int, first, rest string) string {
	var b strings.Builder
	b.WriteString(first)
	used := displaywidth.String(first)
	fresh := true
	for word := range strings.FieldsSeq(text) {
		columns := displaywidth.String(word)
		if !fresh && used+1+columns > width && !strings.HasPrefix(word, "::") {
			b.WriteByte('\n')
			b.WriteString(rest)
			used, fresh = displaywidth.String(rest), true
		}
		if !fresh {
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += columns
		fresh = false
	}
	return b.String()
}

// firstSentence returns the first sentence of a Markdown text as plain text on
// one line. A sentence ends with a full stop, question mark or exclamation
// mark before a blank and a capital letter, or with its paragraph; not in code.
func firstSentence(markdown string) string {
	paragraph, _, _ := strings.Cut(strings.TrimSpace(markdown), "\n\n")
	text := []rune(strings.Join(strings.Fields(paragraph), " "))
	inCode := false
	for i := 1; i+2 < len(text); i++ {
		end := text[i-1]
		if end == '`' {
			inCode = !inCode
		}
		if inCode || text[i] != ' ' || end != '.' && end != '?' && end != '!' {
			continue
		}
		if next := text[i+1]; !unicode.IsLower(next) && !abbreviation(text[:i]) {
			return string(text[:i])
		}
	}
	return string(text)
}

// abbreviation reports whether a text ends in "e.g.", "i.e." and the like: a
// single letter between full stops.
func abbreviation(text []rune) bool {
	n := len(text)
	return n >= 3 && text[n-1] == '.' && unicode.IsLetter(text[n-2]) && (text[n-3] == '.' || text[n-3] == ' ')
}
