package edit

import (
	"bytes"

	"github.com/rolelint/rolelint/internal/source"
)

// entry is an element or member as it stands in its container.
type entry struct {
	n          *source.Node
	start, end int
	// before is after the bracket or comma in front of it, after is at the
	// comma or bracket behind it; flow collections only.
	before, after int
	comma         int // in front of it; -1 where there is none
}

// flow reports whether a container is written in brackets; ok is false where
// it is neither that nor a block whose layout is known.
func (t *text) flow(container *source.Node) (flow, ok bool) {
	if container.Kind != source.Object && container.Kind != source.Array || container.Val.Start >= container.Val.End {
		return false, false
	}
	open := t.src[container.Val.Start]
	if open == '{' && container.Kind == source.Object || open == '[' && container.Kind == source.Array {
		return true, true
	}
	for p := container; p != nil; p = p.Parent { // a: b in [a: b]
		if p != container && p.Val.Start < len(t.src) && bytes.IndexByte([]byte("[{"), t.src[p.Val.Start]) >= 0 {
			return false, false
		}
	}
	return false, t.yaml() && len(container.Children) > 0
}

// inFlow finds the entry of a flow collection.
func (t *text) inFlow(n *source.Node) (entry, error) {
	c := n.Parent
	e := entry{n: n, start: outer(n).Start, end: end(n), before: c.Val.Start + 1, comma: -1}
	if n.Index > 0 {
		e.comma = t.skip(end(c.Children[n.Index-1]))
		if e.comma >= len(t.src) || t.src[e.comma] != ',' {
			return e, refused("no comma where one is expected")
		}
		e.before = e.comma + 1
	}
	if t.skip(e.before) != e.start {
		return e, refused("something stands between the comma and the value")
	}
	e.after = t.skip(e.end)
	last := n.Index == len(c.Children)-1
	switch {
	case e.after >= len(t.src):
		return e, refused("the collection does not end")
	case t.src[e.after] == ',':
	case last && e.after == c.Val.End-1:
	default:
		return e, refused("no comma where one is expected")
	}
	return e, nil
}

// inBlock finds the entry of a block collection.
func (t *text) inBlock(n *source.Node) (entry, error) {
	c := n.Parent
	e := entry{n: n, end: end(n), comma: -1}
	e.start = c.Val.Start
	if n.Index > 0 {
		e.start = t.skip(end(c.Children[n.Index-1]))
	}
	if e.start >= len(t.src) {
		return e, refused("the collection does not end")
	}
	if c.Kind == source.Array {
		if t.src[e.start] != '-' || e.end <= e.start {
			return e, refused("no dash where one is expected")
		}
	} else if e.start != n.Key.Start || t.src[e.start] == '*' {
		return e, refused("something stands before the key")
	}
	if t.column(e.start) != t.column(c.Val.Start) {
		return e, refused("the entries are not in one column")
	}
	return e, nil
}

func (t *text) column(p int) int { return p - t.lineStart(p) }

// entry finds the entry of either.
func (t *text) entry(n *source.Node) (e entry, flow bool, err error) {
	flow, ok := t.flow(n.Parent)
	if !ok {
		return e, flow, refused("the collection is written in a way that is not known")
	}
	if flow {
		e, err = t.inFlow(n)
	} else {
		e, err = t.inBlock(n)
	}
	return e, flow, err
}

// alone reports whether an entry has its lines for itself.
func (t *text) alone(e entry, flow bool) bool {
	if _, blank := t.indent(e.start); !blank {
		return false
	}
	p := t.blanks(e.end)
	if flow && t.src[e.after] == ',' {
		if p != e.after {
			return false // the comma leads the next line
		}
		p = t.blanks(p + 1)
	}
	return t.breaks(p)
}

// remarked reports whether a comment belongs to an entry: one in it, behind it
// on its line, or right above it.
func (t *text) remarked(e entry, flow bool) bool {
	if t.commented(e.start, e.end, e.n) {
		return true
	}
	if flow {
		from := e.before
		if t.several(from, e.start) {
			from = t.lineEnd(from) // what stands behind the comma belongs to what is in front of it
		}
		return t.commented(from, e.start) || t.commented(e.end, e.after) || t.commented(e.after, t.trail(e.after))
	}
	if t.commented(e.end, t.trail(e.end)) {
		return true
	}
	above := t.lineStart(e.start)
	if above == 0 {
		return false
	}
	p := above - 1
	if p > 0 && t.src[p] == '\n' && t.src[p-1] == '\r' {
		p--
	}
	p = t.blanks(t.lineStart(p))
	return p < above && t.comment(p) > 0
}

// trail returns where a comment behind p on its line may begin: after blanks
// and one comma.
func (t *text) trail(p int) int {
	q := t.blanks(p)
	if q < len(t.src) && t.src[q] == ',' {
		q = t.blanks(q + 1)
	}
	return min(q+1, len(t.src))
}
