// Package edit turns changes of a tree into edits of the text it was read
// from. Every byte that a change does not concern stays: formatting, comments,
// order, line ends, quotes.
//
// A change that cannot be made so is refused, never approximated: where a
// comment belongs to what would go, where an alias or merge key brought a value
// in or refers to it, where a key stands twice, where the layout is none that
// is certain.
package edit

import (
	"cmp"
	"errors"
	"slices"

	"github.com/rolelint/rolelint/internal/source"
)

// Edit replaces the bytes of a span by a text.
type Edit struct {
	Span source.Span
	Text string
}

// Change is a change of a tree. The functions below make one; nodes may be
// those of a derived tree, with an Origin.
type Change struct {
	kind  kind
	node  *source.Node
	key   string
	value any
	span  source.Span
}

type kind uint8

const (
	remove kind = iota + 1
	replace
	rename
	insert  // after node
	enclose // append to node
	erase   // of bytes that are no part of the tree
)

// Member is a member of an object that is to be written.
type Member struct {
	Key   string
	Value any
}

// Values that can be written are string, bool, int, json.Number, nil, []string,
// []any of these, and []Member.

// Remove removes an element of an array or a member of an object.
func Remove(n *source.Node) Change { return Change{kind: remove, node: origin(n)} }

// Replace puts a value in the place of another. A scalar keeps its quotes.
func Replace(n *source.Node, value any) Change {
	return Change{kind: replace, node: origin(n), value: value}
}

// Rename gives a member another key.
func Rename(n *source.Node, key string) Change {
	return Change{kind: rename, node: origin(n), key: key}
}

// After adds an element after an element.
func After(n *source.Node, value any) Change {
	return Change{kind: insert, node: origin(n), value: value}
}

// MemberAfter adds a member after a member.
func MemberAfter(n *source.Node, key string, value any) Change {
	return Change{kind: insert, node: origin(n), key: key, value: value}
}

// Append adds an element at the end of an array.
func Append(array *source.Node, value any) Change {
	return Change{kind: enclose, node: origin(array), value: value}
}

// AppendMember adds a member at the end of an object.
func AppendMember(object *source.Node, key string, value any) Change {
	return Change{kind: enclose, node: origin(object), key: key, value: value}
}

// Erase deletes bytes that mean nothing, such as a byte order mark.
func Erase(s source.Span) Change { return Change{kind: erase, span: s} }

// Node returns the node that the change is about; nil for bytes that are no
// part of the tree.
func (c Change) Node() *source.Node { return c.node }

// Adds returns the collection to which the change adds something, and what: the
// key of a member, also of one that is renamed, or the text of an element. It
// returns nil where the change adds nothing that should be there once.
func (c Change) Adds() (collection *source.Node, what string) {
	if c.node == nil {
		return nil, ""
	}
	collection, what = c.node.Parent, c.key
	if c.kind == enclose {
		collection = c.node
	}
	if what == "" && collection != nil && collection.Kind == source.Array {
		what, _ = c.value.(string)
	}
	if what == "" {
		return nil, ""
	}
	return collection, what
}

// Split puts several elements in the place of one. There is at least one text.
func Split(n *source.Node, texts []string) []Change {
	changes := []Change{Replace(n, texts[0])}
	for _, t := range texts[1:] {
		changes = append(changes, After(n, t))
	}
	return changes
}

func origin(n *source.Node) *source.Node {
	for n != nil && n.Origin != nil {
		n = n.Origin
	}
	return n
}

// Resolver makes edits of one file's text.
type Resolver struct {
	text
	anchored *intervals // values that an alias or merge key refers to
	merges   *intervals // merge keys
}

// New returns the resolver of a file.
func New(f *source.File) *Resolver {
	return &Resolver{text: text{src: f.Src, file: f}}
}

// refused says that a change cannot be made without touching more than it
// concerns. People read the reason where they expected the change.
func refused(reason string) error { return errors.New("not certain how to write it: " + reason) }

// Edits returns the edits that make the changes together, by position, none
// overlapping another. An error means that nothing may be done.
func (r *Resolver) Edits(changes ...Change) ([]Edit, error) {
	if r.file.Err != nil {
		return nil, refused("the file could not be read whole")
	}
	var out []Edit
	for _, c := range changes {
		edits, err := r.edits(c)
		if err != nil {
			return nil, err
		}
		out = append(out, edits...)
	}
	if len(out) == 0 {
		return nil, refused("nothing to change")
	}
	out = merge(out)
	for i := 1; i < len(out); i++ {
		if out[i].Span.Start < out[i-1].Span.End {
			return nil, refused("the changes overlap")
		}
	}
	return out, nil
}

// merge sorts edits and joins those that insert at the same place.
func merge(edits []Edit) []Edit {
	slices.SortStableFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	out := edits[:1]
	for _, e := range edits[1:] {
		last := &out[len(out)-1]
		if last.Span == e.Span && e.Span.Start == e.Span.End {
			last.Text += e.Text
		} else {
			out = append(out, e)
		}
	}
	return out
}

func (r *Resolver) edits(c Change) ([]Edit, error) {
	if c.kind == erase {
		if c.span.Start < 0 || c.span.End > len(r.src) || c.span.Start >= c.span.End {
			return nil, refused("no bytes to delete")
		}
		return []Edit{{Span: c.span}}, nil
	}
	container := c.node
	if c.kind != enclose && c.node != nil {
		container = c.node.Parent
	}
	if err := r.mayChange(c.node, container); err != nil {
		return nil, err
	}
	switch c.kind {
	case remove:
		return r.remove(c.node)
	case replace:
		return r.replace(c.node, c.value)
	case rename:
		return r.rename(c.node, c.key)
	case insert:
		return r.insert(c.node, c.key, c.value)
	default:
		return r.enclose(c.node, c.key, c.value)
	}
}

// mayChange refuses nodes of which a change would show elsewhere, or not show.
func (r *Resolver) mayChange(n, container *source.Node) error {
	switch {
	case n == nil || container == nil:
		return refused("there is nothing around it")
	case !n.Alias.IsZero() || !container.Alias.IsZero():
		return refused("an alias or merge key brings it in")
	case len(n.Dups) > 0 || n != container && (n.Index >= len(container.Children) || container.Children[n.Index] != n):
		return refused("its key stands twice")
	}
	if r.anchored == nil {
		r.anchored, r.merges = referred(r.file)
	}
	if container.Kind == source.Object && r.merges.within(container.Val) {
		return refused("a merge key stands there")
	}
	if r.anchored.overlap(outer(n)) || r.anchored.contain(container.Val) {
		return refused("an alias or merge key refers to it")
	}
	return nil
}

// Apply returns the text with edits made; they are sorted and do not overlap.
func Apply(src []byte, edits []Edit) []byte {
	out := make([]byte, 0, len(src))
	at := 0
	for _, e := range edits {
		out = append(append(out, src[at:e.Span.Start]...), e.Text...)
		at = e.Span.End
	}
	return append(out, src[at:]...)
}

// Conflict reports whether edits of two fixes cannot be made in one go: they
// overlap, or one inserts where the other begins or ends.
func Conflict(a, b Edit) bool {
	if a.Span.Start == a.Span.End || b.Span.Start == b.Span.End {
		return a.Span.Start <= b.Span.End && b.Span.Start <= a.Span.End
	}
	return a.Span.Start < b.Span.End && b.Span.Start < a.Span.End
}
