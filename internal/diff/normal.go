package diff

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// Normalised returns a role without its name as text, the same for every format it may be
// written in: one value a line, lists of names sorted, what says nothing left
// out. Order never matters in such lists.
func Normalised(l *Loaded) []string {
	if l == nil {
		return nil
	}
	var n normaliser
	for _, c := range l.Tree.Children {
		if c.Name != "name" && !saysNothing(c) {
			n.member(scalar(c.Name)+":", c, "")
		}
	}
	return n.lines
}

// normaliser writes a tree in the manner of YAML.
type normaliser struct{ lines []string }

func (n *normaliser) line(parts ...string) { n.lines = append(n.lines, strings.Join(parts, "")) }

func (n *normaliser) members(object *source.Node, indent string) {
	for _, c := range object.Children {
		if !saysNothing(c) {
			n.member(scalar(c.Name)+":", c, indent)
		}
	}
}

// member writes a value behind its name.
func (n *normaliser) member(name string, v *source.Node, indent string) {
	switch {
	case v.Kind == source.Object:
		n.line(indent, name)
		n.members(v, indent+"  ")
	case v.Kind == source.Array && isList(v):
		n.line(indent, name)
		texts := make([]string, len(v.Children))
		for i, c := range v.Children {
			texts[i] = c.Text
		}
		slices.Sort(texts)
		for _, text := range slices.Compact(texts) {
			n.line(indent, "  - ", scalar(text))
		}
	case v.Kind == source.Array:
		n.line(indent, name)
		for _, c := range v.Children {
			n.element(c, indent+"  ")
		}
	case v.Kind == source.String:
		n.line(indent, name, " ", scalar(v.Text))
	case v.Kind == source.Null:
		n.line(indent, name, " null")
	default:
		n.line(indent, name, " ", v.Text)
	}
}

// element writes an element of an array.
func (n *normaliser) element(v *source.Node, indent string) {
	if v.Kind != source.Object {
		n.member("-", v, indent)
		return
	}
	first := len(n.lines)
	n.members(v, indent+"  ")
	if len(n.lines) == first {
		n.line(indent, "- {}")
		return
	}
	n.lines[first] = indent + "- " + strings.TrimPrefix(n.lines[first], indent+"  ")
}

// saysNothing reports whether a member is as good as absent: an empty list or
// object, or a flag that is off.
func saysNothing(v *source.Node) bool {
	switch v.Kind {
	case source.Object, source.Array:
		return len(v.Children) == 0
	case source.Bool:
		return v.Text == "false" && v.Name == "allow_restricted_indices"
	}
	return false
}

// isList reports whether an array holds nothing but texts.
func isList(v *source.Node) bool {
	for _, c := range v.Children {
		if c.Kind != source.String {
			return false
		}
	}
	return true
}

// scalar returns a text as it is, or in quotes where it could be misread.
func scalar(s string) string {
	for i, r := range s {
		plain := r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' ||
			i > 0 && (r == '-' || r == '*' || r == '/' || r == '+' || r == '@' || r == ' ' && i < len(s)-1 || r == ':' && i < len(s)-1 && s[i+1] != ' ')
		if !plain {
			return quoted(s)
		}
	}
	switch s {
	case "", "null", "true", "false":
		return quoted(s)
	}
	return s
}

func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}
