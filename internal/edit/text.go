package edit

import (
	"bytes"
	"slices"

	"github.com/rolelint/rolelint/internal/source"
)

// text is what is known of a file's bytes around its nodes.
type text struct {
	src  []byte
	file *source.File
}

func (t *text) yaml() bool { return t.file.Syntax == source.YAML }

// outer is the span of a node with its key; of what an alias brings in, with
// the alias in the place of the value.
func outer(n *source.Node) source.Span {
	s := n.Val
	if !n.Alias.IsZero() {
		s = n.Alias
	}
	if !n.Key.IsZero() && n.Key.Start < s.Start || s.IsZero() {
		s.Start = n.Key.Start
	}
	s.End = max(s.End, n.Key.End)
	return s
}

// end is where a node ends in the text of its container.
func end(n *source.Node) int {
	if !n.Alias.IsZero() {
		return n.Alias.End
	}
	return max(n.Key.End, n.Val.End)
}

// lineStart returns the offset of the first byte of the line at p.
func (t *text) lineStart(p int) int { return bytes.LastIndexAny(t.src[:p], "\r\n") + 1 }

// lineEnd returns the offset of the line break at p or after it, or the end of
// the text.
func (t *text) lineEnd(p int) int {
	if i := bytes.IndexAny(t.src[p:], "\r\n"); i >= 0 {
		return p + i
	}
	return len(t.src)
}

// nextLine returns the offset after the line break at p; p where there is none.
func (t *text) nextLine(p int) int {
	switch {
	case bytes.HasPrefix(t.src[p:], []byte("\r\n")):
		return p + 2
	case p < len(t.src) && (t.src[p] == '\n' || t.src[p] == '\r'):
		return p + 1
	}
	return p
}

// lineBreak is the line break that the file uses.
func (t *text) lineBreak() string {
	p := t.lineEnd(0)
	if p == len(t.src) {
		return "\n"
	}
	return string(t.src[p:t.nextLine(p)])
}

// indent returns the blanks before p on its line; false where something else
// stands there. It looks no further than that: a line may be megabytes long.
func (t *text) indent(p int) (string, bool) {
	start := p
	for start > 0 && (t.src[start-1] == ' ' || t.src[start-1] == '\t') {
		start--
	}
	return string(t.src[start:p]), start == 0 || t.breaks(start-1)
}

// breaks reports whether a line ends at p.
func (t *text) breaks(p int) bool { return p >= len(t.src) || t.src[p] == '\n' || t.src[p] == '\r' }

// blanks skips blanks.
func (t *text) blanks(p int) int {
	for p < len(t.src) && (t.src[p] == ' ' || t.src[p] == '\t') {
		p++
	}
	return p
}

// skip skips blanks, line breaks and comments.
func (t *text) skip(p int) int {
	for p < len(t.src) {
		if n := t.comment(p); n > 0 {
			p += n
			continue
		}
		if bytes.IndexByte([]byte(" \t\r\n"), t.src[p]) < 0 {
			return p
		}
		p++
	}
	return p
}

// comment returns the length of the comment that begins at p, without its line
// break; 0 where none does. p is not inside of a scalar.
func (t *text) comment(p int) int {
	rest := t.src[p:]
	switch {
	case t.yaml():
		if rest[0] != '#' || p > 0 && bytes.IndexByte([]byte(" \t\r\n"), t.src[p-1]) < 0 {
			return 0
		}
	case bytes.HasPrefix(rest, []byte("/*")):
		if i := bytes.Index(rest[2:], []byte("*/")); i >= 0 {
			return i + 4
		}
		return len(rest)
	case rest[0] != '#' && !bytes.HasPrefix(rest, []byte("//")):
		return 0
	}
	return t.lineEnd(p) - p
}

// commented reports whether a comment begins between from and to, outside of
// the scalars and keys of the nodes.
func (t *text) commented(from, to int, nodes ...*source.Node) bool {
	var tokens []source.Span
	for _, n := range nodes {
		tokens = scalars(tokens, n)
	}
	slices.SortFunc(tokens, func(a, b source.Span) int { return a.Start - b.Start })
	for p := from; p < to; p++ {
		for len(tokens) > 0 && tokens[0].End <= p {
			tokens = tokens[1:]
		}
		if len(tokens) > 0 && tokens[0].Start <= p {
			p = tokens[0].End - 1
		} else if t.comment(p) > 0 {
			return true
		}
	}
	return false
}

// scalars appends the spans of keys and scalars that stand in place.
func scalars(spans []source.Span, n *source.Node) []source.Span {
	if n.Key.End > n.Key.Start {
		spans = append(spans, n.Key)
	}
	switch {
	case !n.Alias.IsZero():
		return append(spans, n.Alias)
	case n.Kind == source.Object || n.Kind == source.Array:
		for _, c := range n.Children {
			for _, d := range c.Dups {
				spans = scalars(spans, d)
			}
			spans = scalars(spans, c)
		}
		return spans
	case n.Val.End > n.Val.Start:
		return append(spans, n.Val)
	}
	return spans
}

// several reports whether the bytes from one offset to another are on several
// lines.
func (t *text) several(from, to int) bool { return bytes.ContainsAny(t.src[from:to], "\r\n") }
