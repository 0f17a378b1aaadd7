package elasticsearch

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// query is the document query of an entry.
type query struct {
	node *source.Node // the query as it stands in the role
	// root is the query as data; nil where the text has no JSON value.
	root *source.Node
	// text is the parsed text of a query that is written as a string; nil
	// where it is written as an object.
	text *source.File
}

// queries calls look for every document query of indices that is there.
// Queries of remote_indices are not checked by the server that stores them.
func queries(p *checks.Pass, look func(query)) {
	for i := range p.Role.Indices {
		n := p.Role.Indices[i].Query
		switch {
		case n == nil:
		case n.Kind == source.Object && p.Role.API != role.Kibana:
			look(query{node: n, root: n})
		case n.Kind == source.String && n.Text != "":
			q := query{node: n, text: source.Parse("query.json", []byte(n.Text), source.Limits{})}
			if len(q.text.Docs) > 0 {
				q.root = q.text.Docs[0]
			}
			look(q)
		}
	}
}

// template reports whether the query is a Mustache template, which the server
// does not look into before a user's request renders it
// (DLSRoleQueryValidator.isTemplateQuery: the first key is "template").
func (q query) template() bool {
	return q.root != nil && q.root.Kind == source.Object && len(q.root.Children) > 0 && q.root.Children[0].Name == "template"
}

// at is the place of a value of the query, or of its key.
func (q query) at(f *role.File, n *source.Node, part diag.Part) diag.Place {
	if q.text == nil {
		return diag.Place{Node: n, Part: part}
	}
	span := n.Val
	if part == diag.Key && !n.Key.IsZero() {
		span = n.Key
	}
	return q.within(f, span)
}

// within is the place of a span of the query's text: exact where the string's
// source maps to it, else the whole string.
func (q query) within(f *role.File, s source.Span) diag.Place {
	if span, ok := f.Source.SubSpan(q.node, s.Start, s.End); ok && s.Start < s.End {
		return diag.Place{Node: q.node, Span: span}
	}
	return checks.Value(q.node)
}
