package intent

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// reader reads the values of a tree and collects what is wrong with them.
type reader struct {
	file   *source.File
	errors Errors
}

// fail reports a place.
func (r *reader) fail(at source.Span, format string, args ...any) {
	r.errors = append(r.errors, Error{File: r.file.Name, At: r.file.Position(at.Start), Message: fmt.Sprintf(format, args...)})
}

// members reads an object by its keys; a key that is not among them is an
// error. It reports whether the value is an object.
func (r *reader) members(n *source.Node, what string, keys map[string]func(*source.Node)) bool {
	names := slices.Sorted(maps.Keys(keys))
	if n.Kind != source.Object {
		r.fail(n.Val, "%s must be an object with %s, but is %s", what, strings.Join(names, ", "), article(n.Kind))
		return false
	}
	for _, member := range n.Children {
		if read, ok := keys[member.Name]; ok {
			read(member)
			continue
		}
		r.fail(member.Key, "unknown key %q in %s%s", member.Name, what,
			didYouMean(member.Name, names, ": its keys are "+strings.Join(names, ", ")))
	}
	return true
}

// text reads a string that is not empty; false where it is none.
func (r *reader) text(n *source.Node, what string) (string, bool) {
	switch {
	case n.Kind != source.String:
		r.fail(n.Val, "%s must be a string, but is %s", what, article(n.Kind))
	case n.Text == "":
		r.fail(n.Val, "%s is empty", what)
	default:
		return n.Text, true
	}
	return "", false
}

// elements reads an array.
func (r *reader) elements(n *source.Node, what string) []*source.Node {
	if n.Kind != source.Array {
		r.fail(n.Val, "%s must be an array, but is %s", what, article(n.Kind))
		return nil
	}
	return n.Children
}

// texts reads an array of strings that is not empty.
func (r *reader) texts(n *source.Node, what string) (texts []string, nodes []*source.Node) {
	elements := r.elements(n, what)
	if n.Kind == source.Array && len(elements) == 0 {
		r.fail(n.Val, "%s is empty", what)
	}
	for _, e := range elements {
		if text, ok := r.text(e, "an element of "+what); ok {
			texts, nodes = append(texts, text), append(nodes, e)
		}
	}
	return texts, nodes
}

// article returns the kind with its article.
func article(k source.Kind) string {
	switch k {
	case source.Object, source.Array:
		return "an " + k.String()
	case source.Null:
		return "empty"
	}
	return "a " + k.String()
}
