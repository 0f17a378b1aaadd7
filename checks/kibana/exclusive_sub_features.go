package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var mutuallyExclusive = checks.Check{
	Rule: diag.Rule{
		ID:       "mutually-exclusive-sub-features",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "Two sub-feature privileges are granted of which the role editor offers one",
		Why: "In some groups of sub-feature privileges, such as All and Read of Endpoint List, the role editor lets one be chosen. " +
			"The API takes several and they add up; the file then says something that the editor cannot show.",
		What:     "Keep the one that is meant. The editor lists the more permissive one first.",
		Evidence: []string{"elastic/kibana:x-pack/platform/plugins/shared/features/common/sub_feature.ts@2e2feb2c", roleUtils},
		Versions: "per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			if g.feature == nil || g.answer.Exists != catalog.Yes {
				return
			}
			for i, privilege := range g.granted.Privileges {
				other, ok := rival(g, i)
				if !ok {
					continue
				}
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q and %q of feature %q exclude each other in the role editor; granted together they add up. Keep the one that is meant",
					other.Value, privilege.Value, g.granted.ID),
					checks.Related(checks.Value(other.Node), "the other one"))
			}
		})
	},
}

// rival returns an earlier privilege of the same exclusive group as
// privilege i.
func rival(g grantedFeature, i int) (role.Text, bool) {
	p, ok := g.feature.Privilege(g.granted.Privileges[i].Value)
	if !ok || !p.Sub || p.SubFeature == "" || p.Exclusive != catalog.Yes {
		return role.Text{}, false
	}
	for _, before := range g.granted.Privileges[:i] {
		q, ok := g.feature.Privilege(before.Value)
		if ok && q.ID != p.ID && q.SubFeature == p.SubFeature && q.Group == p.Group {
			return before, true
		}
	}
	return role.Text{}, false
}
