package suppress

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"sort"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// layout knows what of a file stands where, so that a comment can be attached
// to the values that it stands at or above.
type layout struct {
	src     []byte
	entries []entry       // all values, by where they start; outer ones first
	roots   []source.Span // of every document, and what stands above it
	keys    map[int]source.Span
}

// entry is a value with its name, as it is written.
type entry struct {
	source.Span
	node *source.Node
	root int // index of the document that it is the whole of; -1 where it is a part
}

// written returns where a value stands, its name included. One that an alias
// or a merge key brings in stands where that is.
func written(n *source.Node) source.Span {
	switch {
	case !n.Alias.IsZero():
		return n.Alias
	case n.Key.IsZero():
		return n.Val
	}
	return source.Span{Start: n.Key.Start, End: max(n.Key.End, n.Val.End)}
}

// trees returns the documents of a file as their readers see them.
func trees(f *role.File) []*source.Node {
	if f.Format != role.RolesYML {
		return f.Source.Docs
	}
	for _, r := range f.Roles {
		if r.Format == role.RolesYML {
			return []*source.Node{r.Node.Parent}
		}
	}
	return nil
}

func newLayout(f *role.File) *layout {
	l := &layout{src: f.Source.Src, keys: map[int]source.Span{}}
	end := 0
	docs := trees(f)
	for i, doc := range docs {
		root := written(doc)
		l.roots = append(l.roots, source.Span{Start: end, End: root.End})
		end = root.End
		l.add(doc, i)
	}
	if n := len(docs); n > 0 {
		l.roots[n-1].End = len(l.src)
	}
	slices.SortStableFunc(l.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	for _, r := range f.Roles {
		if p := r.Node.Parent; p != nil && p.Parent == nil && !r.Node.Key.IsZero() && r.Node.Alias.IsZero() {
			l.keys[r.Node.Key.Start] = written(r.Node)
		}
	}
	return l
}

func (l *layout) add(n *source.Node, root int) {
	l.entries = append(l.entries, entry{written(n), n, root})
	if !n.Alias.IsZero() {
		return // what is below stands at the anchor
	}
	for _, c := range n.Children {
		l.add(c, -1)
		for _, d := range c.Dups {
			l.add(d, -1)
		}
	}
}

// attach returns what a comment is attached to: the values that start before
// it on its line, or else the one that ends there, or, where it has the line to
// itself, the one that follows. Nothing where there is none.
func (l *layout) attach(comment source.Span) []source.Span {
	line := comment.Start
	for line > 0 && l.src[line-1] != '\n' && l.src[line-1] != '\r' {
		line--
	}
	before := bytes.Trim(l.src[line:comment.Start], " \t\ufeff")
	if len(bytes.Trim(before, "-? \t")) == 0 { // dashes of a YAML list that follows
		return l.below(comment)
	}
	if starting := l.starting(line, comment.Start); starting != nil {
		return starting
	}
	return l.ending(line, comment.Start)
}

// from returns the first entry that starts at or after an offset.
func (l *layout) from(offset int) int {
	return sort.Search(len(l.entries), func(i int) bool { return l.entries[i].Start >= offset })
}

// starting returns the outermost values that start between two offsets of a
// line. Of an element of a YAML list that is itself a list or an object it is
// the first entry: the element as a whole is what follows the line before.
func (l *layout) starting(from, to int) []source.Span {
	var out []source.Span
	end := -1
	for i := l.from(from); i < len(l.entries) && l.entries[i].Start < to; i++ {
		e := &l.entries[i]
		if i+1 < len(l.entries) && l.entries[i+1].Start == e.Start && l.entries[i+1].node.Parent == e.node || e.Start < end {
			continue
		}
		out, end = append(out, l.span(e)), e.End
	}
	return out
}

// ending returns the outermost value that ends between two offsets of a line,
// before which it started.
func (l *layout) ending(from, to int) []source.Span {
	i := l.from(from) - 1
	if i < 0 {
		return nil
	}
	var out []source.Span
	for n := l.entries[i].node; n != nil; n = n.Parent {
		if s := written(n); s.End > from && s.End <= to {
			out = []source.Span{l.whole(n)}
		}
	}
	return out
}

// below returns the value that follows a comment in what the comment is in.
func (l *layout) below(comment source.Span) []source.Span {
	i := l.from(comment.End)
	if i == len(l.entries) {
		return nil
	}
	next := &l.entries[i]
	if i > 0 {
		for n := l.entries[i-1].node; n != nil; n = n.Parent {
			if s := written(n); s.End > comment.Start && s.End <= next.Start {
				return nil // the comment is the last thing in n
			}
		}
	}
	top := next.node // the document, where the comment stands above its first key
	if p := top.Parent; p != nil && p.Parent == nil && p.Kind == source.Object && p.Children[0] == top {
		top = p // within the brackets of JSON
	}
	if top.Parent != nil {
		return []source.Span{l.span(next)}
	}
	if first, ok := l.keys[next.Start]; ok && !blankLine.Match(l.src[comment.End:next.Start]) {
		return []source.Span{first} // right above the first of several roles
	}
	return []source.Span{l.whole(top)}
}

func (l *layout) span(e *entry) source.Span {
	if e.root >= 0 {
		return l.roots[e.root]
	}
	return e.Span
}

// whole is span of a value that is known by its node.
func (l *layout) whole(n *source.Node) source.Span {
	s := written(n)
	for i := l.from(s.Start); n.Parent == nil && i < len(l.entries); i++ {
		if l.entries[i].node == n {
			return l.span(&l.entries[i])
		}
	}
	return s
}

// blankLine finds an empty line.
var blankLine = regexp.MustCompile(`\n[ \t]*\r?\n`)
