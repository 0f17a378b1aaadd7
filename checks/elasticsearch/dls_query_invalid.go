package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsQueryInvalid = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-query-invalid",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A document query is no query",
		Why: "The `query` of an index entry is parsed when the role is stored or `roles.yml` is loaded: it must be a JSON object with exactly one query in it, such as `{\"term\": {…}}`. " +
			"Elasticsearch refuses the role otherwise; `roles.yml` is loaded without it. Templates (`{\"template\": {…}}`) are parsed only when a user searches, and names of query types only the server knows: rolelint checks neither.",
		What:     "Correct the query. Several conditions go into one `bool` query. In a string every inner quote needs a backslash.",
		Evidence: []string{queryValidator, "elastic/elasticsearch:server/src/main/java/org/elasticsearch/index/query/AbstractQueryBuilder.java", "https://github.com/elastic/elasticsearch/issues/34252"},
	},
	Role: func(p *checks.Pass) {
		if p.Role.API == role.APIKey {
			return // dls-query-invalid-stored
		}
		queries(p, func(q query) {
			at, why := invalidQuery(p, q)
			if why == "" {
				return
			}
			then := rejects(p, "failed to parse field 'query'")
			if fromFile(p.Role) {
				then = `the node skips the role ("failed to validate query field. skipping role...")`
			}
			var opts []checks.Detail
			if q.text != nil && placeholder(q.node.Text) {
				opts = append(opts, checks.Severity(diag.Warning)) // perhaps rendered before it is sent
			}
			p.Report(at, fmt.Sprintf("%s; %s", why, then), opts...)
		})
	},
}

// invalidQuery says what is wrong with a query, and where; why is empty where
// nothing is certain to be.
func invalidQuery(p *checks.Pass, q query) (at diag.Place, why string) {
	switch {
	case q.root == nil && strings.TrimSpace(q.node.Text) == "":
		return checks.Value(q.node), `the document query has nothing but blanks; leave "query" out, or write {"match_all": {}}`
	case q.root == nil:
		return q.within(p.File, q.text.Err.Span), "the document query is no JSON: " + q.text.Err.Msg
	case q.root.Kind != source.Object:
		return q.at(p.File, q.root, diag.Value), fmt.Sprintf("the document query is no JSON object but %s %s", articleOf(q.root.Kind), q.root.Kind)
	case len(q.root.Children) == 0:
		return q.at(p.File, q.root, diag.Value), `the document query is empty; leave "query" out, or write {"match_all": {}}`
	case q.template():
		return at, ""
	}
	if q.text != nil {
		for _, note := range q.text.Notes {
			if note.Span.Start >= q.root.Val.End {
				break
			}
			if why := refusedNote(q.text, note); why != "" {
				return q.within(p.File, note.Span), "the document query is no JSON that Elasticsearch takes: " + why
			}
		}
	}
	n, part, why := misbuilt(q.root)
	if why == "" {
		return at, ""
	}
	return q.at(p.File, n, part), why
}

// misbuilt says why a non-empty object is no query, and at which key or value
// of it; why is empty where nothing is certain to be wrong.
func misbuilt(root *source.Node) (n *source.Node, part diag.Part, why string) {
	if len(root.Children) == 0 {
		return root, diag.Value, "the document query is empty"
	}
	first := root.Children[0]
	if first.Kind != source.Object {
		return first, diag.Value, fmt.Sprintf("the document query %q has no object after its name (\"[%s] query malformed, no start_object after query name\")", first.Name, first.Name)
	}
	if first.Name == "query" {
		return first, diag.Key, `the document query is wrapped in "query", as in the body of a search ("unknown query [query]"); write only what stands inside`
	}
	if len(root.Children) > 1 {
		second := root.Children[1]
		return second, diag.Key, fmt.Sprintf("the document query has more than one query at its top, %q and %q; put them into one bool query", first.Name, second.Name)
	}
	return nil, diag.Value, ""
}

// refusedNote says why Elasticsearch does not take something in JSON that is
// read over here (JsonXContentImpl: comments // and /* */ are allowed,
// duplicate keys and trailing commas are not).
func refusedNote(f *source.File, note source.Note) string {
	switch note.Kind {
	case source.NoteTrailingComma:
		return "a comma stands before a closing bracket"
	case source.NoteDuplicateKey:
		return fmt.Sprintf("the key %s stands twice", f.Src[note.Span.Start:note.Span.End])
	case source.NoteComment:
		if f.Src[note.Span.Start] == '#' {
			return `a comment begins with "#"`
		}
	}
	return ""
}

// placeholder reports whether a text has marks of a template language.
func placeholder(text string) bool {
	for _, open := range []string{"{{", "{%", "${", "<%"} {
		if strings.Contains(text, open) {
			return true
		}
	}
	return false
}

func articleOf(k source.Kind) string {
	if k == source.Array {
		return "an"
	}
	return "a"
}
