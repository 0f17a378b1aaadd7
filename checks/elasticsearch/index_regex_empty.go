package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
)

var indexRegexEmpty = checks.Check{
	Rule: diag.Rule{
		ID:       "index-regex-empty",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A regular expression for index names matches no text at all",
		Why: "In Lucene's regular expressions `&` is an intersection, `~` a complement and `#` the expression that matches nothing. " +
			"Unescaped, or put together so that they contradict each other (`/logs-.*&web-.*/`), they leave nothing to match. The role is stored, and the name grants nothing.",
		What:     "Put a backslash before `&`, `~`, `#`, `@`, `<`, `>` and `\"` where the character itself is meant; write alternatives with `|`.",
		Evidence: []string{automatons, "https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax"},
	},
	Role: func(p *checks.Pass) {
		for _, name := range names(p.Role) {
			if effortOf(p).emptyRegex(name.Value) && (!strings.Contains(name.Value, "::") || !refusesSelectors(p)) {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q grants nothing: the expression contradicts itself and matches no text at all", name.Value))
			}
		}
	},
}

// emptyRegex reports whether a pattern is a regular expression that matches no
// text, as far as the operators made for it bring that about.
func (w *effort) emptyRegex(pattern string) bool {
	if !strings.HasPrefix(pattern, "/") || !strings.ContainsAny(pattern, "&~#") {
		return false
	}
	language, err := w.parse(pattern)
	if err != nil {
		return false
	}
	empty, err := w.budget().IsEmpty(language)
	return empty && err == nil
}
