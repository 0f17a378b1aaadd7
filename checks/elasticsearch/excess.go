package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var allOnStar = checks.Check{
	Rule: diag.Rule{
		ID:       "all-on-star",
		Category: diag.Excess,
		Severity: diag.Info,
		Title:    "All privileges on all indices",
		Why: "`all` on `*` lets its holders read, change and delete every index that is not restricted, also those that the Stack keeps for itself under names with a dot (`.alerts-*`, `.monitoring-*`, `.ml-*` and so on), " +
			"and every index that somebody creates later.",
		What:     "Name the indices that the role is for.",
		Evidence: []string{privilegeDocs, "https://github.com/elastic/elasticsearch/issues/84061"},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() || asGoodAsSuperuser(p) {
			return
		}
		for e := range entries(p.Role) {
			if limitsDocuments(e.Indices) || limitsFields(e.Indices) {
				continue
			}
			i := slices.IndexFunc(e.Names, func(name role.Text) bool { return name.Value == "*" })
			if i < 0 {
				continue
			}
			for _, privilege := range e.Privileges {
				if strings.EqualFold(privilege.Value, "all") || privilege.Value == "indices:*" {
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q on \"*\" covers every index, those of the Stack that begin with a dot and are not restricted, and every later one", privilege.Value),
						checks.Related(checks.Value(e.Names[i].Node), "all indices"))
					break
				}
			}
		}
	},
}

var restrictedIndicesAllowed = checks.Check{
	Rule: diag.Rule{
		ID:       "restricted-indices-allowed",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A role reaches restricted indices",
		Why: "With `allow_restricted_indices` the patterns of an entry cover the indices that the Stack keeps for itself, such as `.security` and `.kibana`. " +
			"Elastic very strongly discourages it: writing there is a way around every other limit. " +
			"The finding names an index that is reached; it is an info where that is none of those that hold users, saved objects or secrets. " +
			"The list of restricted indices is that of one recent version; the Stack adds to it.",
		What:     "Remove `allow_restricted_indices`; for what lies in these indices use the APIs and privileges made for it.",
		Evidence: []string{"https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/role-structure", "https://github.com/elastic/kibana/issues/28342"},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for e := range entries(p.Role) {
			if e.AllowRestricted {
				if message, severity := effortOf(p).restrictedReached(p.Target, e); message != "" {
					p.Report(checks.Value(e.RestrictedNode), message, checks.Severity(severity))
				}
			}
		}
	},
}

var runAsAnybody = checks.Check{
	Rule: diag.Rule{
		ID:       "run-as-anybody",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A role may act as any user",
		Why:      "`run_as` on `*` lets its holders send requests in the name of every user, superusers included: the role is as good as superuser.",
		What:     "Name the users, or a pattern that only they match.",
		Evidence: []string{"https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/submitting-requests-on-behalf-of-other-users", privilegeDocs},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() || asGoodAsSuperuser(p) {
			return
		}
		for _, user := range p.Role.RunAs {
			if user.Value == "*" || user.Value == "/.*/" || user.Value == "/@/" {
				p.Report(checks.Value(user.Node), fmt.Sprintf("run_as %q lets its holders act as any user, superusers included", user.Value))
			}
		}
	},
}
