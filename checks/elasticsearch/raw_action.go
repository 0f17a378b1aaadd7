package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var rawAction = checks.Check{
	Rule: diag.Rule{
		ID:       "raw-action",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Strict:   true,
		Title:    "A privilege is written as the name of an action",
		Why: "Names of actions are Elasticsearch's internals: they are renamed, split and added to between versions, and nobody is told that a role lost something by it. " +
			"Such a name stands for every action that begins with it: `indices:admin/get` grants `indices:admin/get/metering/stats` too. " +
			"Serverless takes none. Where it is known, the message names the narrowest privilege that contains the action.",
		What:     "Grant a named privilege; where none is narrow enough, suppress the finding with the reason.",
		Evidence: []string{clusterResolver, indexPrivilege, privilegeDocs},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		left := maxRaw * 5
		for s, privilege := range privileges(p.Role) {
			name := strings.ToLower(privilege.Value)
			if !s.raw(name) {
				continue
			}
			advice := ""
			if left--; left >= 0 {
				if narrow := narrowest(s, name, p.Target); narrow != "" {
					advice = fmt.Sprintf("; the named privilege %q contains it", narrow)
				}
			}
			p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q is the name of an action, an internal of Elasticsearch that changes between versions, and stands for all that begin with it%s", privilege.Value, advice))
		}
	},
}

// narrowest returns the privilege that contains a raw action and that every
// other one which does contains; "" where there is none such.
func narrowest(s section, raw string, t catalog.Target) string {
	contain, list := access.IndexPrivilegesContain, catalog.IndexPrivileges()
	if s == cluster {
		contain, list = access.ClusterPrivilegesContain, catalog.ClusterPrivileges()
	}
	best := ""
	for _, p := range list {
		if p.At(t).Exists != catalog.Yes || !mayCover(p.Actions, raw+"*") {
			continue
		}
		if yes, err := contain(t, []string{p.Name}, raw); err != nil || !yes {
			continue
		}
		if best == "" {
			best = p.Name
			continue
		}
		if narrower, err := contain(t, []string{best}, p.Name); err == nil && narrower {
			best = p.Name
		} else if wider, err := contain(t, []string{p.Name}, best); err != nil || !wider {
			return ""
		}
	}
	return best
}
