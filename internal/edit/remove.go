package edit

import (
	"bytes"

	"github.com/rolelint/rolelint/internal/source"
)

// remove removes an element or member.
func (r *Resolver) remove(n *source.Node) ([]Edit, error) {
	e, flow, err := r.entry(n)
	if err != nil {
		return nil, err
	}
	if r.remarked(e, flow) {
		return nil, refused("a comment belongs to it")
	}
	if flow {
		return r.removeFlow(e)
	}
	return r.removeBlock(e)
}

func (r *Resolver) removeFlow(e entry) ([]Edit, error) {
	list := e.n.Parent.Children
	only, last := len(list) == 1, e.n.Index == len(list)-1
	if only {
		inside := source.Span{Start: e.n.Parent.Val.Start + 1, End: e.n.Parent.Val.End - 1}
		if r.commented(inside.Start, inside.End, e.n) {
			return nil, refused("a comment stands beside it")
		}
		return []Edit{{Span: inside}}, nil
	}
	if r.alone(e, true) {
		edits := []Edit{r.lines(e)}
		if last && r.src[e.after] != ',' {
			edits = append(edits, Edit{Span: source.Span{Start: e.comma, End: e.comma + 1}})
		}
		return edits, nil
	}
	s := source.Span{Start: e.start, End: e.end}
	if e.n.Index == 0 {
		next, err := r.inFlow(list[1])
		if err != nil {
			return nil, err
		}
		s.End = next.start
	} else {
		s.Start = end(list[e.n.Index-1])
	}
	if r.commented(s.Start, s.End, e.n) {
		return nil, refused("a comment stands beside it")
	}
	return []Edit{{Span: s}}, nil
}

func (r *Resolver) removeBlock(e entry) ([]Edit, error) {
	list := e.n.Parent.Children
	if len(list) == 1 {
		return nil, refused("nothing would be left of the collection")
	}
	if !r.breaks(r.blanks(e.end)) {
		return nil, refused("something follows it on its line")
	}
	if _, blank := r.indent(e.start); blank {
		return []Edit{r.lines(e)}, nil
	}
	// The first one, behind the dash of an element: what follows takes its place.
	before := bytes.TrimLeft(r.src[r.lineStart(e.start):e.start], " ")
	if e.n.Index != 0 || len(before) == 0 || len(bytes.Trim(before, " -")) > 0 {
		return nil, refused("something stands before it on its line")
	}
	next, err := r.inBlock(list[1])
	if err != nil {
		return nil, err
	}
	s := source.Span{Start: e.start, End: next.start}
	if r.commented(s.Start, s.End, e.n) {
		return nil, refused("a comment stands beside it")
	}
	return []Edit{{Span: s}}, nil
}

// lines deletes the lines of an entry.
func (r *Resolver) lines(e entry) Edit {
	return Edit{Span: source.Span{Start: r.lineStart(e.start), End: r.nextLine(r.lineEnd(e.end))}}
}
