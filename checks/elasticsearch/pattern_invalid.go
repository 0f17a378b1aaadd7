package elasticsearch

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var patternInvalid = checks.Check{
	Rule: diag.Rule{
		ID:       "pattern-invalid",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A user or resource begins with / and is no regular expression, and locks the role's users out",
		Why: "Users of `run_as` and `resources` of `applications` are patterns like the names of indices: what begins with `/` is a Lucene regular expression and must end with `/`. " +
			"Elasticsearch looks at them only when it builds the role for a user: one that does not parse then fails every request of every holder, whatever else the role grants.",
		What:     "Correct the expression; for `*` and `?` none is needed.",
		Evidence: []string{automatons, "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/ApplicationPermission.java", "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/RunAsPermission.java"},
	},
	Role: func(p *checks.Pass) {
		look := func(what string, list []role.Text) {
			for _, t := range list {
				if why := badRegex(p, t.Value); why != "" {
					var opts []checks.Detail
					if !from(p.Target, catalog.V(9, 0)) && strings.HasSuffix(t.Value, "/") && len(t.Value) > 1 {
						opts = append(opts, checks.Severity(diag.Warning)) // the syntax was read in the Lucene of 9.x
					}
					p.Report(checks.Value(t.Node), fmt.Sprintf("%s %q is no regular expression: %s; %s, and its users get errors until it is corrected", what, t.Value, why, taken(p.Role)), opts...)
				}
			}
		}
		look("run_as", p.Role.RunAs)
		for _, a := range p.Role.Applications {
			look("resource", a.Resources)
		}
	},
}

// badRegex says why a pattern that begins with "/" is no regular expression;
// empty where it is one, or it cannot be said.
func badRegex(p *checks.Pass, pattern string) string {
	if !strings.HasPrefix(pattern, "/") {
		return ""
	}
	var bad *automata.SyntaxError
	if _, err := effortOf(p).parse(pattern); !errors.As(err, &bad) {
		return ""
	}
	if len(pattern) == 1 || !strings.HasSuffix(pattern, "/") {
		return `what begins with "/" must end with "/"`
	}
	return bad.Msg
}
