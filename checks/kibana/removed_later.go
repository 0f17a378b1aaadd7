package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var removedLater = checks.Check{
	Rule: diag.Rule{
		ID:       "feature-removed-later",
		Category: diag.Upgrade,
		Severity: diag.Info,
		Title:    "A role grants a Kibana feature or privilege that a later version removes",
		Why: "It works at the target version, and a later one no longer has it. Kibana removes nothing from roles when it is upgraded: the grant stays and has no effect from then on, without a word. " +
			"What is only deprecated, and goes on to work, is reported by deprecated-feature.",
		What:     "When you upgrade, remove it, or grant what takes its place. `rolelint diff --stack FROM..TO` says what else an upgrade changes.",
		Evidence: []string{roleUtils},
		Versions: "per feature and privilege, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			if goes(g.presence, g.answer) {
				p.Report(featurePlace(g.entry, g.granted), fmt.Sprintf("feature %q is gone from Kibana %s on, and grants nothing then%s", g.granted.ID, g.answer.Gone, instead(g.answer)))
			}
		})
		eachPrivilege(p, func(g grantedPrivilege) {
			if goes(g.presence, g.answer) && !goes(g.grantedFeature.presence, g.grantedFeature.answer) {
				p.Report(checks.Value(g.privilege.Node), fmt.Sprintf("%q of feature %q is gone from Kibana %s on, and grants nothing then%s", g.privilege.Value, g.feature.ID, g.answer.Gone, instead(g.answer)))
			}
		})
	},
}

// goes reports whether what exists at the target is known to be removed later.
func goes(p presence, answer catalog.Presence) bool {
	return p == present && answer.Exists == catalog.Yes && !answer.Gone.IsZero()
}

// instead says what takes the place of what goes; it begins with a semicolon
// and may be empty.
func instead(answer catalog.Presence) string {
	if len(answer.Successor) == 0 {
		return ""
	}
	return fmt.Sprintf("; its place is taken by %q", answer.Successor[0].Feature)
}
