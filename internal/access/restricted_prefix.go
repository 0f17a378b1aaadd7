package access

import (
	"strings"
	"sync"
)

// MayBeRestricted reports whether a name pattern might match a name that is
// known to be restricted at any version. It looks only at how the patterns
// begin: false is certain, true asks for Restricted.
func MayBeRestricted(pattern string) bool {
	prefix := literalPrefix(pattern)
	for _, known := range restrictedPrefixes() {
		if strings.HasPrefix(prefix, known) || strings.HasPrefix(known, prefix) {
			return true
		}
	}
	return false
}

var restrictedPrefixes = sync.OnceValue(func() []string {
	prefixes := make([]string, len(restrictedSince8))
	for i, p := range restrictedSince8 {
		prefixes[i] = literalPrefix(p)
	}
	return prefixes
})

// literalPrefix returns a text with which every name of the pattern begins.
func literalPrefix(pattern string) string {
	regex, isRegex := strings.CutPrefix(pattern, "/")
	if !isRegex {
		if i := strings.IndexAny(pattern, `*?\`); i >= 0 {
			return pattern[:i]
		}
		return pattern
	}
	if strings.ContainsAny(regex, "|&") {
		return "" // an alternative may begin in another way
	}
	var b strings.Builder
	for i := 0; i < len(regex); i++ {
		c := regex[i]
		if c == '\\' && i+1 < len(regex) && strings.IndexByte(`.-_`, regex[i+1]) >= 0 {
			i++
			c = regex[i]
		} else if c >= 0x80 || strings.IndexByte(`\.[](){}*+?"<>@#/~`, c) >= 0 {
			break
		}
		// A quantifier takes the character back.
		if i+1 < len(regex) && strings.IndexByte("*+?{", regex[i+1]) >= 0 {
			break
		}
		b.WriteByte(c)
	}
	return b.String()
}
