package kibana

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var everyAction = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-every-action",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A privilege grants every action of Kibana",
		Why: "An application privilege that is no stored name is a pattern of actions, and `*` matches them all, as it does for the built-in role `superuser`: " +
			"every feature, also what base `all` leaves out, and what later versions bring. `api:*` is every action of Kibana's API.",
		What: "Grant `all` or `space_all`, or better the features that are needed. For administrators assign `kibana_admin`, or suppress the finding with the reason.",
		Evidence: []string{
			"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ApplicationPrivilege.java",
			elasticsearchRole,
		},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for _, a := range p.Role.Applications {
			name := a.Application.Value
			if !coversKibana(name) {
				continue
			}
			for _, privilege := range a.Privileges {
				if (privilege.Value == "*" || privilege.Value == "api:*") && !asGoodAsSuperuser(p) {
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("privilege %q of application %q grants %s in %s, also what base \"all\" leaves out and what later versions bring; grant base or feature privileges",
						privilege.Value, name, actions(privilege.Value), where(a)))
				}
			}
		}
	},
}

// coversKibana reports whether the name of an application is Kibana's, or a
// pattern that matches it. A pattern has its * at the end.
func coversKibana(name string) bool {
	if prefix, ok := strings.CutSuffix(name, "*"); ok {
		return strings.HasPrefix(role.KibanaApplication, prefix)
	}
	return name == role.KibanaApplication
}

func actions(privilege string) string {
	if privilege == "*" {
		return "every action of Kibana"
	}
	return "every action of Kibana's API"
}

func where(a role.Application) string {
	for _, r := range a.Resources {
		if r.Value == "*" {
			return "every space"
		}
	}
	return "the spaces of its resources"
}

// asGoodAsSuperuser reports whether superuser-equivalent names a cluster
// privilege of the role: what else it grants limits nobody.
func asGoodAsSuperuser(p *checks.Pass) bool {
	cluster := p.Role.Cluster[:min(len(p.Role.Cluster), maxCluster)]
	return slices.ContainsFunc(cluster, func(t role.Text) bool { return access.LetsRise(p.Target, strings.ToLower(t.Value)) != "" })
}

// maxCluster limits how many cluster privileges are looked at; there are fewer
// named ones.
const maxCluster = 100
