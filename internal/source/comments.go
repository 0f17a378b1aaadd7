package source

import (
	"bytes"
	"slices"
	"sort"
)

// Comments returns the comments in which word stands, in the order of the
// text: from their first character to the end of the line, or to the end of a
// comment that is closed. trees are the values that the text holds; without
// them a comment cannot be told from a text that has a "#".
//
// A file without the word costs one search.
func (f *File) Comments(word string, trees []*Node) []Span {
	w := []byte(word)
	if !bytes.Contains(f.Src, w) {
		return nil
	}
	var found []Span
	if f.Syntax == JSON {
		for _, n := range f.Notes {
			if n.Kind == NoteComment && bytes.Contains(f.Src[n.Span.Start:n.Span.End], w) {
				found = append(found, n.Span)
			}
		}
		return found
	}
	tokens := f.tokens(trees)
	for at := 0; ; {
		i := bytes.Index(f.Src[at:], w)
		if i < 0 {
			return found
		}
		line := f.lineAround(at + i)
		if start := f.hash(line, tokens); start >= 0 && bytes.Contains(f.Src[start:line.End], w) {
			found = append(found, Span{start, line.End})
		}
		at = line.End
	}
}

// hash returns where the comment of a line starts; -1 where it has none.
func (f *File) hash(line Span, tokens []Span) int {
	for p := line.Start; p < line.End; p++ {
		if f.Src[p] == '#' && (p == line.Start || isBlank(f.Src[p-1]) || bytes.HasSuffix(f.Src[:p], []byte(bom))) && !f.inToken(p, tokens) {
			return p
		}
	}
	return -1
}

// lineAround returns the line of an offset, without its break.
func (f *File) lineAround(off int) Span {
	s := Span{off, off}
	for s.Start > 0 && f.Src[s.Start-1] != '\n' && f.Src[s.Start-1] != '\r' {
		s.Start--
	}
	for s.End < len(f.Src) && f.Src[s.End] != '\n' && f.Src[s.End] != '\r' {
		s.End++
	}
	return s
}

// inToken reports whether an offset lies in a scalar or a name. The first line
// of a block scalar may end in a comment.
func (f *File) inToken(off int, tokens []Span) bool {
	i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start > off }) - 1
	if i < 0 || off >= tokens[i].End {
		return false
	}
	block := f.Src[tokens[i].Start] == '|' || f.Src[tokens[i].Start] == '>'
	return !block || bytes.ContainsAny(f.Src[tokens[i].Start:off], "\r\n")
}

// tokens returns the places of all names and scalars, sorted.
func (f *File) tokens(trees []*Node) []Span {
	var out []Span
	var walk func(n *Node)
	walk = func(n *Node) {
		if !n.Key.IsZero() {
			out = append(out, n.Key)
		}
		if !n.Alias.IsZero() {
			return // its content stands at the anchor
		}
		if n.Kind != Object && n.Kind != Array && n.Val.Start < n.Val.End {
			out = append(out, n.Val)
		}
		for _, c := range n.Children {
			walk(c)
		}
		for _, d := range n.Dups {
			walk(d)
		}
	}
	for _, n := range trees {
		walk(n)
	}
	slices.SortFunc(out, func(a, b Span) int { return a.Start - b.Start })
	return out
}
