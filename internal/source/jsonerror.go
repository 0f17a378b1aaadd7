package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The functions here explain what is wrong at s.pos. Each sets s.err and
// returns false.

func (s *jsonScanner) syntax(at Span, msg string) bool {
	s.fail(ErrSyntax, at, msg)
	return false
}

// here is the character at s.pos.
func (s *jsonScanner) here() Span {
	_, n := utf8.DecodeRune(s.src[s.pos:])
	return Span{s.pos, s.pos + n}
}

// bracket returns the opening or closing bracket of n in quotes.
func bracket(n *Node, closing bool) string {
	switch {
	case n.Kind == Object && closing:
		return `"}"`
	case n.Kind == Object:
		return `"{"`
	case closing:
		return `"]"`
	}
	return `"["`
}

// within names n for a message: its path where it is short.
func within(n *Node) string {
	path := n.Path().String()
	if path == "" || len(path) > 80 {
		return "the " + n.Kind.String()
	}
	return fmt.Sprintf("%q", path)
}

// unclosed: the text ends before n is closed.
func (s *jsonScanner) unclosed(n *Node) bool {
	s.fail(ErrTruncated, s.end(), fmt.Sprintf("the text ends inside %s: its %s is never closed; add %s", within(n), bracket(n, false), bracket(n, true)))
	return false
}

// noComma: something else than a comma or the end follows a value of n.
func (s *jsonScanner) noComma(n *Node) bool {
	switch c := s.src[s.pos]; c {
	case '}', ']':
		return s.syntax(s.here(), fmt.Sprintf("%q stands where %s has to close what %s opened", string(c), bracket(n, true), bracket(n, false)))
	case ':':
		if n.Kind == Array {
			return s.syntax(s.here(), `":" stands in an array; a name with a value needs an object: write {"name": value}`)
		}
		return s.syntax(s.here(), `a second ":" follows a value; a comma is missing, or the value needs double quotes`)
	case ';':
		return s.syntax(s.here(), `";" stands where a comma belongs`)
	case '"', '{', '[', '-':
		return s.syntax(s.here(), "a comma is missing before this")
	}
	if w := s.word(); w != "" && w[0] < 0x80 {
		return s.syntax(Span{s.pos, s.pos + len(w)}, "a comma is missing before this")
	}
	return s.unexpected(fmt.Sprintf("a comma or %s belongs", bracket(n, true)))
}

// noColon: the member called name has no colon.
func (s *jsonScanner) noColon(name string) bool {
	if len(name) > 80 {
		name = name[:80] + "…"
	}
	switch s.src[s.pos] {
	case '=':
		return s.syntax(s.here(), `"=" stands where ":" belongs`)
	case ',', '}':
		return s.syntax(s.here(), fmt.Sprintf("member %q has no value; write \":\" and a value after its name", name))
	}
	return s.syntax(s.here(), fmt.Sprintf("\":\" is missing after the member name %q", name))
}

// noName: no member name and no "}" follows in the object n.
func (s *jsonScanner) noName(n *Node) bool {
	switch c := s.src[s.pos]; c {
	case ',':
		return s.syntax(s.here(), "a member is missing before this comma; remove the comma")
	case ']':
		return s.syntax(s.here(), `"]" stands where "}" has to close what "{" opened`)
	case '{', '[':
		return s.syntax(s.here(), fmt.Sprintf("%q stands where a member name belongs; members of an object need names", string(c)))
	case ':':
		return s.syntax(s.here(), `a member name is missing before ":"`)
	case '\'':
		return s.syntax(s.singleQuoted(), "member names need double quotes, not single quotes")
	}
	if w := s.word(); w != "" && w[0] < 0x80 {
		return s.syntax(Span{s.pos, s.pos + len(w)}, fmt.Sprintf("the member name %s needs double quotes", cut(w)))
	}
	return s.unexpected("a member name belongs")
}

// noValue: no value follows.
func (s *jsonScanner) noValue() bool {
	switch c := s.src[s.pos]; c {
	case ',', ']', '}':
		return s.syntax(s.here(), fmt.Sprintf("a value is missing before %q", string(c)))
	case ':':
		return s.syntax(s.here(), `":" stands where a value belongs`)
	case '\'':
		return s.syntax(s.singleQuoted(), "strings need double quotes in JSON, not single quotes")
	case '`':
		return s.syntax(s.here(), "strings need double quotes in JSON, not backquotes")
	case '+', '.':
		return s.badNumber()
	}
	w := s.word()
	at := Span{s.pos, s.pos + len(w)}
	switch strings.ToLower(w) {
	case "true", "false", "null":
		return s.syntax(at, fmt.Sprintf("%s is written in lower case in JSON: %s", w, strings.ToLower(w)))
	case "none", "nil", "undefined":
		return s.syntax(at, fmt.Sprintf("%s is no JSON value; write null", w))
	case "nan", "infinity", "inf":
		return s.syntax(at, fmt.Sprintf("%s is no JSON value; JSON knows only finite numbers", w))
	}
	if w != "" && w[0] < 0x80 {
		return s.syntax(at, fmt.Sprintf("%s is no JSON value; a string needs double quotes", cut(w)))
	}
	return s.unexpected("a value belongs")
}

// badNumber: the number at s.pos does not follow the grammar.
func (s *jsonScanner) badNumber() bool {
	end := s.pos
	for end < len(s.src) && (isWord(s.src[end]) || bytes.IndexByte([]byte("+-."), s.src[end]) >= 0) {
		end++
	}
	w := s.text[s.pos:end]
	at := Span{s.pos, max(end, s.pos+1)}
	unsigned := strings.TrimLeft(w, "+-")
	switch {
	case end == len(s.src) && strings.IndexByte("-.eE+", w[len(w)-1]) >= 0:
		s.fail(ErrTruncated, s.end(), "the text ends inside a number")
	case strings.HasPrefix(w, "-Inf") || strings.HasPrefix(w, "+Inf"):
		s.syntax(at, fmt.Sprintf("%s is no JSON value; JSON knows only finite numbers", cut(w)))
	case w[0] == '+':
		s.syntax(at, fmt.Sprintf("%s is no JSON number; write it without the plus sign", cut(w)))
	case strings.HasPrefix(unsigned, "0x") || strings.HasPrefix(unsigned, "0X"):
		s.syntax(at, fmt.Sprintf("%s is no JSON number; JSON knows only decimal numbers", cut(w)))
	case len(unsigned) > 1 && unsigned[0] == '0' && '0' <= unsigned[1] && unsigned[1] <= '9':
		s.syntax(at, fmt.Sprintf("%s is no JSON number; remove the leading zeros, or quote it", cut(w)))
	case strings.HasPrefix(unsigned, ".") || strings.HasSuffix(w, "."):
		s.syntax(at, fmt.Sprintf("%s is no JSON number; digits belong on both sides of the point", cut(w)))
	default:
		s.syntax(at, fmt.Sprintf("%s is no JSON number; a string needs double quotes", cut(w)))
	}
	return false
}

// strayAfterValue: reports whether what follows a whole value can start no
// other value, and explains it.
func (s *jsonScanner) strayAfterValue() bool {
	switch c := s.src[s.pos]; c {
	case ',':
		s.syntax(s.here(), "a comma follows the end of the value; several values need an array: [ … , … ]")
	case '}', ']':
		s.syntax(s.here(), fmt.Sprintf("%q closes nothing; the value has ended before it", string(c)))
	case ':':
		s.syntax(s.here(), `":" follows the end of the value; names with values need braces around them: { … }`)
	default:
		return false
	}
	return true
}

// unexpected: a character that means nothing in JSON stands where something
// else belongs.
func (s *jsonScanner) unexpected(belongs string) bool {
	r, _ := utf8.DecodeRune(s.src[s.pos:])
	what := fmt.Sprintf("%q", string(r))
	switch {
	case strings.ContainsRune("“”„‟«»‘’", r):
		return s.syntax(s.here(), fmt.Sprintf("%s is a typographic quote; JSON needs the plain double quote", what))
	case r == 0:
		return s.syntax(s.here(), "a zero byte stands between values; the file may be UTF-16: save it as UTF-8")
	case r < ' ' || r >= 0x7f && r < 0xa1 || r == '\uFEFF' || r >= 0x2000 && r <= 0x206f || r == '\u3000':
		what = fmt.Sprintf("the invisible character U+%04X", r)
	}
	return s.syntax(s.here(), fmt.Sprintf("%s stands where %s", what, belongs))
}

// singleQuoted is the single-quoted token at s.pos, or its quote alone where
// it is not closed on its line.
func (s *jsonScanner) singleQuoted() Span {
	for i := s.pos + 1; i < len(s.src) && s.src[i] != '\n' && s.src[i] != '\r'; i++ {
		if s.src[i] == '\'' {
			return Span{s.pos, i + 1}
		}
	}
	return s.here()
}

// cut quotes a word and shortens it where it is long.
func cut(w string) string {
	if len(w) > 40 {
		end := 40
		for !utf8.RuneStart(w[end]) {
			end--
		}
		w = w[:end] + "…"
	}
	return fmt.Sprintf("%q", w)
}
