package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
)

const restrictionLimits = "elastic/docs-content:deploy-manage/_snippets/field-doc-sec-limitations.md@135692c5b886543a47616931718981d939ef9ac8"

var restrictionWithWrite = checks.Check{
	Rule: diag.Rule{
		ID:       "restriction-with-write",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A restricted entry grants writing",
		Why: "Document and field level security limit reading only. Who may also write on the same names can overwrite and delete documents that the `query` hides, and fields that `field_security` hides; " +
			"only updates are refused. Elastic supports the restrictions for accounts that read and do not write. " +
			"Where the entry grants nothing but `create_doc`, which overwrites nothing, the finding is an info.",
		What:     "Let another user, or an API key, do the writing.",
		Evidence: []string{documentLevelDocs, restrictionLimits},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for i := range p.Role.Indices {
			e := &p.Role.Indices[i]
			what := "a document query"
			switch {
			case limitsDocuments(e) && limitsFields(e):
				what += " and field_security"
			case limitsFields(e):
				what = "field_security"
			case !limitsDocuments(e):
				continue
			}
			for _, privilege := range e.Privileges {
				name := strings.ToLower(privilege.Value)
				if knownActions(index, name, p.Target) == nil || !access.Grants(p.Target, name, access.Writing) {
					continue
				}
				related := checks.Related(checks.Key(restrictionNode(e)), "what is restricted")
				if adds, err := access.IndexPrivilegesContain(p.Target, []string{"create_doc"}, name); err == nil && adds {
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q stands beside %s, which Elastic supports for accounts that only read", privilege.Value, what),
						related, checks.Severity(diag.Info))
				} else {
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q stands beside %s, which limits reading only: what it hides can still be overwritten and deleted, and updates are refused; let another account do the writing", privilege.Value, what),
						related)
				}
				break
			}
		}
	},
}
