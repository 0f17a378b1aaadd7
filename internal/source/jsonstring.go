package source

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads the string at s.pos and returns its decoded text. A surrogate
// without its partner becomes U+FFFD, as in encoding/json.
func (s *jsonScanner) string() (string, bool) {
	start := s.pos
	i := start + 1
	for i < len(s.src) {
		c := s.src[i]
		if c == '"' {
			text := s.text[start+1 : i]
			if text == "" && i+1 < len(s.src) && s.src[i+1] == '"' {
				s.fail(ErrSyntax, Span{start, i + 2}, `"""…""" is the notation of Kibana's Console, not JSON; write one quoted string with \n for line breaks`)
				return "", false
			}
			s.pos = i + 1
			return text, true
		}
		if c == '\\' {
			return s.escaped(start, i)
		}
		if c < ' ' {
			return "", s.rawControl(start, i)
		}
		i++
	}
	return "", s.unclosedString()
}

// escaped reads the rest of a string that started at start and has its first
// escape at i.
func (s *jsonScanner) escaped(start, i int) (string, bool) {
	buf := append(make([]byte, 0, 2*(i-start)+16), s.src[start+1:i]...)
	for i < len(s.src) {
		c := s.src[i]
		switch {
		case c == '"':
			s.pos = i + 1
			return string(buf), true
		case c == '\\':
			r, n := decodeJSONEscape(s.src[i:])
			if n == 0 {
				return "", s.badEscape(i)
			}
			buf = utf8.AppendRune(buf, r)
			i += n
		case c < ' ':
			return "", s.rawControl(start, i)
		default:
			buf = append(buf, c)
			i++
		}
	}
	return "", s.unclosedString()
}

// decodeJSONEscape decodes the escape that b starts with and returns its
// character and length; length 0 where it is none.
func decodeJSONEscape(b []byte) (rune, int) {
	if len(b) < 2 {
		return 0, 0
	}
	switch b[1] {
	case '"', '\\', '/':
		return rune(b[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r := hexRune(b[2:], 4)
		if r < 0 {
			return 0, 0
		}
		if !utf16.IsSurrogate(r) {
			return r, 6
		}
		if len(b) >= 8 && b[6] == '\\' && b[7] == 'u' {
			if pair := utf16.DecodeRune(r, hexRune(b[8:], 4)); pair != utf8.RuneError {
				return pair, 12
			}
		}
		return utf8.RuneError, 6
	}
	return 0, 0
}

// hexRune returns the character of the first n hexadecimal digits of b, or -1.
func hexRune(b []byte, n int) rune {
	if len(b) < n {
		return -1
	}
	var r rune
	for _, c := range b[:n] {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case 'A' <= c && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return -1
		}
		if r > utf8.MaxRune {
			return -1
		}
	}
	return r
}

// rawControl explains the control character at i in the string from start.
func (s *jsonScanner) rawControl(start, i int) bool {
	switch c := s.src[i]; c {
	case '\n', '\r':
		s.fail(ErrSyntax, Span{start, i}, `the string is not closed before its line ends; add the closing double quote, or write a line break as \n`)
	case '\t':
		s.fail(ErrSyntax, Span{i, i + 1}, `a raw tab stands in a string; write it as \t`)
	case 0:
		s.fail(ErrSyntax, Span{i, i + 1}, `a zero byte stands in a string; the file may be UTF-16: save it as UTF-8`)
	default:
		s.fail(ErrSyntax, Span{i, i + 1}, fmt.Sprintf(`a raw control character stands in a string; write it as \u%04x`, c))
	}
	return false
}

// unclosedString explains a string that the text's end cuts off.
func (s *jsonScanner) unclosedString() bool {
	s.fail(ErrTruncated, s.end(), `the text ends inside a string: the closing double quote is missing`)
	return false
}

// badEscape explains the escape at i.
func (s *jsonScanner) badEscape(i int) bool {
	rest := s.src[i:]
	if len(rest) == 1 {
		return s.unclosedString()
	}
	if rest[1] == 'u' {
		n := 2
		for n < len(rest) && n < 6 && hexRune(rest[n:], 1) >= 0 {
			n++
		}
		if n == len(rest) {
			return s.unclosedString()
		}
		s.fail(ErrSyntax, Span{i, i + n}, fmt.Sprintf(`the escape %s needs four hexadecimal digits, as in \u00e9`, rest[:n]))
		return false
	}
	r, n := utf8.DecodeRune(rest[1:])
	if r < ' ' {
		s.fail(ErrSyntax, Span{i, i + 1}, `a backslash ends the line inside a string; a JSON string stands on one line, with \n for line breaks`)
		return false
	}
	s.fail(ErrSyntax, Span{i, i + 1 + n}, fmt.Sprintf(`\%c is no escape in JSON; write \\ for a backslash`, r))
	return false
}
