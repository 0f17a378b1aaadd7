package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var disabledPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-disabled-privilege",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A privilege is granted that the feature does not support",
		Why: "Every feature registers `all` and `read`, but some support only one of them: the AI assistants, for example, have no `read`. " +
			"The other is disabled, and Kibana refuses a role that grants it. It checks only `all`, `read` and sub-feature privileges.",
		What:     "Grant the privilege that the feature supports, or leave the feature out.",
		Evidence: []string{roleUtils, "https://github.com/elastic/kibana/pull/118001"},
		Versions: "per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachKibanaGrant(p, func(_ *role.KibanaEntry, f *catalog.Feature, privilege role.Text) {
			if f.Disabled(privilege.Value, p.Target) != catalog.Yes {
				return
			}
			answer := fmt.Sprintf("Feature [%s] does not support privilege [%s].", f.ID, privilege.Value)
			if _, ok := subFeature(f, privilege.Value); ok {
				answer = fmt.Sprintf("Feature [%s] does not support specified sub-feature privileges [%s].", f.ID, privilege.Value)
			}
			p.Report(checks.Value(privilege.Node), fmt.Sprintf(`feature %q does not support %q in %s; Kibana answers 400: %q %s`,
				f.ID, privilege.Value, kibanaOf(p.Target), answer, insteadOf(f, privilege.Value, p.Target)))
		})
	},
}

// insteadOf says what to do about a disabled top-level privilege.
func insteadOf(f *catalog.Feature, privilege string, t catalog.Target) string {
	other := map[string]string{"read": "all", "all": "read"}[privilege]
	if other == "" || f.Disabled(other, t) != catalog.No {
		return "Leave it out"
	}
	return fmt.Sprintf("Grant %q or leave the feature out", other)
}
