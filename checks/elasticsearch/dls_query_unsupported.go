package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsQueryUnsupported = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-query-unsupported",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A document query uses a query type that roles may not use",
		Why: "Document level security cannot use `percolate`, `has_child`, `has_parent`, `terms` with a lookup in another index, and `geo_shape` with an indexed shape: they look at other documents. " +
			"Elasticsearch refuses the role, also where the query stands inside `bool`, `constant_score`, `function_score` or `boosting`.",
		What:     "Put what the condition needs into the documents themselves, or write the terms and shapes into the query.",
		Evidence: []string{queryValidator, "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/controlling-access-at-document-field-level", "https://github.com/elastic/elasticsearch/pull/46275"},
	},
	Role: func(p *checks.Pass) {
		if p.Role.API == role.APIKey {
			return // dls-query-invalid-stored
		}
		queries(p, func(q query) {
			if q.root == nil || q.template() {
				return
			}
			unsupported(p.Target, q.root, func(n *source.Node, words string) {
				then := rejects(p, words+" as part of a role query")
				if fromFile(p.Role) {
					then = fmt.Sprintf("the node skips the role (\"%s as part of a role query\")", words)
				}
				p.Report(q.at(p.File, n, diag.Key), fmt.Sprintf("document queries cannot use %s; %s", q.describe(n), then))
			})
		})
	},
}

// describe names what stands at a key of a query.
func (query) describe(n *source.Node) string {
	switch n.Name {
	case "terms":
		return "terms lookups"
	case "geo_shape":
		return "indexed shapes"
	}
	return n.Name
}

// clauses are the members of compound queries in which the server looks for
// unsupported queries in every version (DLSRoleQueryValidator.verifyRoleQuery).
var clauses = map[string][]string{
	"bool":           {"must", "filter", "should", "must_not"},
	"constant_score": {"filter"},
	"function_score": {"query"},
	"boosting":       {"positive", "negative"},
}

// furtherClauses are those in which only newer versions look, which see every
// query while they parse it (evaluateAndVerifyRoleQuery with a registry of its
// own); for 9.0 and later it is certain.
var furtherClauses = map[string][]string{
	"nested":       {"query"},
	"dis_max":      {"queries"},
	"script_score": {"query"},
}

// unsupported calls found for every query that is refused in a role, with the
// beginning of the server's words.
func unsupported(t catalog.Target, q *source.Node, found func(n *source.Node, words string)) {
	if q.Kind != source.Object {
		return
	}
	for _, n := range q.Children {
		switch n.Name {
		case "percolate", "has_child", "has_parent":
			found(n, n.Name+" query isn't supported")
		case "terms":
			for _, field := range n.Children {
				if field.Kind == source.Object && field.Name != "boost" {
					found(n, "terms query with terms lookup isn't supported")
					break
				}
			}
		case "geo_shape":
			for _, field := range n.Children {
				if field.Get("indexed_shape") != nil {
					found(n, "geoshape query referring to indexed shapes isn't supported")
					break
				}
			}
		}
		members := clauses[n.Name]
		if members == nil && from(t, catalog.V(9, 0)) {
			members = furtherClauses[n.Name]
		}
		for _, name := range members {
			clause := n.Get(name)
			if clause == nil {
				continue
			}
			if clause.Kind == source.Array {
				for _, c := range clause.Children {
					unsupported(t, c, found)
				}
			} else {
				unsupported(t, clause, found)
			}
		}
	}
}
