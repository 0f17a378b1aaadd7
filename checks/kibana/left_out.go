package kibana

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var privilegesLeftOut = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-privileges-left-out",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "Kibana left out the role's Kibana privileges when it answered",
		Why: "Where Kibana cannot show a stored role's Kibana privileges it answers with an empty `kibana` and says why in `_transform_error`. The role has privileges that this file does not hold: " +
			"nothing is said about them here, and the role that is sent back as it stands in the file loses them.",
		What:     "Read the role with Elasticsearch's `GET _security/role/NAME`, correct it there, and export it anew.",
		Evidence: []string{elasticsearchRole},
		Versions: "what `GET /api/security/role` returns",
	},
	Role: func(p *checks.Pass) {
		why := p.Role.Node.Get("_transform_error")
		if p.Role.Format != role.KibanaList || why == nil || why.Kind != source.Array || len(why.Children) == 0 || len(p.Role.KibanaEntries) > 0 {
			return
		}
		p.Report(checks.Key(why), fmt.Sprintf("the role has Kibana privileges that Kibana could not show and left out%s: sent back as it stands here, the role loses them", reasonsOf(why)))
	},
}

// reasonsOf says the reasons of a _transform_error, with a blank before them:
// "kibana:REASON" or {"reason": …}; empty where there is none, as in 7.x.
func reasonsOf(why *source.Node) string {
	var reasons []string
	for _, c := range why.Children {
		reason := c.Text
		if n := c.Get("reason"); n != nil {
			reason = n.Text
		}
		if reason = strings.TrimPrefix(reason, "kibana:"); reason != "" && reason != "kibana" && len(reasons) < 5 {
			reasons = append(reasons, reason)
		}
	}
	if len(reasons) == 0 {
		return ""
	}
	return " (" + quoted(reasons) + ")"
}
