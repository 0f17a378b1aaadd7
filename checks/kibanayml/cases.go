package kibanayml

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

const (
	publicBaseURL  = "server.publicBaseUrl"
	emailConnector = "notifications.connectors.default.email"
	preconfigured  = "xpack.actions.preconfigured"
)

var noPublicBaseURL = checks.Check{
	Rule: diag.Rule{
		ID: "cases-no-public-base-url", Category: diag.Incomplete, Severity: diag.Warning, Needs: needs,
		Title: "Roles work on cases, and kibana.yml sets no server.publicBaseUrl",
		Why: "Kibana does not know under which address people reach it. E-mails to assignees, and the incidents that cases are pushed to, then have no link back to the case. " +
			"The rule speaks where a role of the run grants a feature of cases by name. " + setElsewhere,
		What:     "Set `server.publicBaseUrl: https://kibana.example.com`.",
		Evidence: []string{emailNotification, "https://www.elastic.co/guide/en/kibana/8.8/setup-cases.html"},
		Versions: "self-managed only",
	},
	Surroundings: func(p *checks.Pass) {
		if !selfManaged(p) || p.Around.Kibana.Get(publicBaseURL) != nil {
			return
		}
		file, r, at := first(p, grantsCases("all", "minimal_all"))
		if r == nil {
			return
		}
		p.Report(place(p, nil), fmt.Sprintf("role %q works on cases, but %s is not set: e-mails to assignees and incidents in external systems have no link back to the case", r.Name, publicBaseURL),
			checks.Related(checks.InFile(file, at), "cases are granted here"))
	},
}

var noDefaultEmailConnector = checks.Check{
	Rule: diag.Rule{
		ID: "cases-no-default-email-connector", Category: diag.Incomplete, Severity: diag.Info, Needs: needs,
		Title: "Roles assign cases, and kibana.yml names no connector for e-mails to assignees",
		Why: "Who is assigned to a case gets an e-mail, by the connector that `notifications.connectors.default.email` names; it must be one of `xpack.actions.preconfigured`. Without it Kibana only writes a warning to its log. Connectors that were made in the interface do not count. " +
			"The rule speaks where a role of the run can assign cases. " + setElsewhere,
		What:     "Configure an e-mail connector under `xpack.actions.preconfigured` and name it in `notifications.connectors.default.email`.",
		Evidence: []string{emailProvider, emailNotification, "https://github.com/elastic/kibana/pull/144391", "https://github.com/elastic/kibana/pull/147713"},
		Versions: "8.6 and later, self-managed, platinum and above, which the e-mails need",
	},
	Surroundings: func(p *checks.Pass) {
		if !sendsMail(p) || p.Around.Kibana.Get(emailConnector) != nil {
			return
		}
		file, r, at := first(p, grantsCases("all", "cases_assign"))
		if r == nil {
			return
		}
		p.Report(place(p, nil), fmt.Sprintf("role %q assigns cases, but %s is not set: assignees get no e-mail", r.Name, emailConnector),
			checks.Related(checks.InFile(file, at), "assigning is granted here"))
	},
}

var emailConnectorUnknown = checks.Check{
	Rule: diag.Rule{
		ID: "cases-email-connector-unknown", Category: diag.Incomplete, Severity: diag.Warning, Needs: needs,
		Title: "The connector for e-mails to assignees is not preconfigured, or sends no e-mail",
		Why: "`notifications.connectors.default.email` must name a connector of `xpack.actions.preconfigured`, of the type `.email`. Otherwise Kibana logs `Unexisting email connector`, or fails when it sends, and assignees get nothing. " +
			setElsewhere,
		What:     "Name one of the connectors of `xpack.actions.preconfigured`, or add it there.",
		Evidence: []string{emailProvider, "https://www.elastic.co/guide/en/kibana/current/pre-configured-connectors.html"},
		Versions: "8.6 and later, self-managed, platinum and above, which the e-mails need",
	},
	Surroundings: func(p *checks.Pass) {
		if !sendsMail(p) {
			return
		}
		named := p.Around.Kibana.Get(emailConnector)
		if named == nil || named.Kind != source.String {
			return
		}
		ids := p.Around.Kibana.Members(preconfigured)
		for _, id := range ids {
			if id != named.Text {
				continue
			}
			if kind := p.Around.Kibana.Get(preconfigured + "." + id + ".actionTypeId"); kind != nil && kind.Text != ".email" {
				p.Report(place(p, named), fmt.Sprintf("connector %q is of type %q and sends no e-mail: assignees get none; name one of type .email", id, kind.Text),
					checks.Related(checks.InFile(p.Around.Kibana.Source, checks.Value(kind)), "its type"))
			}
			return
		}
		hint := ""
		if near := catalog.Suggest(named.Text, ids); near != "" {
			hint = fmt.Sprintf(". Did you mean %q?", near)
		}
		p.Report(place(p, named), fmt.Sprintf("%s has no connector %q: Kibana logs that it does not exist, and assignees get no e-mail%s", preconfigured, named.Text, hint))
	},
}

// sendsMail reports whether the target's Kibana sends e-mails to assignees
// where it is configured to.
func sendsMail(p *checks.Pass) bool {
	return selfManaged(p) && p.Target.Stack.Compare(catalog.V(8, 6)) >= 0 && p.Target.License >= catalog.Platinum
}
