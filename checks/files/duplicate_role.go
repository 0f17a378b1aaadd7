package files

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var duplicateRole = checks.Check{
	Rule: diag.Rule{
		ID:       "duplicate-role",
		Category: diag.Hygiene,
		Severity: diag.Warning,
		Title:    "A file has two roles of one name",
		Why: "A role that is stored replaces the one of the same name whole; they do not add up. Which of the two holds in the end depends on the order in which the file is sent. " +
			"In `roles.yml` it is the last (rolesyml-duplicate-role).",
		What:     "Merge them into one, or rename one.",
		Evidence: []string{"https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-put-role"},
	},
	File: func(p *checks.Pass) {
		if p.File.Format == role.RolesYML {
			return
		}
		first := map[string]*role.Role{}
		for _, r := range p.File.Roles {
			at, stated := namePlace(r)
			if !stated {
				continue
			}
			before, twice := first[r.Name]
			if !twice {
				first[r.Name] = r
				continue
			}
			where, _ := namePlace(before)
			p.Report(at, fmt.Sprintf("role %q stands in this file before; a role replaces the one of its name, so only one of them will hold", r.Name),
				checks.OfRole(r), checks.Related(where, "here before"))
		}
	},
}

// namePlace is where the role's name stands in the text; stated is false where
// it was taken from the file's name.
func namePlace(r *role.Role) (at diag.Place, stated bool) {
	switch {
	case r.Format == role.KibanaBody || r.Format == role.ElasticsearchBody || r.Format == role.KibanaList:
		return checks.Value(r.NameNode), r.NameNode != nil
	default:
		return checks.Key(r.Node), !r.Node.Key.IsZero()
	}
}
