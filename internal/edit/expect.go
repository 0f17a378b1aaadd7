package edit

import (
	"encoding/json"
	"fmt"

	"github.com/rolelint/rolelint/internal/source"
)

// Expect returns the tree that a document becomes by changes, whichever of
// them are about it: what reading the edited text again must give.
func Expect(doc *source.Node, changes []Change) *source.Node {
	e := expected{at: map[*source.Node][]Change{}}
	for _, c := range changes {
		if c.node != nil {
			e.at[c.node] = append(e.at[c.node], c)
		}
	}
	return e.copy(doc)
}

type expected struct{ at map[*source.Node][]Change }

// copy returns a node as the changes make it, without what they add after it.
func (e *expected) copy(n *source.Node) *source.Node {
	out := &source.Node{Kind: n.Kind, Text: n.Text, Name: n.Name}
	for _, c := range e.at[n] {
		switch c.kind {
		case rename:
			out.Name = c.key
		case replace:
			value := valueNode(c.value)
			value.Name = out.Name
			return value
		}
	}
	for _, child := range n.Children {
		gone := false
		for _, c := range e.at[child] {
			gone = gone || c.kind == remove
		}
		if !gone {
			out.Children = append(out.Children, e.copy(child))
		}
		for _, c := range e.at[child] {
			if c.kind == insert {
				out.Children = append(out.Children, named(c))
			}
		}
	}
	for _, c := range e.at[n] {
		if c.kind == enclose {
			out.Children = append(out.Children, named(c))
		}
	}
	return out
}

func named(c Change) *source.Node {
	n := valueNode(c.value)
	n.Name = c.key
	return n
}

// valueNode returns a value as a node.
func valueNode(v any) *source.Node {
	if members, ok := v.([]Member); ok {
		n := &source.Node{Kind: source.Object}
		for _, m := range members {
			c := valueNode(m.Value)
			c.Name = m.Key
			n.Children = append(n.Children, c)
		}
		return n
	}
	if elements, ok := list(v); ok {
		n := &source.Node{Kind: source.Array}
		for _, e := range elements {
			n.Children = append(n.Children, valueNode(e))
		}
		return n
	}
	switch v := v.(type) {
	case string:
		return &source.Node{Kind: source.String, Text: v}
	case nil:
		return &source.Node{Kind: source.Null}
	case bool:
		return &source.Node{Kind: source.Bool, Text: fmt.Sprint(v)}
	case json.Number:
		return &source.Node{Kind: source.Number, Text: v.String()}
	}
	return &source.Node{Kind: source.Number, Text: fmt.Sprint(v)}
}

// Same reports whether two trees say the same, in the same order.
func Same(a, b *source.Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || a.Name != b.Name || len(a.Children) != len(b.Children) {
		return false
	}
	for i, c := range a.Children {
		if !Same(c, b.Children[i]) {
			return false
		}
	}
	return true
}
