package kibanayml

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

const enabledTypes = "xpack.actions.enabledActionTypes"

// caseConnectors are the types of connectors that cases can be pushed by.
//
// Source: connectorTypes.
var caseConnectors = []string{".cases-webhook", ".jira", ".resilient", ".servicenow", ".servicenow-sir", ".swimlane", ".thehive"}

const connectorTypes = "elastic/kibana:x-pack/platform/plugins/shared/cases/common/types/domain/connector/v1.ts@0a37fa1c8c3c7d1950f1b233b9a971537ea20590"

var connectorTypesDisabled = checks.Check{
	Rule: diag.Rule{
		ID: "cases-connector-types-disabled", Category: diag.Incomplete, Severity: diag.Warning, Needs: needs,
		Title: "Roles push cases, and kibana.yml enables no type of connector that takes them",
		Why: "`xpack.actions.enabledActionTypes` lists the types of connectors that Kibana runs. Cases are pushed by connectors of the types `" + strings.Join(caseConnectors, "`, `") + "`, and none of them stands in the list, so that nothing can be pushed, whatever roles grant. " +
			"The rule speaks where a role of the run grants cases and Connectors by name. " + setElsewhere,
		What:     "Add the type of the system that cases are pushed to, or remove the setting, which then enables all.",
		Evidence: []string{connectorTypes, "https://www.elastic.co/docs/reference/kibana/configuration-reference/alerting-settings"},
		Versions: "self-managed only",
	},
	Surroundings: func(p *checks.Pass) {
		if !selfManaged(p) {
			return
		}
		list := p.Around.Kibana.Get(enabledTypes)
		if list == nil || list.Kind != source.Array || slices.ContainsFunc(list.Children, func(n *source.Node) bool {
			return n.Kind != source.String || n.Text == "*" || slices.Contains(caseConnectors, n.Text) || strings.Contains(n.Text, "${")
		}) {
			return
		}
		file, r, at := first(p, func(r *role.Role) (diag.Place, bool) {
			if _, ok := grantsCases("all", "minimal_all")(r); !ok {
				return diag.Place{}, false
			}
			return grants(r, func(feature string) bool { return feature == "actions" }, []string{"all", "read"})
		})
		if r == nil {
			return
		}
		p.Report(place(p, list), fmt.Sprintf("role %q pushes cases to external systems, but %s has no type of connector that takes them, such as .jira or .servicenow: nothing can be pushed", r.Name, enabledTypes),
			checks.Related(checks.InFile(file, at), "connectors are granted here"))
	},
}
