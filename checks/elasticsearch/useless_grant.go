package elasticsearch

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
)

var uselessIndexGrant = checks.Check{
	Rule: diag.Rule{
		ID:       "useless-index-grant",
		Category: diag.Ineffective,
		Severity: diag.Info,
		Title:    "An entry of indices has no privilege that grants anything",
		Why: "All privileges of the entry are `none` or have no effect any more. `none` is no denial: what other entries and other roles grant on the same names holds all the same. " +
			"A role with this entry alone says on purpose that it has no index privileges; it is not reported.",
		What:     "Remove the entry. Where access was to be taken away, take the names out of the entry that grants it (`/logs-.*&~(logs-secret.*)/`).",
		Evidence: []string{compositeRoles, indexPrivilege},
	},
	Role: func(p *checks.Pass) {
		list := p.Role.Indices
		if len(list) < 2 || p.Role.BuiltInExport() {
			return
		}
		for i := range list {
			e := &list[i]
			if len(e.Privileges) > 0 && !slices.ContainsFunc(e.Privileges, func(t role.Text) bool { return !withoutEffect(t.Value, p.Target) }) {
				p.Report(checks.Value(e.PrivilegesNode), fmt.Sprintf("the entry on %s grants nothing and denies nothing: %s; remove it", shortList(e.Names), quoted(values(e.Privileges))),
					checks.SafeFix("remove the entry", edit.Remove(e.Node)))
			}
		}
	},
}

// withoutEffect reports whether an index privilege is taken and grants nothing.
func withoutEffect(name string, t catalog.Target) bool {
	j := judge(index, name, t)
	return j.verdict == fine && j.privilege != nil && j.privilege.NoEffect(t) == catalog.Yes
}
