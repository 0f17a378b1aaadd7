package source

import (
	"fmt"
	"slices"
)

// The default limits.
const (
	defaultBytes = 32 << 20
	defaultDepth = 200
	defaultNodes = 500_000

	// deepest is the largest Depth taken: readers recurse, and a stack of this
	// many calls is small.
	deepest = 10_000
)

// withDefaults returns the limits with every zero field filled in.
func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = defaultBytes
	}
	if l.Depth <= 0 {
		l.Depth = defaultDepth
	}
	if l.Nodes <= 0 {
		l.Nodes = defaultNodes
	}
	l.Depth = min(l.Depth, deepest)
	return l
}

// builder makes the nodes of one text. Nodes and lists of children come from
// slabs, so that a small file costs a handful of allocations.
type builder struct {
	lim   Limits
	size  int     // bytes of the text: the first slab is sized by it
	count int     // nodes made so far
	spent int     // nodes made of other parts of the file
	slab  []Node  // free nodes
	lists []*Node // free places for children
	notes []Note
	err   *Error // what stopped the reading
}

// node returns a fresh node, or nil with b.err set where the limit is reached;
// at is the place to blame.
func (b *builder) node(at Span) *Node {
	if b.spent+b.count >= b.lim.Nodes {
		b.fail(ErrLimit, at, fmt.Sprintf("the file has more than %d values, counted with every alias expanded; rolelint reads no further", b.lim.Nodes))
		return nil
	}
	if len(b.slab) == 0 {
		b.slab = make([]Node, b.slabSize())
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	b.count++
	return n
}

// slabSize is the length of the next slab: at first what a text of this size
// is likely to need (role files have a value in some 18 bytes), then as much as
// there is already.
func (b *builder) slabSize() int {
	return min(max(4, b.size/18-b.count, b.count/2), 1024)
}

// enter reports whether a value may be nested depth deep (from 1), and sets
// b.err where not.
func (b *builder) enter(depth int, at Span) bool {
	if depth <= b.lim.Depth {
		return true
	}
	b.fail(ErrLimit, at, fmt.Sprintf("values are nested more than %d deep; rolelint reads no further", b.lim.Depth))
	return false
}

// fail keeps the first error.
func (b *builder) fail(kind ErrorKind, at Span, msg string) {
	if b.err == nil {
		b.err = &Error{Kind: kind, Span: at, Msg: msg}
	}
}

// list returns a copy of nodes with no spare capacity.
func (b *builder) list(nodes []*Node) []*Node {
	if len(nodes) == 0 {
		return nil
	}
	if len(b.lists) < len(nodes) {
		b.lists = make([]*Node, max(len(nodes), b.slabSize()))
	}
	l := b.lists[:len(nodes):len(nodes)]
	b.lists = b.lists[len(nodes):]
	copy(l, nodes)
	return l
}

// elements makes nodes the children of an array.
func (b *builder) elements(array *Node, nodes []*Node) {
	array.Children = b.list(nodes)
	for i, n := range array.Children {
		n.Parent, n.Index = array, i
	}
}

// members makes nodes the children of an object. Of members with the same name
// the last stays; it carries the earlier ones as Dups, and each later one is
// noted. It may reorder nodes.
func (b *builder) members(object *Node, nodes []*Node) {
	if repeated := repeatedNames(nodes); repeated != nil {
		nodes = b.fold(nodes, repeated)
	}
	object.Children = b.list(nodes)
	if len(nodes) >= manyMembers {
		object.members = make(map[string]*Node, len(nodes))
	}
	for i, n := range object.Children {
		n.Parent, n.Index = object, i
		if object.members != nil {
			object.members[n.Name] = n
		}
		for _, d := range n.Dups {
			d.Parent, d.Index = object, i
		}
	}
}

// repeatedNames returns the names that occur more than once, or nil.
func repeatedNames(nodes []*Node) map[string]*duplicates {
	var repeated map[string]*duplicates
	note := func(name string) {
		if repeated == nil {
			repeated = map[string]*duplicates{}
		}
		repeated[name] = &duplicates{}
	}
	if len(nodes) <= 12 {
		for i, n := range nodes {
			for _, m := range nodes[:i] {
				if m.Name == n.Name {
					note(n.Name)
				}
			}
		}
		return repeated
	}
	seen := make(map[string]bool, len(nodes))
	for _, n := range nodes {
		if seen[n.Name] {
			note(n.Name)
		}
		seen[n.Name] = true
	}
	return repeated
}

// duplicates are the members of one name read so far.
type duplicates struct {
	nodes []*Node
	keys  []Span
}

// fold keeps the last member of each repeated name and hangs the earlier ones
// on it. The Related spans of the notes of one name share one array, so that a
// million duplicates do not cost their square.
func (b *builder) fold(nodes []*Node, repeated map[string]*duplicates) []*Node {
	for _, n := range nodes {
		d := repeated[n.Name]
		if d == nil {
			continue
		}
		if len(d.nodes) > 0 {
			b.notes = append(b.notes, Note{Kind: NoteDuplicateKey, Span: n.Key, Related: d.keys[:len(d.keys):len(d.keys)]})
		}
		d.nodes, d.keys = append(d.nodes, n), append(d.keys, n.Key)
	}
	kept := nodes[:0]
	for _, n := range nodes {
		if d := repeated[n.Name]; d != nil {
			last := len(d.nodes) - 1
			if n != d.nodes[last] {
				continue
			}
			n.Dups = d.nodes[:last:last]
		}
		kept = append(kept, n)
	}
	return kept
}

// sortNotes brings the notes into the order of the text.
func (b *builder) sortNotes() {
	slices.SortStableFunc(b.notes, func(x, y Note) int { return x.Span.Start - y.Span.Start })
}
