package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsQueryInvalidStored = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-query-invalid-stored",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A document query of an API key fails when it is used",
		Why: "Elasticsearch looks at the document queries of roles when it stores them, but not at those of an API key's role descriptors: it creates the key, and parses the query when the key is used. " +
			"One that does not parse, or of a type that document level security does not take, then fails every search on the indices of its entry.",
		What: "Correct the query; the rules dls-query-invalid and dls-query-unsupported say what a role's may be.",
		Evidence: []string{
			"elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authc/support/ApiKeyUserRoleDescriptorResolver.java",
			queryValidator,
		},
	},
	Role: func(p *checks.Pass) {
		if p.Role.API != role.APIKey {
			return
		}
		const then = "Elasticsearch creates the API key all the same, and searches with it fail"
		queries(p, func(q query) {
			if at, why := invalidQuery(p, q); why != "" {
				var opts []checks.Detail
				if q.text != nil && placeholder(q.node.Text) {
					opts = append(opts, checks.Severity(diag.Warning)) // perhaps rendered before it is sent
				}
				p.Report(at, fmt.Sprintf("%s; %s", why, then), opts...)
				return
			}
			if q.root == nil || q.template() {
				return
			}
			unsupported(p.Target, q.root, func(n *source.Node, words string) {
				p.Report(q.at(p.File, n, diag.Key), fmt.Sprintf("document queries cannot use %s (\"%s as part of a role query\"); %s", q.describe(n), words, then))
			})
		})
	},
}
