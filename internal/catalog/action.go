package catalog

import (
	"slices"
	"strings"
	"sync"
)

// IsRawClusterAction says whether Elasticsearch takes a name in cluster as a
// raw action, which then grants every action that begins with it; it does not
// look whether there is one. Names are lower-cased first
// (ClusterPrivilegeResolver.resolve).
func IsRawClusterAction(name string) bool {
	return hasPrefix(strings.ToLower(name), "cluster:", "indices:admin/template/", "indices:admin/index_template/")
}

// IsRawIndexAction says the same of a name in the privileges of an indices
// entry (IndexPrivilege.get). It is for the data of the indices only, not for
// their failure store.
func IsRawIndexAction(name string) bool {
	return hasPrefix(strings.ToLower(name), "indices:", "internal:transport/proxy/indices:")
}

func hasPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(s, prefix) })
}

// KnownActions returns the known action names, sorted: those of one recent
// version, without most internal ones. An unknown name is a hint, no proof.
// Not to be modified.
func KnownActions() []string { return esActions }

// KnownAction says whether a raw action as it stands in a role matches a known
// action: whether NAME* does, where NAME may hold wildcards.
func KnownAction(name string) bool {
	name = strings.ToLower(name)
	if i := strings.IndexAny(name, `*?\`); i >= 0 {
		start, _ := slices.BinarySearch(esActions, name[:i])
		for _, action := range esActions[start:] {
			if !strings.HasPrefix(action, name[:i]) {
				return false
			}
			if wildcardMatch(name+"*", action) {
				return true
			}
		}
		return false
	}
	i, _ := slices.BinarySearch(esActions, name)
	return i < len(esActions) && strings.HasPrefix(esActions[i], name)
}

// SuggestAction returns the known action that a raw action is probably a typo
// of, or the namespace of actions ("cluster:admin/ilm/*"), or "" where none is
// near: two edits at most, since long names share long beginnings.
func SuggestAction(name string) string {
	name = strings.ToLower(name)
	best, limit, set := "", maxActionEdits, letters(name)
	for _, candidate := range actionNames() {
		if edits, near := withinLetters(limit, name, candidate.name, set, candidate.letters); near {
			best, limit = candidate.name, edits-1
		}
	}
	return best
}

// actionName is the name of an action, or of a namespace with "*" at its end.
type actionName struct {
	name    string
	letters uint64
}

// actionNames are the known actions, each before the namespaces that it is the
// first of.
var actionNames = sync.OnceValue(func() []actionName {
	var names []actionName
	add := func(name string) { names = append(names, actionName{name, letters(name)}) }
	for i, action := range esActions {
		add(action)
		// Its namespaces, each once: the list is sorted.
		for end, c := range action {
			if c == '/' && (i == 0 || !strings.HasPrefix(esActions[i-1], action[:end+1])) {
				add(action[:end+1] + "*")
			}
		}
	}
	return names
})

const maxActionEdits = 2

// wildcardMatch says whether the pattern matches the whole text: * is any
// text, ? one character, \ takes the next character literally. Of several *
// only the last is ever taken back, so that the cost is at most the product of
// the lengths.
func wildcardMatch(pattern, text string) bool {
	at, read := 0, 0          // in pattern and text
	starAt, starRead := -1, 0 // after the last *, and where what follows it was tried
	for read < len(text) {
		next, literal := at, byte(0)
		if at < len(pattern) {
			literal = pattern[at]
			next = at + 1
			if literal == '\\' && next < len(pattern) {
				literal = pattern[next]
				next++
			} else if literal == '*' {
				at = next
				starAt, starRead = at, read
				continue
			}
		}
		switch {
		case next > at && (literal == text[read] || next == at+1 && literal == '?'):
			at = next
			read++
		case starAt >= 0:
			starRead++
			at, read = starAt, starRead
		default:
			return false
		}
	}
	return strings.Trim(pattern[at:], "*") == ""
}
