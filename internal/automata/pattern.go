package automata

import (
	"fmt"
	"strings"
)

// Parse reads a pattern as Elasticsearch reads the names of a role: index
// names, run-as users, cluster aliases (StringMatcher in
// x-pack/plugin/core/…/security/support).
//
//   - "/…/" is a Lucene regular expression, always for the whole name;
//   - with "*" (any string) or "?" (any character) in it a wildcard, in which
//     "\" takes the next character literally;
//   - anything else is that very string, a "\" included.
//
// The error is a [*SyntaxError] where the server cannot read the pattern, or
// [ErrTooComplex].
func Parse(pattern string) (*Language, error) {
	return (*Pool)(nil).Parse(pattern)
}

// plainText reports whether Parse compares the pattern as it stands.
func plainText(pattern string) bool {
	return !strings.HasPrefix(pattern, "/") && !strings.ContainsAny(pattern, "*?")
}

// ParseEscaped is Parse for what Elasticsearch never compares as plain text:
// fields, application resources and actions. There a "\" takes the next
// character literally in a pattern without wildcards too (Automatons.patterns
// in x-pack/plugin/core/…/security/support).
func ParseEscaped(pattern string) (*Language, error) { return parse(pattern, nil) }

// maxWildcard is the longest wildcard pattern that is looked at, in bytes: one
// state for each of them is all that Elasticsearch allows for.
const maxWildcard = ServerPatternEffort

func parse(pattern string, pool *Pool) (*Language, error) {
	if !strings.HasPrefix(pattern, "/") {
		if pool.Empty() || len(pattern) > maxWildcard {
			return nil, ErrTooComplex
		}
		pool.charge(len(pattern))
		return wildcard(pattern), nil
	}
	if len(pattern) == 1 || !strings.HasSuffix(pattern, "/") {
		return nil, &SyntaxError{Pattern: pattern, Offset: len(pattern), Msg: fmt.Sprintf("invalid pattern [%s]. "+
			"patterns starting with '/' indicate regular expression pattern and therefore must also end with '/'. "+
			"other patterns (those that do not start with '/') will be treated as simple wildcard patterns", pattern)}
	}
	t, err := parseRegexp(pattern)
	if err != nil {
		return nil, err
	}
	if pool.Empty() {
		return nil, ErrTooComplex
	}
	c := &compiler{patternEffort}
	root, err := c.compile(pattern, t)
	pool.charge(patternEffort - c.effort)
	if err != nil {
		return nil, err
	}
	return &Language{root}, nil
}

// ActionPattern returns the pattern that a raw action name given as a
// privilege stands for: Elasticsearch appends "*" (IndexPrivilege and
// ClusterPrivilegeResolver, actionToPattern).
func ActionPattern(name string) string { return name + "*" }

// wildcard reads a wildcard pattern. Elasticsearch takes it apart by UTF-16
// units but matches names by characters, so that a character beyond U+FFFF in
// it can never match (Automatons.wildcard, Lucene CharacterRunAutomaton.run).
func wildcard(pattern string) *Language {
	states := []nfaState{{}}
	escaped := false
	for i, r := range pattern {
		last := &states[len(states)-1]
		on := runeRange{r, r}
		switch {
		case r > 0xFFFF:
			return Empty()
		case escaped:
			escaped = false
		case r == '*':
			last.edges = append(last.edges, nfaEdge{anyRune[0], int32(len(states) - 1)})
			continue
		case r == '?':
			on = anyRune[0]
		case r == '\\' && i+1 < len(pattern):
			escaped = true
			continue
		}
		last.edges = append(last.edges, nfaEdge{on, int32(len(states))})
		states = append(states, nfaState{})
	}
	states[len(states)-1].accepts = true
	return &Language{automatonOf(finish("*"+pattern, states))}
}
