package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
)

var indexNameRegexWithoutSlashes = checks.Check{
	Rule: diag.Rule{
		ID:       "index-name-regex-without-slashes",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "An index name looks like a regular expression and is none",
		Why: "Only what stands between slashes is a regular expression. Elsewhere `*` and `?` are wildcards and everything else is that very character: " +
			"`logs-.*` matches only names that begin with `logs-.`, and `logs-[0-9]*` only those with a bracket in them.",
		What:     "Write a wildcard pattern (`logs-*`), or put the expression between slashes (`/logs-[0-9].*/`).",
		Evidence: []string{automatons, "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/role-structure"},
	},
	Role: func(p *checks.Pass) {
		for _, name := range names(p.Role) {
			sign := regexSign(name.Value)
			if sign == "" || impossible(name.Value) != "" || strings.Contains(name.Value, ",") {
				continue
			}
			message := fmt.Sprintf("without slashes around it %q is no regular expression, and %s", name.Value, sign)
			if language, err := effortOf(p).parse(name.Value); err == nil {
				if example, found, err := effortOf(p).budget().Witness(language); err == nil && found {
					message += fmt.Sprintf(": it matches names such as %q", example)
				}
			}
			p.Report(checks.Value(name.Node), message+fmt.Sprintf("; write a wildcard pattern, or %q", "/"+name.Value+"/"))
		}
	},
}

// regexSign says which sign of a regular expression a pattern without slashes
// has; empty where it has none that nobody would put into the name of an index.
func regexSign(pattern string) string {
	if strings.HasPrefix(pattern, "/") {
		return ""
	}
	if strings.HasPrefix(pattern, "^") || strings.HasSuffix(pattern, "$") {
		return `"^" and "$" are characters`
	}
	if open := strings.IndexByte(pattern, '['); open >= 0 && strings.IndexByte(pattern[open:], ']') > 0 {
		return `"[" and "]" are characters`
	}
	if open := strings.IndexByte(pattern, '('); open >= 0 && strings.IndexByte(pattern[open:], ')') > 0 {
		return `"(" and ")" are characters`
	}
	// Names with a dot at the beginning have dots further in: .ds-.logs-*
	if !strings.HasPrefix(pattern, ".") && (strings.Contains(pattern, "-.*") || strings.Contains(pattern, "_.*")) &&
		!strings.HasPrefix(pattern, "partial-") && !strings.HasPrefix(pattern, "restored-") && !strings.HasPrefix(pattern, "shrink-") {
		return `"." is a character`
	}
	return ""
}
