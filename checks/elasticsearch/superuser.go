package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var superuserEquivalent = checks.Check{
	Rule: diag.Rule{
		ID:       "superuser-equivalent",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A cluster privilege lets its holders give themselves everything",
		Why: "Who may store roles, users or role mappings, or set the password of any user, may give themselves everything. `manage_security` says so, `all` contains it, and so do raw actions such as `cluster:*`. " +
			"Whatever else the role limits does not limit its holders; rolelint therefore says nothing more of what else such a role has too much of.",
		What:     "Grant the narrower privileges that are needed (`read_security`, `manage_own_api_key`, `monitor`), or keep the role to administrators and suppress the finding.",
		Evidence: []string{privilegeDocs, clusterResolver, "https://github.com/elastic/elasticsearch/issues/95691"},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for _, r := range rising(p) {
			p.Report(checks.Value(r.Node), fmt.Sprintf("cluster privilege %q lets its holders %s: the role is as good as superuser", r.Value, r.lets))
		}
	},
}

// risen is a cluster privilege by which its holders can get every other one.
type risen struct {
	role.Text
	lets string // them do
}

// maxRising limits how many raw actions of a role are looked at.
const maxRising = 50

var risingKey = new(byte)

// rising returns the cluster privileges of the role that make it as good as
// superuser.
func rising(p *checks.Pass) []risen {
	return checks.Once(p, risingKey, func() (list []risen) {
		raw := 0
		for _, t := range p.Role.Cluster {
			name := strings.ToLower(t.Value)
			if !mayRise(name, p.Target) {
				continue
			}
			if strings.Contains(name, ":") {
				if raw++; raw > maxRising {
					break
				}
			}
			if lets := access.LetsRise(p.Target, name); lets != "" {
				list = append(list, risen{t, lets})
			}
		}
		return list
	})
}

// mayRise decides by the beginnings of actions: false is certain.
func mayRise(name string, t catalog.Target) bool {
	actions := knownActions(cluster, name, t)
	return slices.ContainsFunc(access.Rises, func(r access.Rise) bool { return mayCover(actions, r.Action) })
}

// asGoodAsSuperuser reports whether the role is what superuser-equivalent
// reports.
func asGoodAsSuperuser(p *checks.Pass) bool { return len(rising(p)) > 0 }
