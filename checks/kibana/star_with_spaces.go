package kibana

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var starWithSpaces = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-star-with-spaces",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "All spaces and named spaces stand in one Kibana entry",
		Why: "`spaces` is either exactly `[\"*\"]`, for all spaces, or a list of space ids. " +
			"Beside another space Kibana takes `*` for an id, which it cannot be, and refuses the role.",
		What:     "Keep `[\"*\"]` alone, or list only the spaces that are meant.",
		Evidence: []string{roleSchema, "https://github.com/elastic/kibana/pull/28441"},
	},
	Role: func(p *checks.Pass) {
		for _, e := range p.Role.KibanaEntries {
			if e.Spelling != role.KibanaSpelling || !e.AllSpaces || len(e.Spaces) < 2 {
				continue
			}
			p.Report(checks.Value(find(e.Spaces, "*").Node), `"*" means all spaces and cannot stand beside another space; Kibana answers 400, `+
				`since a space id "must be lower case, a-z, 0-9, '_', and '-' are allowed". Keep "*" alone or list only space ids`)
		}
	},
}
