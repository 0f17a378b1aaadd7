package mappings

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var superuserForEveryone = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-superuser-for-everyone", Category: diag.Excess, Severity: diag.Warning, Needs: needs,
		Title: "A role mapping makes everybody superuser",
		Why: "The rules hold for every user who logs in through a realm with role mappings: `username: \"*\"`, an `all` without rules, or an exception of nobody. Superusers do everything, security included. " +
			"Where the rules hold for everybody of one realm the finding is an info: that may be how a test cluster is meant.",
		What:     "Ask for a group: `{\"field\": {\"groups\": \"cn=admins,…\"}}`.",
		Evidence: []string{userRoleMapper, expressionModel, builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			if role.Value != "superuser" || m.Rules == nil || m.Disabled != nil {
				return
			}
			switch {
			case m.Rules.Extent() == surroundings.Everyone:
				p.Report(rolePlace(f, m, role), called(m)+" makes everybody superuser who logs in through any realm with role mappings; ask for a group", ofRole(role.Value))
			case m.Rules.ExtentInRealm() == surroundings.Everyone:
				p.Report(rolePlace(f, m, role), called(m)+" makes everybody superuser who logs in through its realm; ask for a group", ofRole(role.Value), checks.Severity(diag.Info))
			}
		})
	},
}
