package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsPlaceholderOutsideTemplate = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-placeholder-outside-template",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A document query has {{…}} but is no template",
		Why: "Elasticsearch fills in `{{_user.username}}` and the like only inside `{\"template\": {\"source\": …}}`. " +
			"Elsewhere the braces are part of the value, so the query looks for documents that hold these very characters and finds none.",
		What:     "Wrap the query: `{\"template\": {\"source\": {\"term\": {\"owner\": \"{{_user.username}}\"}}}}`. Where another tool renders the file first, suppress the finding.",
		Evidence: []string{queryValidator, "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/controlling-access-at-document-field-level", "https://github.com/elastic/elasticsearch/issues/61669"},
	},
	Role: func(p *checks.Pass) {
		queries(p, func(q query) {
			if q.root == nil || q.template() {
				return
			}
			if n := mustache(q.root); n != nil {
				p.Report(q.at(p.File, n, diag.Value), fmt.Sprintf("%q is not filled in: the document query is no template, so it looks for these very characters; wrap it into {\"template\": {\"source\": …}}", n.Text))
			}
		})
	},
}

// mustache returns the first string in a query that holds {{…}}, or nil.
func mustache(n *source.Node) *source.Node {
	if n.Kind == source.String {
		if i := strings.Index(n.Text, "{{"); i >= 0 && strings.Contains(n.Text[i:], "}}") {
			return n
		}
		return nil
	}
	for _, c := range n.Children {
		if found := mustache(c); found != nil {
			return found
		}
	}
	return nil
}
