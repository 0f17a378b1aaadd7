// Package source reads JSON and YAML into one tree in which every key and
// every value knows the exact bytes it was written with.
//
// A tree is plain data. Consumers address its nodes by Path and never by line:
// lines and columns are derived from byte offsets, once, by File.Range.
package source

// Kind tells what a node is.
type Kind uint8

// The kinds of a node. The zero value is invalid.
const (
	Invalid Kind = iota
	Object
	Array
	String
	Number
	Bool
	Null
)

// String returns the kind as JSON names it: "object", "array", "string",
// "number", "boolean", "null".
func (k Kind) String() string {
	switch k {
	case Object:
		return "object"
	case Array:
		return "array"
	case String:
		return "string"
	case Number:
		return "number"
	case Bool:
		return "boolean"
	case Null:
		return "null"
	}
	return "invalid"
}

// Span is a half-open range of byte offsets into File.Src.
// The zero Span means "not written in the text".
type Span struct{ Start, End int }

// IsZero reports whether the span points at nothing.
func (s Span) IsZero() bool { return s == Span{} }

// Node is one value of a document.
//
// Aliases and merge keys of YAML are resolved: the node is a copy of the
// anchored value, Key and Val point at where the content is written, and Alias
// points at where it is used.
type Node struct {
	Kind Kind
	// Text is the decoded text of a String, the literal of a Number as
	// written, "true" or "false" of a Bool; empty otherwise.
	Text string
	// Name is the decoded member name when Parent is an Object.
	Name string
	// Index is the place in Parent.Children, from 0.
	Index int
	// Key is the member's key token, quotes included; zero where there is none.
	Key Span
	// Val is the value token: from its first to after its last byte.
	Val Span
	// Alias is where an alias (`*name`) or merge key (`<<: *name`) brought the
	// node in; zero where the content stands in place. Every node of the
	// copied subtree carries it.
	Alias Span
	// Parent is nil at the top of a document.
	Parent *Node
	// Children are the members of an Object (each name once, in the order of
	// the text; of duplicate names the last) or the elements of an Array.
	Children []*Node
	// Dups are earlier members of the same name that this member overrides,
	// in the order of the text. They have the same Parent but are not among
	// its Children.
	Dups []*Node
	// Origin is the node of the text that a node of a derived tree stands for;
	// nil in trees read from a text.
	Origin *Node

	members map[string]*Node // Children by name, where there are many; else nil
}

// manyMembers is from how many members on an object has an index of them.
const manyMembers = 64

// Get returns the member called name of an Object, or nil. It is safe on nil.
func (n *Node) Get(name string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	if n.members != nil {
		return n.members[name]
	}
	for _, c := range n.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// At returns element i of an Array, or nil. It is safe on nil.
func (n *Node) At(i int) *Node {
	if n == nil || n.Kind != Array || i < 0 || i >= len(n.Children) {
		return nil
	}
	return n.Children[i]
}

// Root returns the top of the node's document.
func (n *Node) Root() *Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}
