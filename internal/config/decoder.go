package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// decoder reads one file.
type decoder struct {
	decode.Reader
	*loading
	path   string   // of the file, absolute
	folder string   // that paths in the file are relative to, absolute
	at     []string // of the value at hand: keys and indices from the top
}

// in reads what stands below a key or index.
func (d *decoder) in(name string, read func()) {
	d.at = append(d.at, name)
	read()
	d.at = d.at[:len(d.at)-1]
}

// note says that the value at hand is stated here.
func (d *decoder) note(n *source.Node) {
	span := n.Key
	if span.IsZero() {
		span = n.Val
	}
	key := pathKey(d.at)
	if _, before := d.config.origins[key]; before && n.Kind == source.Array {
		d.config.forget(key) // the list replaces what stood there
	}
	d.config.origins[key] = Origin{File: d.File.Name, At: d.File.Position(span.Start)}
}

func (d *decoder) wrongKind(n *source.Node, want string) {
	subject := "this"
	if n.Name != "" {
		subject = fmt.Sprintf("%q", n.Name)
	} else if n.Parent != nil && n.Parent.Name != "" {
		subject = fmt.Sprintf("an element of %q", n.Parent.Name)
	}
	d.Fail(n.Val, "%s must be %s, but is %s", subject, want, decode.Article(n.Kind))
}

// readMembers reads an object by its keys; a key that is not among them is an
// error, a key without a value says nothing.
func readMembers[T any](d *decoder, n *source.Node, what string, keys []key[T], to *T) {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	slices.Sort(names)
	if n.Kind != source.Object {
		d.Fail(n.Val, "%s must be an object, but is %s; its keys are %s", what, decode.Article(n.Kind), strings.Join(names, ", "))
		return
	}
	for _, member := range n.Children {
		i := slices.IndexFunc(keys, func(k key[T]) bool { return k.name == member.Name })
		switch {
		case i < 0:
			hint := didYouMean(member.Name, names)
			if hint == "" {
				hint = ": its keys are " + strings.Join(names, ", ")
			}
			d.Fail(member.Key, "unknown key %q in %s%s", member.Name, what, hint)
		case member.Kind != source.Null:
			d.in(member.Name, func() {
				d.note(member)
				keys[i].read(d, member, to)
			})
		}
	}
	for _, k := range keys {
		if m := n.Get(k.name); k.required && (m == nil || m.Kind == source.Null) {
			d.Fail(n.Val, "%s needs %q", what, k.name)
		}
	}
}

// text reads a string; false where it is none.
func (d *decoder) text(n *source.Node) (string, bool) {
	if n.Kind != source.String {
		d.wrongKind(n, "a string")
		return "", false
	}
	return n.Text, true
}

// elements reads an array.
func (d *decoder) elements(n *source.Node) []*source.Node {
	if n.Kind != source.Array {
		d.Fail(n.Val, "%q must be an array, but is %s", n.Name, decode.Article(n.Kind))
		return nil
	}
	return n.Children
}

// didYouMean returns `. Did you mean "X"?` or nothing.
func didYouMean(word string, names []string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf(". Did you mean %q?", near)
	}
	return ""
}
