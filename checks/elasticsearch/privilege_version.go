package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
)

var privilegeNotYet = checks.Check{
	Rule: diag.Rule{
		ID:       "privilege-not-yet",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A privilege exists only in a later Elasticsearch",
		Why: "The privilege came with a later version. An earlier one does not know the name and refuses the whole role. " +
			"It happens where roles are written after the newest documentation, or for clusters of several versions.",
		What:     "Leave the privilege out for this version, or state the version that the role is for.",
		Evidence: []string{clusterResolver, indexPrivilege, privilegeDocs},
		Versions: "per privilege, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		reportVerdict(p, notYet, func(s section, name string, j judged) string {
			return fmt.Sprintf("%s %q %s; %s", s.kind(), name, j.begins(p.Target), rejects(p, serverWords(s, name)))
		})
	},
}

var privilegeNotOnServerless = checks.Check{
	Rule: diag.Rule{
		ID:       "privilege-not-on-serverless",
		Category: diag.Rejected,
		Severity: diag.Warning,
		Title:    "A privilege is not available on Elastic Cloud Serverless",
		Why: "Elastic documents the privilege as unavailable on serverless: what it guards (index lifecycle policies, snapshots, Watcher, remote clusters and so on) does not exist there. " +
			"The server's words are not established.",
		What:     "Leave the privilege out of roles for serverless projects.",
		Evidence: []string{privilegeDocs, "https://github.com/elastic/elasticsearch-specification/pull/2491", "https://github.com/legrego/homeassistant-elasticsearch/pull/529"},
		Versions: "serverless",
	},
	Role: func(p *checks.Pass) {
		reportVerdict(p, notOnServerless, func(s section, name string, _ judged) string {
			return fmt.Sprintf("%s %q is not available on serverless; a role for a serverless project cannot have it", s.kind(), name)
		})
	},
}

// reportVerdict reports every privilege with that verdict.
func reportVerdict(p *checks.Pass, v verdict, message func(section, string, judged) string) {
	if !validated(p) {
		return
	}
	for s, privilege := range privileges(p.Role) {
		if j := judge(s, privilege.Value, p.Target); j.verdict == v {
			p.Report(checks.Value(privilege.Node), message(s, privilege.Value, j))
		}
	}
}
