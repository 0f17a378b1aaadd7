package elasticsearch

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var fieldGrantPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "field-grant-privilege",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "field_security grants fields that are named like privileges",
		Why: "`grant` lists the names of fields. A privilege such as `all` or `read` there is taken for a field of that name, which hardly any index has: " +
			"documents are found, and come without content. The rule looks at lists in which every name is that of an index privilege.",
		What:     "Write `[\"*\"]` for every field, or list the fields. Privileges stand in `privileges`.",
		Evidence: []string{documentLevelDocs, privilegeDocs},
	},
	Role: func(p *checks.Pass) {
		for e := range entries(p.Role) {
			fs := e.FieldSecurity
			if fs == nil || len(fs.Grant) == 0 {
				continue
			}
			privileges := 0
			for _, field := range fs.Grant {
				if _, ok := catalog.LookupIndex(field.Value); ok {
					privileges++
				}
			}
			if privileges == len(fs.Grant) {
				p.Report(checks.Value(fs.GrantNode), fmt.Sprintf("%q in grant is the name of a field, not a privilege: all other fields are hidden; for every field write [\"*\"]", slices.Min(values(fs.Grant))))
			}
		}
	},
}
