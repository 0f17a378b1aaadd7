package elasticsearch

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var unknownClusterPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "unknown-cluster-privilege",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A cluster privilege does not exist",
		Why: "Elasticsearch compares every cluster privilege with its list and refuses the whole role for one name that is not in it. " +
			"Names are compared in lower case; a name that begins with `cluster:`, `indices:admin/template/` or `indices:admin/index_template/` is the name of an action and is not compared with anything.",
		What:     "Correct the name. `rolelint catalog privileges` lists the privileges of the target version. An index privilege belongs under `indices`.",
		Evidence: []string{clusterResolver, "https://github.com/elastic/elasticsearch/pull/46361", privilegeDocs},
	},
	Role: func(p *checks.Pass) { reportUnknown(p, func(s section) bool { return s == cluster }) },
}

var unknownIndexPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "unknown-index-privilege",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "An index privilege does not exist",
		Why: "Elasticsearch compares every privilege of `indices`, `remote_indices` and `global.role.manage` with its list and refuses the whole role for one name that is not in it. " +
			"Names are compared in lower case; a name that begins with `indices:` or `internal:transport/proxy/indices:` is the name of an action and is not compared with anything.",
		What:     "Correct the name. `rolelint catalog privileges` lists the privileges of the target version. A cluster privilege belongs under `cluster`.",
		Evidence: []string{indexPrivilege, requestValidator, privilegeDocs},
	},
	Role: func(p *checks.Pass) {
		reportUnknown(p, func(s section) bool { return s != cluster })
		reportUnknownManaged(p)
	},
}

// manageRolesSince is the version that brought global.role.
var manageRolesSince = catalog.V(8, 16)

// reportUnknownManaged reports the privileges of global.role.manage that the
// target does not have. The parser itself looks them up, that of roles.yml too.
//
// Source: elasticsearch ConfigurableClusterPrivileges.ManageRolesPrivilege.parse.
func reportUnknownManaged(p *checks.Pass) {
	if !from(p.Target, manageRolesSince) || p.Target.Deployment == catalog.Serverless {
		return // unsupported-field
	}
	for n := range managedPrivileges(p.Role) {
		j := judge(index, n.Text, p.Target)
		why := "does not exist"
		switch j.verdict {
		case unknown:
		case notYet:
			why = j.begins(p.Target)
		default:
			continue
		}
		then := rejects(p, serverWords(index, n.Text))
		if fromFile(p.Role) {
			// an IllegalArgumentException, which FileRolesStore does not catch
			then = fmt.Sprintf("the loader of roles.yml does not skip the role alone but stops (\"%s\"): the node does not start, or keeps the roles it had", serverWords(index, n.Text))
		}
		message := fmt.Sprintf("index privilege %q %s; %s.", n.Text, why, then)
		instead := checks.Detail(checks.NoFix)
		if j.verdict == unknown {
			message += hint(index, n.Text, p.Target)
			instead = meantFix(n, index.meant(n.Text, p.Target))
		}
		p.Report(checks.Value(n), message, instead)
	}
}

func reportUnknown(p *checks.Pass, of func(section) bool) {
	if !validated(p) {
		return
	}
	for s, privilege := range privileges(p.Role) {
		if !of(s) || judge(s, privilege.Value, p.Target).verdict != unknown {
			continue
		}
		p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q does not exist; %s.%s",
			s.kind(), privilege.Value, rejects(p, serverWords(s, privilege.Value)), hint(s, privilege.Value, p.Target)),
			meantFix(privilege.Node, s.meant(privilege.Value, p.Target)))
	}
}

var rolesymlUnknownPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-unknown-privilege",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "roles.yml grants a privilege that the target does not have",
		Why: "The loader of `roles.yml` does not look at privilege names: a role with a name that does not exist loads without a word. " +
			"It fails later, when the role of a user who has it is built, so that the role's holders get errors instead of access. The exact error is not established.",
		What:     "Correct the name; `rolelint catalog privileges` lists the privileges of the target version.",
		Evidence: []string{fileRolesStore, clusterResolver, indexPrivilege},
	},
	Role: func(p *checks.Pass) {
		if !fromFile(p.Role) {
			return
		}
		for s, privilege := range privileges(p.Role) {
			j := judge(s, privilege.Value, p.Target)
			var why string
			switch j.verdict {
			case unknown:
				why = "does not exist"
			case notYet:
				why = j.begins(p.Target)
			default:
				continue
			}
			instead := checks.Detail(checks.NoFix)
			message := fmt.Sprintf("%s %q %s; roles.yml loads all the same, and the role fails when it is built for a user who has it.", s.kind(), privilege.Value, why)
			if j.verdict == unknown {
				message += hint(s, privilege.Value, p.Target)
				instead = meantFix(privilege.Node, s.meant(privilege.Value, p.Target))
			}
			p.Report(checks.Value(privilege.Node), message, instead)
		}
	},
}
