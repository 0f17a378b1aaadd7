package source

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// yamlReader makes a tree of the library's nodes.
type yamlReader struct {
	builder
	places
	base int // offset of the text in the file

	// anchors are the values with an anchor, by their node in the library; nil
	// while the value is being read.
	anchors map[*yaml.Node]*Node
	tabbed  bool // a tab was noted in this document
}

// span makes a span of offsets into src.
func (r *yamlReader) span(start, end int) Span { return Span{r.base + start, r.base + end} }

// value reads y. Empty is where a value stands of which nothing is written.
// It returns the value and the offset after what is written for it, which is
// the alias where it is one; nil with r.err set on failure.
func (r *yamlReader) value(y *yaml.Node, empty, depth int, flow bool) (*Node, int) {
	if y.Kind == yaml.AliasNode {
		return r.alias(y, depth)
	}
	start := r.content(y)
	if isEmptyScalar(y) && start == r.at(y) {
		start = empty
	}
	n := r.node(r.span(start, min(start+1, len(r.src))))
	if n == nil {
		return nil, 0
	}
	if y.Anchor != "" {
		r.anchors[y] = nil
	}
	end := start
	ok := true
	switch y.Kind {
	case yaml.MappingNode:
		n.Kind = Object
		end, ok = r.mapping(n, y, start, depth+1)
	case yaml.SequenceNode:
		n.Kind = Array
		end, ok = r.sequence(n, y, start, depth+1)
	default:
		n.Kind, n.Text = scalar(y)
		end = r.scalarEnd(y, start)
	}
	if !ok {
		return nil, 0
	}
	n.Val = r.span(start, end)
	if y.Anchor != "" {
		r.anchors[y] = n
	}
	return n, end
}

// scalar returns what a scalar means by the core schema, as the library
// resolves it. A value whose tag does not fit it, or is not of YAML's own, is
// a String, and so is a timestamp.
func scalar(y *yaml.Node) (Kind, string) {
	if y.Style&yaml.TaggedStyle != 0 && !fitsTag(y) {
		return String, y.Value
	}
	switch y.Tag {
	case "!!null":
		return Null, ""
	case "!!bool":
		return Bool, strings.ToLower(y.Value)
	case "!!int", "!!float":
		return Number, y.Value
	}
	return String, y.Value
}

// fitsTag reports whether the text of a scalar means a value of its tag.
func fitsTag(y *yaml.Node) bool {
	var v any
	return y.Decode(&v) == nil
}

// sequence reads the elements of y, which starts at start.
func (r *yamlReader) sequence(n *Node, y *yaml.Node, start, depth int) (int, bool) {
	if !r.enter(depth, r.span(start, min(start+1, len(r.src)))) {
		return 0, false
	}
	flow := y.Style&yaml.FlowStyle != 0
	end := start
	if flow {
		end++
	}
	elements := make([]*Node, 0, len(y.Content))
	for _, c := range y.Content {
		at := r.at(c)
		if flow {
			r.tabs(end, at)
		}
		e, eEnd := r.value(c, at, depth, flow)
		if e == nil {
			return 0, false
		}
		end = max(end, eEnd)
		elements = append(elements, e)
	}
	r.elements(n, elements)
	if flow {
		end = r.closing(end, ']')
	}
	return end, true
}

// mapping reads the members of y, which starts at start.
func (r *yamlReader) mapping(n *Node, y *yaml.Node, start, depth int) (int, bool) {
	if !r.enter(depth, r.span(start, min(start+1, len(r.src)))) {
		return 0, false
	}
	flow := y.Style&yaml.FlowStyle != 0
	braces := flow && start < len(r.src) && r.src[start] == '{' // [a: b] has none
	end := start
	if braces {
		end++
	}
	m := members{list: make([]*Node, 0, len(y.Content)/2)}
	for i := 0; i+1 < len(y.Content); i += 2 {
		k, v := y.Content[i], y.Content[i+1]
		if flow {
			r.tabs(end, r.at(k))
		}
		name, key, ok := r.name(k)
		if !ok {
			return 0, false
		}
		end = key.End - r.base
		at := 0
		if isEmptyScalar(v) {
			at = r.afterColon(end)
			if i+2 < len(y.Content) && at > r.at(y.Content[i+2]) || !flow && !r.continues(start, end, at) {
				at = end // `? key` without a colon: what was found is another key's
			}
		} else if flow {
			r.tabs(end, r.at(v))
		}
		if k.Tag == "!!merge" && k.Style&yaml.TaggedStyle == 0 {
			if end, ok = r.merge(&m, key, v, depth, flow); !ok {
				return 0, false
			}
			continue
		}
		c, cEnd := r.value(v, at, depth, flow)
		if c == nil {
			return 0, false
		}
		c.Key, c.Name = key, name
		m.list = append(m.list, c)
		end = max(end, cEnd)
	}
	r.members(n, m.resolved())
	if braces {
		end = r.closing(end, '}')
	}
	return end, true
}

// name reads a member's name and the span of its token.
func (r *yamlReader) name(k *yaml.Node) (string, Span, bool) {
	at := r.at(k)
	if k.Kind == yaml.AliasNode {
		site := r.span(at, min(at+1+len(k.Value), len(r.src)))
		k = k.Alias
		if origin := r.anchors[k]; origin != nil && k.Kind == yaml.ScalarNode {
			r.notes = append(r.notes, Note{Kind: NoteAlias, Span: site, Related: []Span{origin.Val}})
			return k.Value, site, true
		}
	}
	if k == nil || k.Kind != yaml.ScalarNode {
		r.fail(ErrSyntax, r.span(at, min(at+1, len(r.src))), "a list or mapping is used as a member name; names of a role file are plain text")
		return "", Span{}, false
	}
	start := r.content(k)
	if k.Anchor != "" {
		// A name has no node in the tree; an alias of it becomes a scalar.
		if n := r.node(r.span(start, start)); n != nil {
			n.Kind, n.Text = scalar(k)
			n.Val = r.span(start, r.scalarEnd(k, start))
			r.anchors[k] = n
		}
	}
	return k.Value, r.span(start, r.scalarEnd(k, start)), r.err == nil
}

// alias copies the value that y refers to.
func (r *yamlReader) alias(y *yaml.Node, depth int) (*Node, int) {
	at := r.at(y)
	end := min(at+1+len(y.Value), len(r.src))
	site := r.span(at, end)
	origin := r.anchors[y.Alias]
	if origin == nil {
		r.fail(ErrSyntax, site, fmt.Sprintf("the alias \"*%s\" stands inside the value it refers to; a value cannot hold itself", y.Value))
		return nil, 0
	}
	n := r.copy(origin, site, depth)
	if n == nil {
		return nil, 0
	}
	r.notes = append(r.notes, Note{Kind: NoteAlias, Span: site, Related: []Span{origin.Val}})
	return n, end
}

// copy returns a copy of n and everything below it, brought in by the alias at
// site. Depth is the nesting at the alias. It returns nil with r.err set where
// a limit is reached.
func (r *yamlReader) copy(n *Node, site Span, depth int) *Node {
	if (n.Kind == Object || n.Kind == Array) && !r.enter(depth+1, site) {
		return nil
	}
	c := r.node(site)
	if c == nil {
		return nil
	}
	*c = Node{Kind: n.Kind, Text: n.Text, Name: n.Name, Index: n.Index, Key: n.Key, Val: n.Val, Alias: site}
	var ok bool
	if c.Children, ok = r.copies(n.Children, c, site, depth+1); !ok {
		return nil
	}
	if c.Dups, ok = r.copies(n.Dups, nil, site, depth); !ok {
		return nil
	}
	for _, child := range c.Children {
		for _, d := range child.Dups {
			d.Parent = c
		}
	}
	return c
}

func (r *yamlReader) copies(nodes []*Node, parent *Node, site Span, depth int) ([]*Node, bool) {
	if len(nodes) == 0 {
		return nil, true
	}
	list := make([]*Node, 0, min(len(nodes), r.lim.Nodes-r.count))
	for _, n := range nodes {
		c := r.copy(n, site, depth)
		if c == nil {
			return nil, false
		}
		c.Parent = parent
		list = append(list, c)
	}
	return list, true
}
