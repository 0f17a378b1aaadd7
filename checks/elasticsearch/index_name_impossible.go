package elasticsearch

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

var indexNameImpossible = checks.Check{
	Rule: diag.Rule{
		ID:       "index-name-impossible",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "An index name can match nothing",
		Why: "Names of indices, data streams and aliases do not begin with `-`, `_` or `+`, and have none of `\\ / * ? \" < > |`, blank, comma, `#` and `:`. " +
			"A role may hold any text as an index name; one that no index can have is stored and grants nothing. " +
			"Roles know no exclusions (`-logs-*`), no date math (`<logs-{now/d}>`), no `_all`, no `cluster:index`, and without `*` or `?` a backslash is a character like any other. " +
			"An empty name is left alone beside `remote_indices`: ES|QL wants `read` on the local cluster whatever it queries, and the documentation has such an entry satisfy it. " +
			"Names of indices and data streams are in lower case; a pattern with upper case can match only an alias (info).",
		What:     "Write the name as the index has it. To exclude names, use a regular expression with a complement (`/logs-.*&~(logs-secret.*)/`); for remote clusters use `remote_indices`.",
		Evidence: []string{automatons, esqlAcrossClusters, "elastic/elasticsearch:server/src/main/java/org/elasticsearch/cluster/metadata/MetadataCreateIndexService.java", "https://github.com/elastic/kibana/issues/139343", "https://github.com/elastic/kibana/issues/17147"},
	},
	Role: func(p *checks.Pass) {
		for e, name := range names(p.Role) {
			pattern := name.Value
			if pattern == "" && !e.remote && len(p.Role.RemoteIndices) > 0 {
				continue // for ES|QL on remote clusters, as its documentation has it
			}
			if strings.Contains(pattern, "::") && refusesSelectors(p) {
				continue
			}
			why, onlyAlias := "", false
			switch {
			case strings.HasPrefix(pattern, "/"):
				why, onlyAlias = effortOf(p).impossibleRegex(pattern)
			case strings.Contains(pattern, ","):
				continue // index-name-comma
			default:
				why, onlyAlias = impossible(pattern), strings.ContainsFunc(literals(pattern), unicode.IsUpper)
				if why == "" && tooLong(pattern) {
					why = fmt.Sprintf("names have at most %d bytes, and it matches only longer ones", automata.MaxNameBytes)
				}
			}
			if why != "" {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q grants nothing: %s", pattern, why), trimFix(name.Node))
			} else if onlyAlias {
				p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q has upper case: it matches no index or data stream, only an alias could have that name", pattern),
					checks.Severity(diag.Info))
			}
		}
	},
}

// trimFix offers a name without the blanks around it, where that may match.
func trimFix(n *source.Node) checks.Detail {
	trimmed := strings.TrimSpace(n.Text)
	if trimmed == n.Text || strings.HasPrefix(n.Text, "/") || impossible(trimmed) != "" {
		return checks.NoFix
	}
	return meantFix(n, trimmed)
}

// impossibleRegex decides for a regular expression whether a name can match
// it, and whether only that of an alias can. Where that cannot be decided it
// says neither. One that matches no text at all is the subject of
// index-regex-empty.
func (w *effort) impossibleRegex(pattern string) (why string, onlyAlias bool) {
	language, err := w.parse(pattern)
	if err != nil || w.emptyRegex(pattern) {
		return "", false
	}
	shortest, found, err := w.budget().Witness(automata.Intersect(language, automata.AliasNames()))
	switch {
	case err != nil:
		return "", false
	case !found:
		return "the expression matches no name that an index, data stream or alias can have", false
	case automata.IndexNames().Contains(shortest):
		return "", false
	}
	none, err := w.budget().Disjoint(language, automata.IndexNames())
	return "", none && err == nil
}

// tooLong reports whether everything that a pattern matches is longer than
// names can be. The pattern is no regular expression.
func tooLong(pattern string) bool {
	if len(pattern) <= automata.MaxNameBytes {
		return false
	}
	text := literals(pattern)
	if !wildcard(pattern) {
		return len(text) > automata.MaxNameBytes
	}
	return len(strings.ReplaceAll(text, "\x00", "")) > automata.MaxNameBytes
}

// wildcard reports whether the pattern is matched with wildcards; otherwise it
// is compared as it stands, backslashes included (Automatons.pattern).
func wildcard(pattern string) bool { return strings.ContainsAny(pattern, "*?") }

// literals returns the pattern with every wildcard replaced by a zero byte and
// every escape by the character that it stands for.
func literals(pattern string) string {
	if !wildcard(pattern) {
		return pattern
	}
	var b strings.Builder
	escaped := false
	for _, r := range pattern {
		switch {
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '*' || r == '?':
			b.WriteByte(0)
		default:
			b.WriteRune(r)
		}
	}
	if escaped {
		b.WriteByte('\\')
	}
	return b.String()
}

// impossible says why no index, data stream or alias can have a name that the
// pattern matches; empty where one can. The pattern is no regular expression.
//
// Source: MetadataCreateIndexService.validateIndexOrAliasName, which indices,
// data streams and aliases share.
func impossible(pattern string) string {
	text := literals(pattern)
	switch {
	case text == "":
		return "it is empty, and no index has an empty name"
	case text == "." || text == "..":
		return "no index can be called so"
	case pattern == "_all":
		return `"_all" means nothing in a role; "*" matches every index`
	case strings.TrimSpace(text) == "":
		return "it is blank, and no name has blanks"
	case text[0] == ' ' || text[len(text)-1] == ' ':
		return "it begins or ends with a blank, and names are compared as they stand; remove the blank"
	case text[0] == '<' && text[len(text)-1] == '>':
		return `date math is not resolved in roles; write a pattern such as "logs-*"`
	case strings.Contains(text, "::"):
		return `selectors ("::") are not resolved in roles; write the plain name`
	case strings.Contains(text, ":"):
		return `names have no ":"; for indices of a remote cluster use "remote_indices"`
	case text[0] == '-':
		return `names cannot begin with "-", and roles know no exclusions; use a regular expression such as "/logs-.*&~(logs-secret.*)/"`
	case text[0] == '_' || text[0] == '+':
		return fmt.Sprintf("names cannot begin with %q", text[:1])
	case !wildcard(pattern) && strings.Contains(pattern, `\`):
		return "without * or ? a backslash is no escape but a character, which no name has; remove it"
	}
	if beyond := strings.IndexFunc(text, func(r rune) bool { return r > 0xFFFF }); beyond >= 0 && wildcard(pattern) {
		return "a wildcard never matches a character such as " + strconv.Quote(string([]rune(text[beyond:])[:1])) // Automatons.wildcard goes by UTF-16 units
	}
	if i := strings.IndexAny(text, "\\/*?\"<>| #"); i >= 0 {
		return fmt.Sprintf("names cannot have %q", text[i:i+1])
	}
	return ""
}
