package elasticsearch

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

var indexPatternTooComplex = checks.Check{
	Rule: diag.Rule{
		ID:       "index-pattern-too-complex",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "An index pattern is more than Elasticsearch will evaluate, and locks the role's users out",
		Why: "Elasticsearch turns every pattern into a deterministic automaton and gives up past a limit of work. Patterns that fix a character many places before the end (`*a??????????????`, `/.*a.{20}/`) double it with every place. " +
			"The role is stored; when it is used, its users get errors (\"The set of patterns [..] is too complex to evaluate\"), whatever else it grants. " +
			"The work is estimated: of wildcards only what is twice over the limit is an error; regular expressions are a warning.",
		What:     "Say less at the end of the pattern: `*a*` instead of `*a??????????????`.",
		Evidence: []string{automatons, "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/support/StringMatcher.java"},
		Versions: "the limit is that of 9.x; before, a warning",
	},
	Role: func(p *checks.Pass) {
		estimates := 0
		for _, name := range names(p.Role) {
			pattern := name.Value
			if !mayBeComplex(pattern) || strings.Contains(pattern, "::") && refusesSelectors(p) {
				continue
			}
			regex := strings.HasPrefix(pattern, "/")
			left := effortOf(p)
			left.estimates--
			if estimates++; estimates > maxEstimates || left.estimates < 0 || left.pool.Empty() {
				p.Report(checks.Value(name.Node), "whether Elasticsearch can evaluate this pattern and those after it was not looked at: there are too many of this kind", checks.Severity(diag.Info))
				return
			}
			effort, err := left.pool.ServerEffort(pattern)
			switch {
			case errors.Is(err, automata.ErrTooComplex):
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q is too complex to analyse; Elasticsearch may refuse to evaluate it", pattern), checks.Severity(diag.Warning))
			case err != nil || effort < 2*automata.ServerPatternEffort:
			case regex || !from(p.Target, catalog.V(9, 0)):
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q is probably too complex for Elasticsearch: %s, and its users get \"The set of patterns [%s] is too complex to evaluate\"", pattern, taken(p.Role), pattern),
					checks.Severity(diag.Warning))
			default:
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q is too complex for Elasticsearch: %s, and its users get \"The set of patterns [%s] is too complex to evaluate\" until it is simplified", pattern, taken(p.Role), pattern))
			}
		}
	},
}

// maxEstimates is how many patterns of a role are estimated; each may cost
// fifty milliseconds. Patterns of that kind are rare.
const maxEstimates = 10

// mayBeComplex reports whether a pattern could be near the limit: false is
// certain but for the oddest ones. What follows the first place of any length
// must go on for long, with open places in it.
func mayBeComplex(pattern string) bool {
	const longest, open, tail = 300, 6, 13
	if len(pattern) > longest {
		return strings.ContainsAny(pattern, "*+@{")
	}
	if strings.HasPrefix(pattern, "/") {
		i := strings.IndexAny(pattern, "*+@")
		if i < 0 {
			return false
		}
		rest := pattern[i:]
		return strings.Contains(rest, "{") || strings.Count(rest, ".") > open || strings.Count(rest, "|") > open
	}
	i := strings.IndexByte(pattern, '*')
	return i >= 0 && len(pattern)-i > tail && strings.Count(pattern[i:], "?") >= open
}
