package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape returns text from outside made safe for a terminal: control
// characters, invisible format characters (among them those that turn the
// direction of text around), line separators and bytes that are no UTF-8 stand
// as \n, \x1b, \u202e. Nothing else changes.
func Escape(s string) string {
	for i, r := range s {
		if mustEscape(r) || r == utf8.RuneError {
			var b strings.Builder
			b.WriteString(s[:i])
			for rest := s[i:]; rest != ""; {
				r, size := utf8.DecodeRuneInString(rest)
				if r == utf8.RuneError && size == 1 {
					fmt.Fprintf(&b, `\x%02x`, rest[0])
				} else {
					b.WriteString(escapeRune(r))
				}
				rest = rest[size:]
			}
			return b.String()
		}
	}
	return s
}

func escapeRune(r rune) string {
	switch {
	case !mustEscape(r):
		return string(r)
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// mustEscape reports whether a character could act on the terminal or hide. The
// joiners U+200C and U+200D are part of ordinary words and of emoji.
func mustEscape(r rune) bool {
	if r < 0x7f {
		return r < 0x20
	}
	return r != 0x200C && r != 0x200D && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
