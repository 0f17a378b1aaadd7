package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
)

var indexRegexStar = checks.Check{
	Rule: diag.Rule{
		ID:       "index-regex-star",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A regular expression for index names has * where .* was meant",
		Why: "In a wildcard pattern `*` stands for any text; in a regular expression it repeats what stands before it. `/logs-*/` matches `logs`, `logs-` and `logs--`, and no index that somebody has. " +
			"It happens where a wildcard pattern is put between slashes.",
		What:     "Write `.*` for any text, or leave the slashes out.",
		Evidence: []string{automatons, "https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax"},
	},
	Role: func(p *checks.Pass) {
		for _, name := range names(p.Role) {
			start, end, ok := repeatedLiteral(name.Value)
			if !ok {
				continue
			}
			if _, err := effortOf(p).parse(name.Value); err != nil {
				continue // index-regex-invalid
			}
			at := checks.Value(name.Node)
			if span, ok := p.File.Source.SubSpan(name.Node, start, end); ok {
				at.Span = span
			}
			text := name.Value[start:end]
			p.Report(at, fmt.Sprintf("%q repeats the %q and is no wildcard in a regular expression: write %q for any text, or the pattern without slashes",
				text, strings.TrimSuffix(text, "*"), strings.TrimSuffix(text, "*")+".*"))
		}
	},
}

// repeatedLiteral finds a "*" after a plain character in a regular expression:
// where the character and the star stand, in bytes. Classes, quotes and
// intervals are passed over.
func repeatedLiteral(pattern string) (start, end int, ok bool) {
	if len(pattern) < 3 || pattern[0] != '/' || pattern[len(pattern)-1] != '/' {
		return 0, 0, false
	}
	text := pattern[1 : len(pattern)-1]
	literal := -1 // where a plain character begins that ends at i
	for i := 0; i < len(text); i++ {
		at := i
		switch c := text[i]; c {
		case '*':
			if literal >= 0 {
				return literal + 1, i + 2, true
			}
			literal = -1
			continue
		case '\\':
			i++
			literal = at
			continue
		case '[', '"', '<':
			closing := map[byte]byte{'[': ']', '"': '"', '<': '>'}[c]
			for i++; i < len(text) && text[i] != closing; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			literal = -1
			continue
		}
		literal = -1
		if c := text[i]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			literal = at
		}
	}
	return 0, 0, false
}
