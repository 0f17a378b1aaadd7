package kibana

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var noSpaces = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-no-spaces",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A Kibana entry has an empty list of spaces",
		Why: "Kibana's own schema takes `spaces: []` and sends Elasticsearch an application privilege without resources, which Elasticsearch refuses. " +
			"The whole role is then not saved.",
		What: "List the spaces that are meant, or `[\"*\"]` for all. Leaving `spaces` out means all spaces too.",
		Evidence: []string{roleSchema,
			"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/RoleDescriptor.java"},
	},
	Role: func(p *checks.Pass) {
		for _, e := range p.Role.KibanaEntries {
			if e.Spelling != role.KibanaSpelling || e.SpacesNode == nil || e.SpacesNode.Kind != source.Array || len(e.SpacesNode.Children) > 0 {
				continue
			}
			p.Report(checks.Value(e.SpacesNode), `an empty list of spaces is refused by Elasticsearch: "application privileges must refer to at least one resource". `+
				`List spaces, or "*" for all`)
		}
	},
}
