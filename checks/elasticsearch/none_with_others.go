package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
)

var noneWithOthers = checks.Check{
	Rule: diag.Rule{
		ID:       "none-with-others",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "The privilege none stands beside others",
		Why: "`none` is no denial: it grants nothing, and other privileges of the entry or of other roles hold all the same. " +
			"There is one exception. In a role with a single `indices` entry that begins with `none`, Elasticsearch drops the whole entry, whatever follows in it.",
		What:     "Remove `none`, or the privileges beside it.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/CompositeRolesStore.java"},
	},
	Role: func(p *checks.Pass) {
		if none := noneAmong(p.Role.Cluster); none != nil {
			p.Report(checks.Value(none.Node), `cluster privilege "none" denies nothing: the others beside it hold; remove it`, checks.Severity(diag.Info), removeFix(none.Node))
		}
		for e := range entries(p.Role) {
			none := noneAmong(e.Privileges)
			if none == nil {
				continue
			}
			single := len(p.Role.Indices) == 1
			if e.remote {
				single = len(p.Role.RemoteIndices) == 1
			}
			if single && e.Privileges[0].Value == "none" {
				p.Report(checks.Value(none.Node), fmt.Sprintf("the only entry begins with \"none\", so Elasticsearch drops all of it, and nothing is granted by %s; remove \"none\"", quoted(values(e.Privileges[1:]))),
					checks.UnsafeFix("remove it", edit.Remove(none.Node)))
				continue
			}
			p.Report(checks.Value(none.Node), `index privilege "none" denies nothing: the others beside it hold; remove it`, checks.Severity(diag.Info), removeFix(none.Node))
		}
	},
}

// noneAmong returns the privilege none where it is not alone, or nil.
func noneAmong(list []role.Text) *role.Text {
	if len(list) < 2 {
		return nil
	}
	for i := range list {
		if strings.EqualFold(list[i].Value, "none") {
			return &list[i]
		}
	}
	return nil
}
