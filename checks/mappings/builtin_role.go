package mappings

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var builtinRoleAbsent = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-builtin-role-absent", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "A role mapping grants a built-in role that the target does not have",
		Why: "Built-in roles come and go with versions: `kibana_dashboard_only_user` left in 8.0, `apm_user` and the `data_frame_transforms_…` roles in 9.0. " +
			"A mapping to a role that does not exist is stored, and grants nothing. Where a role of the run has the name, the rule is silent.",
		What:     "Grant what took its place.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/pull/76507", "https://github.com/elastic/elasticsearch/pull/116712", "https://github.com/elastic/elasticsearch/pull/117519", builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		defined, _ := definedRoles(p.All)
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			builtIn, ok := catalog.LookupRole(role.Value)
			if !ok || defined[role.Value] {
				return
			}
			presence := builtIn.At(p.Target)
			if presence.Exists != catalog.No {
				return
			}
			when := "does not exist"
			switch {
			case !presence.Gone.IsZero() && p.Target.Stack.Compare(presence.Gone) >= 0:
				when = fmt.Sprintf("was removed in %s", presence.Gone)
			case !presence.Since.IsZero():
				when = fmt.Sprintf("exists from %s", presence.Since)
			}
			instead := ""
			if builtIn.DeprecatedReplacement != "" {
				instead = "; in its place: " + builtIn.DeprecatedReplacement
			}
			p.Report(rolePlace(f, m, role), fmt.Sprintf("built-in role %q %s, so that %s grants nothing by it on %s%s", role.Value, when, called(m), elasticsearch(p.Target), instead), ofRole(role.Value))
		})
	},
}

var deprecatedBuiltinRole = checks.Check{
	Rule: diag.Rule{
		ID: "deprecated-builtin-role", Category: diag.Upgrade, Severity: diag.Warning, Needs: needs,
		Title:    "A role mapping grants a built-in role that is deprecated",
		Why:      "A deprecated role works until a major version removes it; then whoever has only that role is locked out. `kibana_user` grants every feature in every space besides, whatever its name says.",
		What:     "Grant the role that the message names, or a role of your own with what its users need.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/pull/46456", "https://github.com/elastic/kibana/issues/81674", "https://github.com/elastic/kibana/issues/120727", "https://github.com/elastic/docs-content/pull/2605", builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			builtIn, ok := catalog.LookupRole(role.Value)
			if !ok || builtIn.At(p.Target).Exists != catalog.Yes || builtIn.DeprecatedAt(p.Target) != catalog.Yes {
				return
			}
			since, _, _ := strings.Cut(builtIn.DeprecatedSince, " (")
			p.Report(rolePlace(f, m, role), fmt.Sprintf("built-in role %q is deprecated since %s; grant %s instead", role.Value, since, builtIn.DeprecatedReplacement), ofRole(role.Value))
		})
	},
}
