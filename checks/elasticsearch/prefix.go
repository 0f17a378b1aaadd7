package elasticsearch

import (
	"strings"

	"github.com/rolelint/rolelint/internal/role"
)

// literalPrefix returns a text with which everything that a pattern matches
// begins; for a regular expression always "".
func literalPrefix(pattern string) string {
	if strings.HasPrefix(pattern, "/") {
		return ""
	}
	if i := strings.IndexAny(pattern, `*?\`); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// mayOverlap reports whether names of two lists may match the same name, as
// far as their beginnings tell: false is certain.
func mayOverlap(some, others []role.Text) bool {
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
