package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// object reads the values of a tree and collects what is wrong with them.
type object struct {
	file   *source.File
	errors Errors
}

// fail reports a place.
func (o *object) fail(at source.Span, format string, args ...any) {
	o.errors = append(o.errors, Error{File: o.file.Name, At: o.file.Position(at.Start), Message: fmt.Sprintf(format, args...)})
}

func (o *object) wrongKind(n *source.Node, want string) {
	subject := "this"
	if n.Name != "" {
		subject = fmt.Sprintf("%q", n.Name)
	} else if n.Parent != nil && n.Parent.Name != "" {
		subject = fmt.Sprintf("an element of %q", n.Parent.Name)
	}
	o.fail(n.Val, "%s must be %s, but is %s", subject, want, article(n.Kind))
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

// members reads an object by its keys; a key that is not among them is an
// error, a key without a value says nothing.
func (o *object) members(n *source.Node, what string, keys map[string]func(*source.Node)) {
	if n.Kind == source.Null {
		return
	}
	names := slices.Sorted(maps.Keys(keys))
	if n.Kind != source.Object {
		o.fail(n.Val, "%s must be an object, but is %s; its keys are %s", what, article(n.Kind), strings.Join(names, ", "))
		return
	}
	for _, member := range n.Children {
		read, ok := keys[member.Name]
		switch {
		case !ok:
			hint := didYouMean(member.Name, names)
			if hint == "" {
				hint = ": its keys are " + strings.Join(names, ", ")
			}
			o.fail(member.Key, "unknown key %q in %s%s", member.Name, what, hint)
		case member.Kind != source.Null:
			read(member)
		}
	}
}

// text reads a string; false where it is none.
func (o *object) text(n *source.Node) (string, bool) {
	if n.Kind != source.String {
		o.wrongKind(n, "a string")
		return "", false
	}
	return n.Text, true
}

// elements reads an array.
func (o *object) elements(n *source.Node, what string) []*source.Node {
	if n.Kind != source.Array {
		o.fail(n.Val, "%q must be an array, but is %s", what, article(n.Kind))
		return nil
	}
	return n.Children
}

// texts reads an array of strings; an empty one names nothing and is an error.
func (o *object) texts(n *source.Node, what string) []string {
	var texts []string
	for _, element := range o.elements(n, what) {
		switch text, ok := o.text(element); {
		case ok && text == "":
			o.fail(element.Val, "an empty string in %q", what)
		case ok:
			texts = append(texts, text)
		}
	}
	return texts
}
