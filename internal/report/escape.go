package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape returns text from outside made safe for a terminal and for the log of
// a CI service: control characters, invisible format characters (among them
// those that turn the direction of text around), line separators and bytes that
// are no UTF-8 stand as \n, \x1b, \u202e, and what such a service takes for a
// command to itself is broken. Nothing else changes.
func Escape(s string) string { return disarm(escapeControls(s)) }

// bracketCommand is a command that CI services find anywhere in a line:
// "##[add-mask]" of GitHub's runner (Runner.Common/ActionCommand.cs, TryParse),
// "##vso[task.setvariable …]" of Azure's agent, "##teamcity[…]".
var bracketCommand = regexp.MustCompile(`##([A-Za-z]*)\[`)

// FileName returns the name of a file as every output has it: bytes that are no
// UTF-8 stand as \xff, so that files whose names differ in them stay two.
func FileName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for i, r := range name {
		_, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[i])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// disarm breaks commands to a CI service: those above, and "::error::", which
// GitHub's runner finds where a line, blanks aside, begins with it
// (ActionCommand.TryParseV2).
func disarm(s string) string {
	if rest := strings.TrimLeftFunc(s, unicode.IsSpace); strings.HasPrefix(rest, "::") {
		s = s[:len(s)-len(rest)] + `\x3a` + rest[1:]
	}
	return disarmBrackets(s)
}

func disarmBrackets(s string) string {
	if !strings.Contains(s, "##") {
		return s
	}
	return bracketCommand.ReplaceAllString(s, `#\x23$1[`)
}

// escapeControls is Escape without regard to commands.
func escapeControls(s string) string {
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
// joiners U+200C and U+200D are part of ordinary words and of emoji; U+FFFE and
// U+FFFF are no characters, and XML cannot have them.
func mustEscape(r rune) bool {
	if r < 0x7f {
		return r < 0x20
	}
	return r == 0xFFFE || r == 0xFFFF || r != 0x200C && r != 0x200D && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
