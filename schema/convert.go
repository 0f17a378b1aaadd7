package schema

import (
	"encoding/json"

	"github.com/rolelint/rolelint/internal/source"
)

// value returns a node as the validator takes it: map[string]any, []any,
// string, json.Number, bool or nil. Every number is 0: no schema of ours looks
// at a number's size, and YAML has numbers that JSON has not.
func value(n *source.Node) any {
	switch n.Kind {
	case source.Object:
		m := make(map[string]any, len(n.Children))
		for _, c := range n.Children {
			m[c.Name] = value(c)
		}
		return m
	case source.Array:
		list := make([]any, len(n.Children))
		for i, c := range n.Children {
			list[i] = value(c)
		}
		return list
	case source.String:
		return n.Text
	case source.Number:
		return json.Number("0")
	case source.Bool:
		return n.Text == "true"
	}
	return nil
}
