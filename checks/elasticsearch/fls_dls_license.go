package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsFlsLicense = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-fls-license",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "Document or field level security below a Platinum license",
		Why: "Document level security (`query`) and field level security (`field_security`) need a Platinum license or higher. " +
			"Below it Elasticsearch refuses to store the role (403), a role that is stored already is disabled, and `roles.yml` is loaded without the role. " +
			"`field_security` that grants exactly `[\"*\"]` limits nothing and needs no license.",
		What:     "Remove the restriction and limit the index names instead, or state the license that the cluster has.",
		Evidence: []string{roleDescriptor, "https://github.com/elastic/elasticsearch/issues/79207", "https://www.elastic.co/subscriptions"},
		Versions: "licenses below platinum; not serverless",
	},
	Role: func(p *checks.Pass) {
		if p.Target.License.Allows(catalog.Platinum) || p.Target.Deployment == catalog.Serverless || p.Role.API == role.APIKey {
			return
		}
		then := rejects(p, "current license is non-compliant for [field and document level security]")
		if fromFile(p.Role) {
			then = `the node ignores the role ("this role will be ignored")`
		}
		for i := range p.Role.Indices {
			e := &p.Role.Indices[i]
			if limitsDocuments(e) {
				p.Report(checks.Key(e.Query), fmt.Sprintf("document level security needs a Platinum license, the target has %s; %s", p.Target.License, then))
			}
			if limitsFields(e) {
				p.Report(checks.Key(e.FieldSecurity.Node), fmt.Sprintf("field level security needs a Platinum license, the target has %s; %s", p.Target.License, then))
			}
		}
	},
}

// limitsDocuments reports whether the entry has document level security:
// a query that is neither null nor an empty string (RoleDescriptor).
func limitsDocuments(e *role.Indices) bool {
	if e.Query == nil {
		return false
	}
	return e.Query.Kind == source.Object || e.Query.Kind == source.String && e.Query.Text != ""
}

// limitsFields reports whether the entry has field level security: exceptions,
// or a grant that is not exactly ["*"] (RoleDescriptor.hasGrantedFields).
func limitsFields(e *role.Indices) bool {
	fs := e.FieldSecurity
	if fs == nil || fs.GrantNode == nil {
		return false
	}
	return len(fs.Except) > 0 || len(fs.Grant) != 1 || fs.Grant[0].Value != "*"
}
