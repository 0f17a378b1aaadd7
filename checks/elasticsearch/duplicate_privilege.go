package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/source"
)

var duplicateIndexPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "duplicate-index-privilege",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "An index privilege stands twice in one entry",
		Why: "Elasticsearch puts the privileges of an entry into a Java set that takes no element twice (`Set.of`), and answers with what that throws. " +
			"Only the exact same text counts: `read` and `READ` are two. Read in the source of 9.x, not executed; for 7.x it is not established. `roles.yml` is not checked like that.",
		What:     "Remove the second one.",
		Evidence: []string{requestValidator},
	},
	Role: func(p *checks.Pass) {
		if !validated(p) {
			return
		}
		for e := range entries(p.Role) {
			first := map[string]*source.Node{}
			for _, privilege := range e.Privileges {
				before, twice := first[privilege.Value]
				if !twice {
					first[privilege.Value] = privilege.Node
					continue
				}
				opts := []checks.Detail{checks.Related(checks.Value(before), "first here"), checks.SafeFix("remove it", edit.Remove(privilege.Node))}
				if !from(p.Target, catalog.V(8, 0)) {
					opts = append(opts, checks.Severity(diag.Warning))
				}
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("index privilege %q stands twice in this entry; %s: remove one",
					privilege.Value, rejects(p, "duplicate element: "+privilege.Value)), opts...)
			}
		}
	},
}
