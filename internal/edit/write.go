package edit

import (
	"bytes"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// replace puts a value in the place of n.
func (r *Resolver) replace(n *source.Node, v any) ([]Edit, error) {
	_, flow, err := r.entry(n)
	if err != nil {
		return nil, err
	}
	if n.Val.Start >= n.Val.End || r.commented(n.Val.Start, n.Val.End, n) {
		return nil, refused("nothing is written there, or a comment is")
	}
	m := r.mannerIn(n.Parent, n)
	elements, isList := list(v)
	_, isObject := v.([]Member)
	collection := n.Kind == source.Object || n.Kind == source.Array
	if !collection && (r.several(n.Val.Start, n.Val.End) || r.src[n.Val.Start] == '|' || r.src[n.Val.Start] == '>') {
		return nil, refused("the value is written on several lines")
	}
	if !isList && !isObject {
		if collection {
			return nil, refused("a collection is written there")
		}
		m.value = r.likeIn(n.Parent)
		if n.Kind == source.String && r.yaml() {
			m.value = r.quotesOf(n.Val)
		}
		s, err := r.scalar(v, m.value, flow)
		return []Edit{{Span: n.Val, Text: s}}, err
	}
	m.value = r.likeIn(n)
	if isList && n.Kind == source.Array && len(n.Children) > 0 && len(elements) > 0 {
		m.sample = n
		if lines, ok := m.lines(elements); ok && r.src[n.Val.Start] == '[' {
			return []Edit{{Span: n.Val, Text: lines}}, nil
		}
		if dashes, ok := m.dashes(elements, r.column(n.Key.Start)); ok {
			before := r.lineBreak() + string(r.src[r.lineStart(n.Val.Start):n.Val.Start])
			return []Edit{{Span: n.Val, Text: strings.TrimPrefix(dashes, before)}}, nil
		}
	}
	inner, ok := r.flow(n)
	if collection && (!inner || !ok) {
		return r.replaceBlock(n, m, v)
	}
	s, err := m.oneLine(v, flow)
	return []Edit{{Span: n.Val, Text: s}}, err
}

// replaceBlock puts a value on one line in the place of a block below a key.
func (r *Resolver) replaceBlock(n *source.Node, m manner, v any) ([]Edit, error) {
	if n.Key.IsZero() {
		return nil, refused("a block without a key is written there")
	}
	colon := r.skip(n.Key.End)
	if colon >= len(r.src) || r.src[colon] != ':' || len(bytes.Trim(r.src[colon+1:n.Val.Start], " \r\n")) > 0 {
		return nil, refused("something stands between the key and the value")
	}
	s, err := m.oneLine(v, false)
	return []Edit{{Span: source.Span{Start: colon + 1, End: n.Val.End}, Text: " " + s}}, err
}

// rename gives a member another key.
func (r *Resolver) rename(n *source.Node, key string) ([]Edit, error) {
	_, flow, err := r.entry(n)
	switch {
	case err != nil:
		return nil, err
	case n.Key.Start >= n.Key.End || r.several(n.Key.Start, n.Key.End):
		return nil, refused("the key is not on one line")
	case n.Parent.Get(key) != nil:
		return nil, refused("the key is there already")
	}
	q := r.quotesOf(n.Key)
	return []Edit{{Span: n.Key, Text: r.written(key, q, flow)}}, nil
}

// insert adds an element or member after n.
func (r *Resolver) insert(n *source.Node, key string, v any) ([]Edit, error) {
	if err := fitting(n.Parent, key); err != nil {
		return nil, err
	}
	e, flow, err := r.entry(n)
	if err != nil {
		return nil, err
	}
	m := r.mannerIn(n.Parent, n)
	if !flow {
		return r.insertBlock(e, m, key, v)
	}
	if r.commented(e.end, e.after) || r.commented(e.after, r.trail(e.after)) {
		return nil, refused("a comment stands behind it")
	}
	s, err := m.oneLine(v, true)
	if n.Parent.Kind == source.Object {
		s, err = m.member(key, v, true, 0)
	}
	if err != nil {
		return nil, err
	}
	before, blank := r.indent(e.start)
	if blank && r.several(n.Parent.Val.Start, e.start) {
		return []Edit{{Span: source.Span{Start: e.end, End: e.end}, Text: "," + r.lineBreak() + before + s}}, nil
	}
	return []Edit{{Span: source.Span{Start: e.end, End: e.end}, Text: m.comma + s}}, nil
}

// fitting refuses a member for an array, an element for an object, and a key
// that is there.
func fitting(container *source.Node, key string) error {
	if (container.Kind == source.Object) != (key != "") || container.Get(key) != nil {
		return refused("it does not belong there")
	}
	return nil
}

// insertBlock adds a line after the last line of an entry.
func (r *Resolver) insertBlock(e entry, m manner, key string, v any) ([]Edit, error) {
	if b := r.blanks(e.end); !r.breaks(b) && r.comment(b) == 0 {
		return nil, refused("something follows on the line")
	}
	if r.keeps(e.n) {
		return nil, refused("the lines behind it are part of it")
	}
	before := r.src[r.lineStart(e.start):e.start]
	if len(bytes.Trim(before, " -")) > 0 {
		return nil, refused("something stands before it on its line")
	}
	column := r.column(e.start)
	s, err := "", error(nil)
	if e.n.Parent.Kind == source.Object {
		s, err = m.member(key, v, false, column)
	} else if s, err = m.oneLine(v, false); err == nil {
		s = "-" + m.dashGap(e.n.Parent) + s
	}
	if err != nil {
		return nil, err
	}
	at := r.lineEnd(e.end)
	return []Edit{{Span: source.Span{Start: at, End: at}, Text: r.lineBreak() + strings.Repeat(" ", column) + s}}, nil
}

// enclose adds an element or member at the end of a container.
func (r *Resolver) enclose(container *source.Node, key string, v any) ([]Edit, error) {
	if err := fitting(container, key); err != nil {
		return nil, err
	}
	if n := len(container.Children); n > 0 {
		last := container.Children[n-1]
		if err := r.mayChange(last, container); err != nil {
			return nil, err
		}
		return r.insert(last, key, v)
	}
	flow, ok := r.flow(container)
	inside := source.Span{Start: container.Val.Start + 1, End: container.Val.End - 1}
	if !ok || !flow || r.commented(inside.Start, inside.End) {
		return nil, refused("the collection is written in a way that is not known")
	}
	m := r.mannerIn(container, nil)
	if container.Parent != nil {
		m.key = r.mannerIn(container.Parent, nil).key
	}
	s, err := m.oneLine(v, true)
	if container.Kind == source.Object {
		s, err = m.member(key, v, true, 0)
	}
	return []Edit{{Span: inside, Text: s}}, err
}

// keeps reports whether a node ends in a block scalar to which a line behind it
// matters: one that keeps blank lines, or that ends with the text.
func (r *Resolver) keeps(n *source.Node) bool {
	for len(n.Children) > 0 {
		n = n.Children[len(n.Children)-1]
	}
	s := n.Val
	if !n.Alias.IsZero() || s.Start >= s.End || r.src[s.Start] != '|' && r.src[s.Start] != '>' {
		return false
	}
	return r.lineEnd(s.End) == len(r.src) || bytes.IndexByte(r.src[s.Start:min(s.Start+3, s.End)], '+') > 0
}
