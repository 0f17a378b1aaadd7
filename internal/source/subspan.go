package source

import (
	"bytes"
	"unicode/utf8"
)

// SubSpan returns where the bytes start to end of the text of a String are
// written. It reads through the escapes of JSON and of YAML's quoted styles.
// It reports false where the place is not exact: in block scalars and other
// scalars of several lines, inside a character or its escape, and where n is
// no String of the text.
func (f *File) SubSpan(n *Node, start, end int) (Span, bool) {
	if n == nil || n.Kind != String || start < 0 || end < start || end > len(n.Text) ||
		n.Val.Start < 0 || n.Val.End <= n.Val.Start || n.Val.End > len(f.Src) {
		return Span{}, false
	}
	token := f.Src[n.Val.Start:n.Val.End]
	at, text := 0, n.Text
	last := len(token)
	step := plainStep
	switch token[0] {
	case '"':
		step = doubleQuotedStep
	case '\'':
		step = singleQuotedStep
	}
	if token[0] == '"' || token[0] == '\'' {
		if at, last = 1, last-1; last < at || token[last] != token[0] {
			return Span{}, false
		}
	}
	from, to := -1, -1
	for done := 0; ; {
		if done == start {
			from = n.Val.Start + at
		}
		if done == end {
			to = n.Val.Start + at
		}
		if at >= last || done >= len(text) {
			// Only a token read to its end, and to the same text, is known.
			ok := at == last && done == len(text) && from >= 0 && to >= 0
			return Span{from, to}, ok
		}
		r, size := step(token[at:last])
		want, width := utf8.DecodeRuneInString(text[done:])
		if size == 0 || r != want {
			return Span{}, false
		}
		at, done = at+size, done+width
	}
}

// plainStep decodes the first character of a plain scalar of one line; length
// 0 where there is none.
func plainStep(b []byte) (rune, int) {
	if breakLen(b) > 0 {
		return 0, 0
	}
	return utf8.DecodeRune(b)
}

// singleQuotedStep does the same in YAML's single quotes.
func singleQuotedStep(b []byte) (rune, int) {
	if bytes.HasPrefix(b, []byte("''")) {
		return '\'', 2
	}
	return plainStep(b)
}

// doubleQuotedStep does the same in the double quotes of JSON and YAML.
func doubleQuotedStep(b []byte) (rune, int) {
	if b[0] != '\\' {
		return plainStep(b)
	}
	if r, n := decodeJSONEscape(b); n > 0 {
		return r, n
	}
	return decodeYAMLEscape(b)
}

// yamlEscapes are YAML's escapes of one character that JSON lacks (YAML 1.2.2,
// section 5.7).
var yamlEscapes = map[byte]rune{
	'0': 0, 'a': '\a', '\t': '\t', 'v': '\v', 'e': 0x1b, ' ': ' ', '\'': '\'',
	'N': '\u0085', '_': '\u00a0', 'L': '\u2028', 'P': '\u2029',
}

// decodeYAMLEscape decodes an escape that only YAML has.
func decodeYAMLEscape(b []byte) (rune, int) {
	if len(b) < 2 {
		return 0, 0
	}
	digits := 0
	switch b[1] {
	case 'x':
		digits = 2
	case 'U':
		digits = 8
	default:
		r, ok := yamlEscapes[b[1]]
		if !ok {
			return 0, 0
		}
		return r, 2
	}
	if r := hexRune(b[2:], digits); r >= 0 {
		return r, 2 + digits
	}
	return 0, 0
}
