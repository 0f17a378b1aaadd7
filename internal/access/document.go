package access

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// queries are the document queries of a group; with none of them every
// document is visible.
type queries struct {
	all  bool
	list []string // canonical JSON, sorted, each once
}

// with adds an entry's query: without one, all documents are visible.
func (q *queries) with(e *role.Indices) *queries {
	text, filtered := canonicalQuery(e.Query)
	out := &queries{all: q.all || !filtered, list: q.list}
	if filtered && !slices.Contains(q.list, text) {
		out.list = append(slices.Clone(q.list), text)
		slices.Sort(out.list)
	}
	return out
}

// canonicalQuery returns a query as JSON with sorted keys and no spaces, so
// that an object and its text, in any layout, are equal. filtered is false
// where there is none: absent, null or an empty string.
//
// Source: elasticsearch RoleDescriptor.parseIndex: the query is an object, or a
// string that holds one.
func canonicalQuery(n *source.Node) (text string, filtered bool) {
	switch {
	case n == nil || n.Kind == source.Null || n.Kind == source.String && n.Text == "":
		return "", false
	case n.Kind == source.String:
		var v any
		d := json.NewDecoder(strings.NewReader(n.Text))
		d.UseNumber()
		if d.Decode(&v) != nil {
			return n.Text, true
		}
		b, _ := json.Marshal(v) // decoded from JSON
		return string(b), true
	}
	b, _ := json.Marshal(plain(n)) // a tree of plain values
	return string(b), true
}

func plain(n *source.Node) any {
	switch n.Kind {
	case source.Object:
		m := make(map[string]any, len(n.Children))
		for _, c := range n.Children {
			m[c.Name] = plain(c)
		}
		return m
	case source.Array:
		list := make([]any, len(n.Children))
		for i, c := range n.Children {
			list[i] = plain(c)
		}
		return list
	case source.Number:
		return json.Number(n.Text)
	case source.Bool:
		return n.Text == "true"
	case source.String:
		return n.Text
	}
	return nil
}
