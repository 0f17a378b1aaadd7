package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// The functions here find in the text where a node of the library ends. A node
// is placed without its properties (&anchor, !tag), so that its text by itself
// reads as the same value:
//
//	scalar            the token, quotes included
//	block scalar      from its indicator (| or >) to the end of its last line
//	flow collection   from bracket to bracket
//	block collection  from its first name or dash to the end of its last value
//	nothing written   an empty span after the colon, dash or property

// at returns the offset of a node as the library places it: of its first
// property where it has any.
func (r *yamlReader) at(y *yaml.Node) int { return r.offset(y.Line, y.Column) }

// content returns the offset of a node without its properties. Where nothing
// follows them it is the end of the last one.
func (r *yamlReader) content(y *yaml.Node) int {
	p := r.at(y)
	own := 0
	if y.Anchor != "" {
		own++
	}
	if y.Style&yaml.TaggedStyle != 0 || y.Tag == "!" {
		own++
	}
	for ; own > 0 && p < len(r.src); own-- {
		switch r.src[p] {
		case '&':
			p += 1 + len(y.Anchor)
		case '!':
			p = r.tagEnd(p)
		default:
			return p
		}
		if own == 1 && isEmptyScalar(y) {
			return min(p, len(r.src))
		}
		p = r.gap(p)
	}
	return min(p, len(r.src))
}

// tagEnd returns the end of the tag at p.
func (r *yamlReader) tagEnd(p int) int {
	if bytes.HasPrefix(r.src[p:], []byte("!<")) {
		if i := bytes.IndexByte(r.src[p:], '>'); i >= 0 {
			return p + i + 1
		}
	}
	for p < len(r.src) && !isBlankOrBreak(r.src[p]) && strings.IndexByte(",[]{}", r.src[p]) < 0 {
		p++
	}
	return p
}

// gap skips blanks, line breaks and comments.
func (r *yamlReader) gap(p int) int {
	for p < len(r.src) {
		if n := breakLen(r.src[p:]); n > 0 {
			p += n
			continue
		}
		switch r.src[p] {
		case ' ', '\t':
			p++
		case '#':
			p = r.lineEnd(p)
		default:
			if bytes.HasPrefix(r.src[p:], []byte(bom)) {
				p += len(bom)
				continue
			}
			return p
		}
	}
	return p
}

// lineEnd returns the offset of the line break after p.
func (r *yamlReader) lineEnd(p int) int {
	for p < len(r.src) && breakLen(r.src[p:]) == 0 {
		p++
	}
	return p
}

// afterColon returns the offset after the colon that follows the name ending
// at p, or p where there is none.
func (r *yamlReader) afterColon(p int) int {
	if q := r.gap(p); q < len(r.src) && r.src[q] == ':' {
		return q + 1
	}
	return p
}

// continues reports whether a colon that ends at colon can belong to a key that
// ends at key: on a later line it stands under the first key of its mapping.
func (r *yamlReader) continues(mapping, key, colon int) bool {
	indent := func(p int) int { return p - 1 - bytes.LastIndexAny(r.src[:p], "\r\n") }
	return colon <= key || !bytes.ContainsAny(r.src[key:colon], "\r\n") || indent(colon-1) == indent(mapping)
}

// closing returns the offset after the bracket that closes a flow collection
// whose last value ends at p.
func (r *yamlReader) closing(p int, bracket byte) int {
	for q := p; ; q++ {
		next := r.gap(q)
		r.tabs(q, next)
		if q = next; q >= len(r.src) {
			return p
		}
		if r.src[q] == bracket {
			return q + 1
		}
		if strings.IndexByte(",?:", r.src[q]) < 0 {
			return p
		}
	}
}

// sequenceEnd returns the end of the sequence y from start whose last value
// ends at p.
func (r *yamlReader) sequenceEnd(y *yaml.Node, start, p int) int {
	if y.Style&yaml.FlowStyle != 0 {
		return r.closing(max(p, start+1), ']')
	}
	return p
}

// tabs notes the first tab that indents a line of a flow collection between
// from and to; the document's first only, for such a file has one on every line.
func (r *yamlReader) tabs(from, to int) {
	if r.tabbed || from >= to {
		return
	}
	line := false
	for p := from; p < to; p++ {
		switch c := r.src[p]; {
		case c == '\n' || c == '\r':
			line = true
		case c == '\t' && line:
			start := p
			for p < to && isBlank(r.src[p]) {
				p++
			}
			r.notes = append(r.notes, Note{Kind: NoteTab, Span: r.span(start, p)})
			r.tabbed = true
			return
		case c == '#':
			p = r.lineEnd(p) - 1
			line = false
		case c != ' ':
			line = false
		}
	}
}

// scalarEnd returns the end of the scalar y whose content starts at start.
func (r *yamlReader) scalarEnd(y *yaml.Node, start int) int {
	switch {
	case isEmptyScalar(y) || start >= len(r.src):
		return start
	case y.Style&yaml.DoubleQuotedStyle != 0:
		for p := start + 1; p < len(r.src); p++ {
			switch r.src[p] {
			case '\\':
				p++
			case '"':
				return p + 1
			}
		}
	case y.Style&yaml.SingleQuotedStyle != 0:
		for p := start + 1; p < len(r.src); p++ {
			if r.src[p] != '\'' {
				continue
			}
			if p+1 == len(r.src) || r.src[p+1] != '\'' {
				return p + 1
			}
			p++
		}
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return r.blockEnd(y, start)
	default:
		return r.plainEnd(y.Value, start)
	}
	return len(r.src)
}

// plainEnd walks along the text of a plain scalar and its value: where a line
// ends, the value has a space or its line breaks, and the next line's
// indentation is skipped.
func (r *yamlReader) plainEnd(value string, p int) int {
	for i := 0; i < len(value) && p < len(r.src); {
		if fold := r.fold(p); fold > p {
			p = fold
			if value[i] == ' ' {
				i++
			} else {
				for n := breakLen(value[i:]); n > 0; n = breakLen(value[i:]) {
					i += n
				}
			}
			continue
		}
		i++
		p++
	}
	return p
}

// fold returns the offset after the blanks and line breaks at p, or p where
// the line goes on.
func (r *yamlReader) fold(p int) int {
	q := p
	for q < len(r.src) && isBlank(r.src[q]) {
		q++
	}
	if q == len(r.src) || breakLen(r.src[q:]) == 0 {
		return p
	}
	for q < len(r.src) {
		if n := breakLen(r.src[q:]); n > 0 {
			q += n
		} else if isBlank(r.src[q]) {
			q++
		} else {
			break
		}
	}
	return q
}

// blockEnd returns the end of the last line of the block scalar whose
// indicator is at start; of the indicator where it has no text.
func (r *yamlReader) blockEnd(y *yaml.Node, start int) int {
	header := start + 1
	for header < len(r.src) && strings.IndexByte("+-0123456789", r.src[header]) >= 0 {
		header++
	}
	text := strings.TrimLeft(y.Value, "\r\n\u0085\u2028\u2029")
	if text == "" {
		return header
	}
	indent := -1
	end := header
	for p := r.lineEnd(header); p < len(r.src); {
		p += breakLen(r.src[p:])
		stop := r.lineEnd(p)
		spaces := 0
		for p+spaces < stop && r.src[p+spaces] == ' ' {
			spaces++
		}
		blank := p+spaces == stop
		if indent < 0 && !blank {
			indent = spaces - leadingSpaces(text)
		}
		if indent >= 0 {
			if spaces < indent && !blank {
				break
			}
			if stop-p > indent {
				end = stop
			}
		}
		if p = stop; p == len(r.src) {
			break
		}
	}
	return end
}

func leadingSpaces(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isBlankOrBreak(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// breakLen returns the length of the line break that b starts with, as the
// library has it (YAML 1.1: also U+0085, U+2028 and U+2029); 0 where there is
// none.
func breakLen[T string | []byte](b T) int {
	if len(b) == 0 {
		return 0
	}
	switch b[0] {
	case '\n':
		return 1
	case '\r':
		if len(b) > 1 && b[1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if len(b) > 1 && b[1] == 0x85 {
			return 2
		}
	case 0xE2:
		if len(b) > 2 && b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// places turns the library's lines and columns (from 1, in code points) into
// offsets.
type places struct {
	src       []byte
	lines     []int
	line, col int // the place found last
	off       int
}

func (p *places) offset(line, col int) int {
	if p.lines == nil {
		p.lines = []int{0}
		for i := 0; i < len(p.src); {
			if n := breakLen(p.src[i:]); n > 0 {
				i += n
				p.lines = append(p.lines, i)
			} else {
				i++
			}
		}
	}
	if line < 1 || line > len(p.lines) {
		return len(p.src)
	}
	off, c := p.lines[line-1], 1
	if line == p.line && p.col <= col {
		off, c = p.off, p.col
	}
	for ; c < col && off < len(p.src); c++ {
		_, n := utf8.DecodeRune(p.src[off:])
		off += n
	}
	p.line, p.col, p.off = line, col, off
	return off
}
