package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// roleUtils is where Kibana checks grants against its features.
const roleUtils = "elastic/kibana:x-pack/platform/plugins/shared/security/server/lib/role_utils.ts@b4099342f24d7dc24456d8e935c01ba1e4a75872"

var allSpacesOnly = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-all-spaces-only",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A privilege that needs all spaces is granted in some spaces",
		Why: "Some features are not aware of spaces in some versions: Fleet and the Elastic Defend privileges up to 9.0, Streams in 9.1 and 9.2. " +
			"Kibana refuses to grant them in single spaces. It checks only `all`, `read` and sub-feature privileges; `minimal_all` and `minimal_read` pass.",
		What:     "Move the feature to an entry with `spaces: [\"*\"]`, or leave it out.",
		Evidence: []string{roleUtils, "https://github.com/elastic/kibana/issues/130554", "https://github.com/elastic/kibana/pull/118001"},
		Versions: "per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachKibanaGrant(p, func(e *role.KibanaEntry, f *catalog.Feature, privilege role.Text) {
			if e.AllSpaces || len(e.Spaces) == 0 || f.RequiresAllSpaces(privilege.Value, p.Target) != catalog.Yes {
				return
			}
			subject := fmt.Sprintf("Feature privilege [%s.%s]", f.ID, privilege.Value)
			if sub, ok := subFeature(f, privilege.Value); ok {
				if sub == "" {
					sub = "…" // the display name is not established
				}
				subject = fmt.Sprintf("Sub-feature privilege [%s - %s]", f.NameAt(p.Target), sub)
			}
			p.Report(checks.Value(privilege.Node), fmt.Sprintf(`%q of feature %q can only be granted in all spaces in %s; Kibana answers 400: `+
				`"%s requires all spaces to be selected but received %s". Grant it with spaces ["*"] or leave it out`,
				privilege.Value, f.ID, kibanaOf(p.Target), subject, received(e.Spaces)))
		})
	},
}

// eachKibanaGrant calls visit for every privilege that Kibana's PUT compares
// with its features: all, read and sub-feature privileges of features that
// exist, in Kibana's spelling.
func eachKibanaGrant(p *checks.Pass, visit func(*role.KibanaEntry, *catalog.Feature, role.Text)) {
	for i := range p.Role.KibanaEntries {
		e := &p.Role.KibanaEntries[i]
		if e.Spelling != role.KibanaSpelling {
			continue
		}
		for _, granted := range e.Features {
			f, ok := catalog.LookupFeature(granted.ID)
			if !ok || f.At(p.Target).Exists != catalog.Yes {
				continue
			}
			for _, privilege := range granted.Privileges {
				if privilege.Value != "minimal_all" && privilege.Value != "minimal_read" {
					visit(e, f, privilege)
				}
			}
		}
	}
}

// subFeature returns the display name of the sub-feature that a privilege
// belongs to; ok is false for the top-level privileges.
func subFeature(f *catalog.Feature, privilege string) (name string, ok bool) {
	for _, p := range f.Privileges() {
		if p.ID == privilege {
			return p.SubFeature, p.Sub
		}
	}
	return "", false
}
