package kibana

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
)

var applicationName = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-application-name",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "Kibana privileges stand under another application's name",
		Why: "Kibana's privileges belong to the application `kibana-.kibana`, and those of built-in roles to `kibana-*`. " +
			"Elasticsearch takes any application name, and Kibana ignores the others: privileges under `kibana`, or under the name of a feature, have no effect in Kibana.",
		What: "Write `\"application\": \"kibana-.kibana\"`, and features as privileges: `feature_actions.all`. Applications of other products are not Kibana's concern.",
		Evidence: []string{elasticsearchRole, "https://github.com/elastic/elasticsearch/pull/72061",
			"elastic/kibana:x-pack/platform/plugins/shared/security/common/constants.ts"},
	},
	Role: func(p *checks.Pass) {
		for _, a := range p.Role.Applications {
			name := a.Application.Value
			if name == role.KibanaApplication || strings.ContainsAny(name, `*?/\`) {
				continue
			}
			at := checks.Value(a.Application.Node)
			switch {
			case looksLikeKibana(name, p.Target):
				p.Report(at, fmt.Sprintf("application %q is not Kibana's; %s and it grants nothing in Kibana. Did you mean %q?",
					name, accepts(p.Role), role.KibanaApplication), checks.UnsafeFix("write "+quoted([]string{role.KibanaApplication}), edit.Replace(a.Application.Node, role.KibanaApplication)))
			case isFeatureName(name):
				// An application of that name may exist elsewhere: not certain.
				p.Report(at, fmt.Sprintf("%q is a feature of Kibana and not an application: Kibana ignores these privileges. Did you mean application %q with %q?",
					name, role.KibanaApplication, "feature_"+name+"."+firstOr(a.Privileges, "all")), checks.Severity(diag.Warning))
			}
		}
	},
}

// looksLikeKibana reports whether an application name was meant to be
// kibana-.kibana. Before 9.0 other names with that prefix are left alone: with
// the setting kibana.index a Kibana had a name of its own.
func looksLikeKibana(name string, t catalog.Target) bool {
	letters := strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r == '_' {
			return -1
		}
		return r
	}, strings.ToLower(name))
	if letters == "kibana" || letters == "kibanakibana" {
		return true
	}
	return strings.HasPrefix(name, "kibana-.") && from(t, catalog.V(9, 0))
}

// isFeatureName reports whether a Kibana feature has that id. The application
// "apm" belongs to the APM server.
func isFeatureName(name string) bool {
	_, ok := catalog.LookupFeature(name)
	return ok && name != "apm"
}

// firstOr returns the first text, or what is given where there is none.
func firstOr(texts []role.Text, otherwise string) string {
	if len(texts) == 0 {
		return otherwise
	}
	return texts[0].Value
}
