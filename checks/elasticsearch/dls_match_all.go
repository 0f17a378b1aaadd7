package elasticsearch

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsMatchAll = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-match-all",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A document query matches every document",
		Why:      "`{\"match_all\": {}}` hides no document, and still counts as document level security: the entry needs a Platinum license, and updates, clones and aliases are refused to its users.",
		What:     "Remove the query.",
		Evidence: []string{documentLevelDocs, restrictionLimits, roleDescriptor},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		queries(p, func(q query) {
			if q.root != nil && matchesAll(q.root) {
				p.Report(checks.Key(q.node), "the document query matches every document and hides none, and still counts as document level security: remove it")
			}
		})
	},
}

// matchesAll reports whether a query is match_all without conditions.
func matchesAll(q *source.Node) bool {
	if q.Kind != source.Object || len(q.Children) != 1 || q.Children[0].Name != "match_all" || q.Children[0].Kind != source.Object {
		return false
	}
	for _, option := range q.Children[0].Children {
		if option.Name != "boost" {
			return false
		}
	}
	return true
}

// hidesDocuments reports whether the query of an entry is another than match_all.
func hidesDocuments(p *checks.Pass, e *role.Indices) bool {
	hides := true
	queries(p, func(q query) {
		if q.node == e.Query && q.root != nil && matchesAll(q.root) {
			hides = false
		}
	})
	return hides
}
