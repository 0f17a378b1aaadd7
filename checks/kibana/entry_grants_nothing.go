package kibana

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var entryGrantsNothing = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-entry-grants-nothing",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A Kibana entry grants nothing",
		Why: "Kibana refuses an entry that has neither a base privilege nor a privilege of a feature. " +
			"Features with empty lists count as nothing. Templates and dynamic blocks produce such entries easily.",
		What:     "Grant something in the entry, or remove it.",
		Evidence: []string{roleSchema, "https://github.com/elastic/terraform-provider-elasticstack/issues/4154"},
	},
	Role: func(p *checks.Pass) {
		for i := range p.Role.KibanaEntries {
			e := &p.Role.KibanaEntries[i]
			if e.Spelling != role.KibanaSpelling || !wellFormed(e) || hasBase(e) || grantsFeature(e) {
				continue
			}
			p.Report(checks.Value(e.Node), `this entry grants nothing; Kibana answers 400: `+
				`"either [base] or [feature] is expected, but none of them specified". Grant something or remove the entry`)
		}
	},
}

// wellFormed reports whether base and feature have the kinds that Kibana
// expects; what else is wrong with them is the schema's to say.
func wellFormed(e *role.KibanaEntry) bool {
	if e.BaseNode != nil && e.BaseNode.Kind != source.Array {
		return false
	}
	feature := e.Node.Get("feature")
	if feature != nil && feature.Kind != source.Object {
		return false
	}
	for _, f := range keys(e) {
		if f.Kind != source.Array {
			return false
		}
	}
	return true
}

// grantsFeature reports whether any feature has a non-empty list.
func grantsFeature(e *role.KibanaEntry) bool {
	for _, f := range keys(e) {
		if len(f.Children) > 0 {
			return true
		}
	}
	return false
}
