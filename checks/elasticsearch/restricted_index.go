package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var restrictedIndexWithoutFlag = checks.Check{
	Rule: diag.Rule{
		ID:       "restricted-index-without-flag",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A name of restricted indices stands in an entry that does not reach them",
		Why: "An entry covers restricted indices only with `allow_restricted_indices: true`, exact names included. Since 8.0 all system indices are restricted (`.kibana_*`, `.fleet-…`, `.watches` and so on), before that only the security indices and async searches. " +
			"A name that matches nothing else grants nothing: roles from 7.x lose such access without a word. Where a name matches other indices as well, the finding is an info. " +
			"The list is that of one recent version; the Stack adds to it.",
		What:     "Remove the name: Kibana's data is reached through Kibana's privileges, and the Stack's other indices through the privileges made for them. `allow_restricted_indices` is very strongly discouraged.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/IndicesPermission.java", "https://github.com/elastic/elasticsearch/pull/74212", "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/role-structure"},
		Versions: "not serverless",
	},
	Role: func(p *checks.Pass) {
		if p.Target.Deployment == catalog.Serverless {
			return
		}
		for e, name := range names(p.Role) {
			if e.remote || e.AllowRestricted || !namesDotIndices(name.Value) || !access.MayBeRestricted(name.Value) {
				continue
			}
			language, err := effortOf(p).parse(name.Value)
			if err != nil {
				continue
			}
			restricted := access.Restricted(p.Target)
			example, some, err := effortOf(p).budget().Witness(automata.Intersect(language, restricted))
			if err != nil || !some {
				continue
			}
			if only, err := effortOf(p).budget().Subset(language, restricted); err == nil && only {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q matches only restricted indices, and without allow_restricted_indices it grants nothing", name.Value))
			} else if err == nil {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q matches restricted indices such as %q, which it does not reach without allow_restricted_indices", name.Value, example),
					checks.Severity(diag.Info))
			}
		}
	},
}

var restrictedFrom8 = checks.Check{
	Rule: diag.Rule{
		ID:       "restricted-from-8",
		Category: diag.Upgrade,
		Severity: diag.Warning,
		Title:    "The role loses indices in 8.0, which restricts all system indices",
		Why: "Up to 7.17 only the security indices and async searches are restricted. From 8.0 on all system indices are (`.kibana_*`, `.fleet-…`, `.watches` and so on): " +
			"an entry without `allow_restricted_indices: true` no longer reaches them, and nothing says so. Where a name matches other indices as well, the finding is an info. " +
			"The list is that of one recent version.",
		What:     "Before the upgrade find out what the role needs there, and grant the Kibana, Fleet or cluster privileges made for it.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/pull/74212", indicesPermission},
		Versions: "targets before 8.0; see restricted-index-without-flag for later ones",
	},
	Role: func(p *checks.Pass) {
		if p.Target.Deployment == catalog.Serverless || from(p.Target, catalog.V(8, 0)) {
			return
		}
		next := p.Target
		next.Stack = catalog.V(8, 0)
		lost := automata.Minus(access.Restricted(next), access.Restricted(p.Target))
		for e, name := range names(p.Role) {
			if e.remote || e.AllowRestricted || !namesDotIndices(name.Value) || !access.MayBeRestricted(name.Value) {
				continue
			}
			language, err := effortOf(p).parse(name.Value)
			if err != nil {
				continue
			}
			example, some, err := effortOf(p).budget().Witness(automata.Intersect(language, lost))
			if err != nil || !some {
				continue
			}
			if only, err := effortOf(p).budget().Subset(language, access.Restricted(next)); err == nil && only {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q grants nothing from 8.0 on: it matches only system indices, which are restricted then", name.Value))
			} else if err == nil {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q no longer reaches %q from 8.0 on: system indices are restricted then", name.Value, example), checks.Severity(diag.Info))
			}
		}
	},
}

// namesDotIndices reports whether a pattern is about names with a dot at the
// beginning. Broad patterns such as "*" match restricted indices too, and
// nobody expects to reach them that way.
func namesDotIndices(pattern string) bool {
	for _, prefix := range []string{".", `/\.`, "/[.]"} {
		if rest, ok := strings.CutPrefix(pattern, prefix); ok {
			return rest != "" && !strings.HasPrefix(rest, "*") && !strings.HasPrefix(rest, ".*")
		}
	}
	return false
}
