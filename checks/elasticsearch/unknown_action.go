package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var unknownAction = checks.Check{
	Rule: diag.Rule{
		ID:       "unknown-action",
		Category: diag.Ineffective,
		Severity: diag.Info,
		Title:    "A raw action matches no action that is known",
		Why: "A privilege that begins with `cluster:` or `indices:` is the beginning of an action's name. Elasticsearch does not look whether there is such an action: a typo, or the name of an index in its place, is stored and grants nothing. " +
			"rolelint knows the actions of one recent version, without most internal ones and without those of operators: that it knows none is a hint, no proof. Of names that begin with `cluster:` it reports only those that are nearly the name of an action it knows.",
		What:     "Compare the name with the actions in an audit log or an error message of the server; better, grant a named privilege.",
		Evidence: []string{clusterResolver, indexPrivilege},
	},
	Role: func(p *checks.Pass) {
		for s, privilege := range privileges(p.Role) {
			if _, known := s.lookup(privilege.Value); known || !s.raw(privilege.Value) || catalog.KnownAction(privilege.Value) {
				continue
			}
			meant := catalog.SuggestAction(privilege.Value)
			if meant == "" && strings.HasPrefix(strings.ToLower(privilege.Value), "cluster:") {
				continue // there are more than the known ones
			}
			suggestion := ""
			if meant != "" {
				suggestion = fmt.Sprintf(" Did you mean %q?", meant)
			}
			p.Report(checks.Value(privilege.Node), fmt.Sprintf("no known action begins with %q; Elasticsearch takes any name here, and this one probably grants nothing.%s", privilege.Value, suggestion), meantFix(privilege.Node, meant))
		}
	},
}
