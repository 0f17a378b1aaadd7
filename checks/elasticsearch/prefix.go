package elasticsearch

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
)

// longestPrefix is how much of a beginning is looked at, in bytes: names of
// indices have at most 255.
const longestPrefix = 255

// literalPrefix returns a text with which everything that a pattern matches
// begins; for a regular expression always "".
func literalPrefix(pattern string) string {
	if strings.HasPrefix(pattern, "/") {
		return ""
	}
	pattern = pattern[:min(len(pattern), longestPrefix)]
	if i := strings.IndexAny(pattern, `*?\`); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// beginnings are the literal prefixes of patterns.
type beginnings struct {
	set     map[string]bool
	lengths []int // of them, each once
}

func beginningsOf(patterns []string) beginnings {
	b := beginnings{set: make(map[string]bool, len(patterns))}
	for _, p := range patterns {
		prefix := literalPrefix(p)
		b.set[prefix] = true
		if !slices.Contains(b.lengths, len(prefix)) {
			b.lengths = append(b.lengths, len(prefix))
		}
	}
	return b
}

// begin reports whether a text begins with one of them.
func (b beginnings) begin(text string) bool {
	return slices.ContainsFunc(b.lengths, func(n int) bool { return n <= len(text) && b.set[text[:n]] })
}

// mayOverlap reports whether names of two lists may match the same name, as
// far as their beginnings tell: false is certain.
func mayOverlap(some, others []role.Text) bool {
	if len(some)*len(others) > 16 {
		mine, theirs := beginningsOf(values(some)), beginningsOf(values(others))
		return slices.ContainsFunc(some, func(t role.Text) bool { return theirs.begin(literalPrefix(t.Value)) }) ||
			slices.ContainsFunc(others, func(t role.Text) bool { return mine.begin(literalPrefix(t.Value)) })
	}
	for _, a := range some {
		prefix := literalPrefix(a.Value)
		for _, b := range others {
			other := literalPrefix(b.Value)
			if strings.HasPrefix(prefix, other) || strings.HasPrefix(other, prefix) {
				return true
			}
		}
	}
	return false
}

// mayCover reports whether outer patterns may cover an inner one, as far as
// their beginnings tell: false is certain. A pattern that needs a longer
// beginning than the inner one leaves out the names that go on differently.
func mayCover(outer []string, inner string) bool {
	prefix, regex := literalPrefix(inner), strings.HasPrefix(inner, "/")
	for _, o := range outer {
		other := literalPrefix(o)
		if strings.HasPrefix(prefix, other) || regex {
			return true
		}
	}
	return false
}

// mayCoverAll is mayCover for each of the inner patterns.
func mayCoverAll(outer, inner []string) bool {
	b := beginningsOf(outer)
	return !slices.ContainsFunc(inner, func(p string) bool {
		covered := len(outer) > 0 && strings.HasPrefix(p, "/") || b.begin(literalPrefix(p))
		return !covered
	})
}
