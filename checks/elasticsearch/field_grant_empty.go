package elasticsearch

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

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
