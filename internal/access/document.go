package access

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// queries are the document queries of a group; where any entry has none, every
// document is visible.
type queries struct {
	all  bool
	free Place    // the first entry without a query
	list []string // canonical JSON, sorted, each once
}

// add adds an entry's query.
func (q *queries) add(e *role.Indices, at Place) {
	text, filtered := canonicalQuery(e.Query)
	switch {
	case filtered:
		if i, found := slices.BinarySearch(q.list, text); !found {
			q.list = slices.Insert(q.list, i, text)
		}
	case !q.all:
		q.all, q.free = true, at
	}
}

// matchAll is a query that every document matches. The entry counts as
// restricted all the same.
const matchAll = `{"match_all":{}}`

// shows reports whether every document is visible to reads.
func (q *queries) shows() bool {
	return q.all || slices.Contains(q.list, matchAll)
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
		if d.Decode(&v) != nil || d.Decode(new(any)) != io.EOF {
			return n.Text, true // no JSON, or more than one value
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
		if !json.Valid([]byte(n.Text)) { // YAML: 0x10, .inf, 1_000
			return map[string]any{"\x00number": n.Text}
		}
		return json.Number(n.Text)
	case source.Bool:
		return n.Text == "true"
	case source.String:
		return n.Text
	}
	return nil
}
