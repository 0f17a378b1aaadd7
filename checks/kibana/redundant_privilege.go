package kibana

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var redundantPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-redundant-privilege",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A feature privilege is contained in another one beside it",
		Why: "Privileges add up. `all` contains the sub-feature privileges that Kibana includes in it, so listing one of them beside `all` neither adds nor limits anything. " +
			"Often the author meant to limit the role to the listed ones.",
		What:     "Remove the privilege. To grant only some sub-feature privileges, write `minimal_all` or `minimal_read` in the place of `all` or `read`.",
		Evidence: []string{"elastic/kibana:x-pack/platform/plugins/shared/features/server/feature_privilege_iterator/feature_privilege_iterator.ts@057dcf9c", "https://github.com/elastic/kibana/pull/225331"},
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			for i, privilege := range g.granted.Privileges {
				container := containerOf(g, i, p.Target)
				switch {
				case container < 0:
				case g.granted.Privileges[container].Value == privilege.Value:
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q of feature %q is granted already; remove it", privilege.Value, g.granted.ID),
						checks.Related(checks.Value(g.granted.Privileges[container].Node), "granted here"))
				default:
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q of feature %q is contained in %q beside it and changes nothing; remove it, or grant %s where less is meant",
						privilege.Value, g.granted.ID, g.granted.Privileges[container].Value, spelled(g.entry, g.granted.ID, "minimal_"+g.granted.Privileges[container].Value)),
						checks.Related(checks.Value(g.granted.Privileges[container].Node), "contains it"))
				}
			}
		})
	},
}

// containerOf returns the place of a privilege that contains privilege i of
// the feature, or of an earlier one that is the same; -1 where there is none.
func containerOf(g grantedFeature, i int, t catalog.Target) int {
	privileges := g.granted.Privileges
	same := func(p role.Text) bool { return p.Value == privileges[i].Value }
	if j := slices.IndexFunc(privileges[:i], same); j >= 0 {
		return j
	}
	if g.feature == nil || g.answer.Exists != catalog.Yes {
		return -1
	}
	for j, other := range privileges {
		// minimal_* are for customising; what stands beside them is meant.
		if (other.Value == "all" || other.Value == "read") && !same(other) &&
			slices.Contains(g.feature.Includes(other.Value, t), privileges[i].Value) {
			return j
		}
	}
	return -1
}
