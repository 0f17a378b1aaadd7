package intent

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// reader reads the values of an intent file and collects what is wrong with
// them.
type reader struct{ decode.Reader }

// members reads an object by its keys; a key that is not among them is an
// error. It reports whether the value is an object.
func (r *reader) members(n *source.Node, what string, keys map[string]func(*source.Node)) bool {
	names := slices.Sorted(maps.Keys(keys))
	if n.Kind != source.Object {
		r.Fail(n.Val, "%s must be an object with %s, but is %s", what, strings.Join(names, ", "), decode.Article(n.Kind))
		return false
	}
	for _, member := range n.Children {
		if read, ok := keys[member.Name]; ok {
			read(member)
			continue
		}
		r.Fail(member.Key, "unknown key %q in %s%s", member.Name, what,
			didYouMean(member.Name, names, ": its keys are "+strings.Join(names, ", ")))
	}
	return true
}

// text reads a string that is not empty; false where it is none.
func (r *reader) text(n *source.Node, what string) (string, bool) {
	switch {
	case n.Kind != source.String:
		r.Fail(n.Val, "%s must be a string, but is %s", what, decode.Article(n.Kind))
	case n.Text == "":
		r.Fail(n.Val, "%s is empty", what)
	default:
		return n.Text, true
	}
	return "", false
}

// elements reads an array.
func (r *reader) elements(n *source.Node, what string) []*source.Node {
	if n.Kind != source.Array {
		r.Fail(n.Val, "%s must be an array, but is %s", what, decode.Article(n.Kind))
		return nil
	}
	return n.Children
}

// texts reads an array of strings that is not empty.
func (r *reader) texts(n *source.Node, what string) (texts []string, nodes []*source.Node) {
	elements := r.elements(n, what)
	if n.Kind == source.Array && len(elements) == 0 {
		r.Fail(n.Val, "%s is empty", what)
	}
	for _, e := range elements {
		if text, ok := r.text(e, "an element of "+what); ok {
			texts, nodes = append(texts, text), append(nodes, e)
		}
	}
	return texts, nodes
}

// didYouMean returns `; did you mean "X"?`, or otherwise where no name is near.
func didYouMean(word string, names []string, otherwise string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return otherwise
}
