package elasticsearch

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

var restrictionLimitsNothing = checks.Check{
	Rule: diag.Rule{
		ID:       "restriction-limits-nothing",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A document query or field_security limits nothing",
		Why: "`{\"match_all\": {}}` matches every document, and still counts as document level security: the entry needs a Platinum license, and updates, clones and aliases are refused to its users. " +
			"`field_security` that grants `[\"*\"]` without exceptions is the same as none.",
		What:     "Remove it.",
		Evidence: []string{documentLevelDocs, restrictionLimits, roleDescriptor},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		queries(p, func(q query) {
			if q.root != nil && matchesAll(q.root) {
				p.Report(checks.Key(q.node), `the document query matches every document and hides none; it still counts as document level security: remove it`)
			}
		})
		for e := range entries(p.Role) {
			if fs := e.FieldSecurity; fs != nil && len(fs.Grant) == 1 && fs.Grant[0].Value == "*" && len(fs.Except) == 0 && fs.Node.Kind == source.Object {
				p.Report(checks.Key(fs.Node), `field_security grants "*" and hides no field: remove it`)
			}
		}
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

var fieldGrantEmpty = checks.Check{
	Rule: diag.Rule{
		ID:       "field-grant-empty",
		Category: diag.Ineffective,
		Severity: diag.Info,
		Title:    "field_security grants no field",
		Why: "An empty `grant` leaves only metadata fields such as `_id`: searches find documents and return them without content. " +
			"It is deliberate where documents are only to be counted, and else what is left over where somebody emptied the list.",
		What:     "List the fields, or remove `field_security`.",
		Evidence: []string{documentLevelDocs},
	},
	Role: func(p *checks.Pass) {
		for e := range entries(p.Role) {
			if fs := e.FieldSecurity; fs != nil && fs.GrantNode != nil && fs.GrantNode.Kind == source.Array && len(fs.GrantNode.Children) == 0 && len(fs.Except) == 0 {
				p.Report(checks.Value(fs.GrantNode), "no field is granted: documents are found, and come without content")
			}
		}
	},
}
