package kibana

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// roleSchema is where Kibana validates the shape of its entries.
const roleSchema = "elastic/kibana:x-pack/platform/packages/shared/security/plugin_types_server/src/authorization/role_schema.ts@005be8e35ac120257cbf47bad1e565e576e619aa"

var baseAndFeature = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-base-and-feature",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A Kibana entry has both base and feature privileges",
		Why: "An entry grants either base privileges (all features) or privileges of single features. " +
			"Kibana refuses an entry with a non-empty `base` and any key under `feature`, even one with an empty list.",
		What:     "Keep `base` and drop `feature`, or leave `base` empty and list the features.",
		Evidence: []string{roleSchema, "https://github.com/elastic/terraform-provider-elasticstack/pull/3071"},
	},
	Role: func(p *checks.Pass) {
		for i := range p.Role.KibanaEntries {
			e := &p.Role.KibanaEntries[i]
			if e.Spelling != role.KibanaSpelling || !hasBase(e) || len(keys(e)) == 0 {
				continue
			}
			p.Report(checks.Key(e.FeatureNode), `an entry with a base privilege cannot list features; Kibana answers 400: `+
				`"definition of [feature] isn't allowed when non-empty [base] is defined." Keep one of the two`,
				checks.Related(checks.Key(e.BaseNode), "the base privileges"))
		}
	},
}

// hasBase reports whether base holds anything at all.
func hasBase(e *role.KibanaEntry) bool {
	return e.BaseNode != nil && e.BaseNode.Kind == source.Array && len(e.BaseNode.Children) > 0
}

// keys are the members of the feature object.
func keys(e *role.KibanaEntry) []*source.Node {
	if e.FeatureNode == nil || e.FeatureNode.Kind != source.Object {
		return nil
	}
	return e.FeatureNode.Children
}
