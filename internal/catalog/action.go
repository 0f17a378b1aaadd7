package catalog

import (
	"slices"
	"strings"
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

// wildcardMatch says whether the pattern matches the whole text: * is any
// text, ? one character, \ takes the next character literally.
func wildcardMatch(pattern, text string) bool {
	for pattern != "" {
		switch pattern[0] {
		case '*':
			for i := len(text); i >= 0; i-- {
				if wildcardMatch(pattern[1:], text[i:]) {
					return true
				}
			}
			return false
		case '?':
			if text == "" {
				return false
			}
		default:
			if pattern[0] == '\\' && len(pattern) > 1 {
				pattern = pattern[1:]
			}
			if text == "" || text[0] != pattern[0] {
				return false
			}
		}
		pattern, text = pattern[1:], text[1:]
	}
	return text == ""
}
