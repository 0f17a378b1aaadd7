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

var indexRegexInvalid = checks.Check{
	Rule: diag.Rule{
		ID:       "index-regex-invalid",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "An index name begins with / and is no regular expression",
		Why: "A name that begins with `/` is a Lucene regular expression and must end with `/` too. Elasticsearch refuses a role with one that does not parse. " +
			"The syntax is Lucene's, not that of other tools: no `^`, `$`, `\\b`, look-ahead or lazy repeats.",
		What:     "Correct the expression. For `*` and `?` no regular expression is needed.",
		Evidence: []string{indexNameRules, automatons, "https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax"},
		Versions: "9.3 and later, and releases of 8.19, 9.1 and 9.2 after December 2025; see index-regex-invalid-stored for earlier ones",
	},
	Role: func(p *checks.Pass) {
		if !validated(p) || !from(p.Target, nameRules) {
			return
		}
		eachBadRegex(p, func(at diag.Place, name, why string) {
			p.Report(at, fmt.Sprintf("index name %q is no regular expression: %s; %s", name, why, rejects(p, "")))
		})
	},
}

var indexRegexInvalidStored = checks.Check{
	Rule: diag.Rule{
		ID:       "index-regex-invalid-stored",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "An index name begins with / and is no regular expression, and locks the role's users out",
		Why: "Versions before 9.3, and the loader of `roles.yml`, take any text as an index name. A regular expression that does not parse fails when the role is built: " +
			"its users then get errors for every request, whatever else the role and their other roles grant.",
		What:     "Correct the expression. For `*` and `?` no regular expression is needed.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/issues/95084", indexNameRules, automatons},
		Versions: "before 9.3; roles.yml always",
	},
	Role: func(p *checks.Pass) {
		if validated(p) && from(p.Target, nameRules) {
			return
		}
		eachBadRegex(p, func(at diag.Place, name, why string) {
			var opts []checks.Detail
			if !from(p.Target, catalog.V(9, 0)) && strings.HasSuffix(name, "/") && len(name) > 1 {
				opts = append(opts, checks.Severity(diag.Warning)) // the syntax was read in the Lucene of 9.x
			}
			p.Report(at, fmt.Sprintf("index name %q is no regular expression: %s; %s, and its users get errors until it is corrected", name, why, taken(p.Role)), opts...)
		})
	},
}

// eachBadRegex calls found for every index name that begins with "/" and that
// Lucene cannot read, with what Lucene says.
func eachBadRegex(p *checks.Pass, found func(at diag.Place, name, why string)) {
	for _, name := range names(p.Role) {
		if !strings.HasPrefix(name.Value, "/") || strings.Contains(name.Value, "::") && refusesSelectors(p) {
			continue
		}
		var bad *automata.SyntaxError
		if _, err := effortOf(p).parse(name.Value); !errors.As(err, &bad) {
			continue
		}
		why := bad.Msg
		if len(name.Value) == 1 || !strings.HasSuffix(name.Value, "/") {
			why = `what begins with "/" must end with "/"`
		}
		at := checks.Value(name.Node)
		if bad.Offset < len(name.Value) {
			if span, ok := p.File.Source.SubSpan(name.Node, bad.Offset, len(name.Value)); ok {
				at.Span = span
			}
		}
		found(at, name.Value, why)
	}
}

var indexRegexAnchor = checks.Check{
	Rule: diag.Rule{
		ID:       "index-regex-anchor",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A regular expression for index names has ^ or $",
		Why: "Lucene's regular expressions always match the whole name, and `^` and `$` are characters like any other: `/^logs-.*/` matches only names that begin with the character `^`. " +
			"No index is called so in practice, and the name grants nothing.",
		What:     "Remove `^` and `$`; write `.*` where the name may go on.",
		Evidence: []string{automatons, "https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax"},
	},
	Role: func(p *checks.Pass) {
		for _, name := range names(p.Role) {
			if start, end, ok := anchor(name); ok {
				at := checks.Value(name.Node)
				if span, ok := p.File.Source.SubSpan(name.Node, start, end); ok {
					at.Span = span
				}
				p.Report(at, fmt.Sprintf("%q is a character here and no anchor: Lucene's expressions always match the whole name, so %q matches only names with that character in them; remove it",
					name.Value[start:end], name.Value))
			}
		}
	},
}

// anchor finds a "^" at the beginning or an unescaped "$" at the end of a
// regular expression: where it stands, in bytes of the name.
func anchor(name role.Text) (start, end int, ok bool) {
	text := name.Value
	if len(text) < 3 || text[0] != '/' || text[len(text)-1] != '/' {
		return 0, 0, false
	}
	if text[1] == '^' {
		return 1, 2, true
	}
	if i := len(text) - 2; text[i] == '$' && text[i-1] != '\\' {
		return i, i + 1, true
	}
	return 0, 0, false
}
