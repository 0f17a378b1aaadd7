package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var remoteFailureStore = checks.Check{
	Rule: diag.Rule{
		ID:       "remote-failure-store",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "remote_indices grants access to the failure store",
		Why:      "Privileges that reach only the failure store of data streams cannot be granted on remote clusters; Elasticsearch refuses the role.",
		What:     "Remove `read_failure_store` and `manage_failure_store` from `remote_indices`.",
		Evidence: []string{requestValidator},
		Versions: "9.1 and later: earlier versions do not have the privileges",
	},
	Role: func(p *checks.Pass) {
		if !validated(p) {
			return
		}
		for s, privilege := range privileges(p.Role) {
			if s != remoteIndex {
				continue
			}
			j := judge(s, privilege.Value, p.Target)
			if j.privilege == nil || j.answer.Exists != catalog.Yes {
				continue
			}
			// The names whose selector is FAILURES only.
			switch j.privilege.Name {
			case "read_failure_store", "manage_failure_store":
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q cannot be granted on remote clusters; %s",
					privilege.Value, rejects(p, "remote index privileges cannot contain privileges that grant access to the failure store")))
			}
		}
	},
}
