package decode

import (
	"encoding/json"
	"fmt"

	"github.com/rolelint/rolelint/internal/source"
)

// Value returns a node as encoding/json would with numbers kept as written:
// map[string]any, []any, string, json.Number, bool or nil. The error is about a
// number that JSON does not have, such as YAML's 0x10 and .inf.
func Value(n *source.Node) (any, error) {
	switch n.Kind {
	case source.Object:
		m := make(map[string]any, len(n.Children))
		for _, c := range n.Children {
			v, err := Value(c)
			if err != nil {
				return nil, err
			}
			m[c.Name] = v
		}
		return m, nil
	case source.Array:
		list := make([]any, len(n.Children))
		for i, c := range n.Children {
			v, err := Value(c)
			if err != nil {
				return nil, err
			}
			list[i] = v
		}
		return list, nil
	case source.String:
		return n.Text, nil
	case source.Number:
		if !json.Valid([]byte(n.Text)) {
			return nil, fmt.Errorf("%s is no number of JSON", n.Text)
		}
		return json.Number(n.Text), nil
	case source.Bool:
		return n.Text == "true", nil
	}
	return nil, nil
}
