package access_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
)

// The reference answers what roles grant by matching, name by name. It shares
// no code with the package and none with automata; it is slow. It follows
// elasticsearch CompositeRolesStore (how entries merge) and
// IndicesPermission.authorize (which entries count for an action) literally.
type (
	refEntry struct {
		clusters, names, privileges []string
		query                       string   // JSON; empty for none
		grant, except               []string // grant nil for no field_security
		restricted                  bool
	}
	refRole struct {
		cluster, runAs  []string
		indices, remote []refEntry
		kibana          []refKibana
	}
	refKibana struct {
		spaces, base []string
		features     []string // "feature.privilege"
		stored       bool     // written in the application spelling
	}
	// refGroup is what merged entries are.
	refGroup struct {
		refEntry
		free    bool // documents: an entry has no query
		queries []string
		wide    bool // fields: an entry has no field_security
		fields  []refEntry
	}
)

// refQuestion is one access to an index.
type refQuestion struct {
	cluster, name string
	restricted    bool   // the name is restricted on the cluster asked
	component     string // "data", "failures", or "plain": an index or alias
	action        string
}

// refAnswer is what holds for it.
type refAnswer struct {
	granted bool
	free    bool // every document, without any query
	queries []string
	wide    bool // every field, without any field_security
	fields  []refEntry
}

// groups merges the entries of all roles: the same set of names and the same
// flag are one. A role with one entry whose first privilege is none has none.
func refGroups(roles []refRole) (groups []*refGroup) {
	byKey := map[string]*refGroup{}
	for _, r := range roles {
		if len(r.indices) == 1 && r.indices[0].privileges[0] == "none" {
			continue
		}
		for _, e := range r.indices {
			names := slices.Clone(e.names)
			slices.Sort(names)
			key := strings.Join(slices.Compact(names), "\x00")
			if e.restricted {
				key += "\x00!"
			}
			g := byKey[key]
			if g == nil {
				g = &refGroup{refEntry: refEntry{names: e.names, restricted: e.restricted}}
				byKey[key] = g
				groups = append(groups, g)
			}
			g.add(e)
		}
	}
	return groups
}

// refRemote makes a group of every entry of remote_indices.
func refRemote(roles []refRole) (groups []*refGroup) {
	for _, r := range roles {
		if len(r.remote) == 1 && r.remote[0].privileges[0] == "none" {
			continue
		}
		for _, e := range r.remote {
			g := &refGroup{refEntry: refEntry{clusters: e.clusters, names: e.names, restricted: e.restricted}}
			g.add(e)
			groups = append(groups, g)
		}
	}
	return groups
}

func (g *refGroup) add(e refEntry) {
	g.privileges = append(g.privileges, e.privileges...)
	if e.query == "" {
		g.free = true
	} else {
		g.queries = append(g.queries, e.query)
	}
	if e.grant == nil {
		g.wide = true
	} else {
		g.fields = append(g.fields, e)
	}
}

// ask answers a question: of the groups that match the name, those that grant
// the action count; one without a query lifts the queries of the others, one
// without field security theirs.
func refAsk(groups []*refGroup, q refQuestion) (a refAnswer) {
	for _, g := range groups {
		if !refAny(g.names, q.name) || q.restricted && !g.restricted || q.cluster != "" && !refAny(g.clusters, q.cluster) {
			continue
		}
		if !slices.ContainsFunc(g.privileges, func(p string) bool { return refGrants(p, q.component, q.action) }) {
			continue
		}
		a.granted = true
		a.free = a.free || g.free
		a.wide = a.wide || g.wide
		a.queries = append(a.queries, g.queries...)
		a.fields = append(a.fields, g.fields...)
	}
	return a
}

// shows reports whether a field is visible.
func (a refAnswer) shows(field string) bool {
	return a.wide || slices.ContainsFunc(a.fields, func(e refEntry) bool {
		return refAny(e.grant, field) && !refAny(e.except, field)
	})
}

const refMatchAll = `{"match_all":{}}`

// lacks compares two answers to a question: certain says that a has an access
// that b has not, possible that it may (the queries differ).
func (a refAnswer) lacks(b refAnswer, action string, fields []string) (certain, possible bool) {
	if !a.granted {
		return false, false
	}
	if !b.granted {
		return true, true
	}
	documents, shown, refused := refSecurity(action)
	allA, allB := a.free || slices.Contains(a.queries, refMatchAll), b.free || slices.Contains(b.queries, refMatchAll)
	if refused && a.free && !b.free || documents && allA && !allB {
		return true, true
	}
	if shown || refused && a.wide {
		for _, f := range fields {
			if a.shows(f) && !b.shows(f) {
				return true, true
			}
		}
	}
	if documents && !allA && !allB {
		for _, q := range a.queries {
			if !slices.Contains(b.queries, q) {
				return false, true
			}
		}
	}
	return false, false
}

// refSecurity says what document- and field-level security do to an action.
func refSecurity(action string) (documents, fields, refused bool) {
	is := func(list ...string) bool {
		return slices.ContainsFunc(list, func(p string) bool { return refWildcard(p, action) })
	}
	documents = is("indices:data/read/*", "internal:transport/proxy/indices:data/read/*", "indices:admin/validate/query*")
	fields = documents || is("indices:admin/get", "indices:admin/mappings/get*", "indices:admin/mappings/fields/get*", "indices:monitor/field_usage_stats*")
	refused = is("indices:data/write/update", `indices:data/write/update[s]`, "indices:data/write/bulk*", "indices:admin/resize*", "indices:admin/aliases")
	return documents, fields, refused
}

type refPair struct{ one, other string }

var refGranted = map[refPair]bool{}

// refGrants reports whether an index privilege grants an action.
func refGrants(privilege, component, action string) (ok bool) {
	key := refPair{privilege, component + action}
	if known, seen := refGranted[key]; seen {
		return known
	}
	defer func() { refGranted[key] = ok }()
	privilege = strings.ToLower(privilege)
	p, named := catalog.LookupIndex(privilege)
	if component == "plain" {
		if action != "indices:admin/mapping/put" && action != "indices:admin/mapping/auto_put" {
			return false
		}
		return slices.Contains([]string{"create", "create_doc", "index", "write"}, privilege) || refGrants(privilege, "data", action)
	}
	if !named {
		raw := strings.HasPrefix(privilege, "indices:") || strings.HasPrefix(privilege, "internal:transport/proxy/indices:")
		return raw && component == "data" && refWildcard(privilege+"*", action)
	}
	switch p.Selectors {
	case "data", "failures":
		if component != p.Selectors {
			return false
		}
	}
	matches := func(pattern string) bool { return refWildcard(pattern, action) }
	return slices.ContainsFunc(p.Actions, matches) && !slices.ContainsFunc(p.ExcludedActions, matches)
}

// refCluster says how far cluster privileges grant an action: not at all, only
// on what is the holder's own (manage_own_api_key), or whole.
func refCluster(privileges []string, action string) (level int) {
	matches := func(pattern string) bool { return refWildcard(pattern, action) }
	for _, name := range privileges {
		p, named := catalog.LookupCluster(name)
		switch {
		case !named && strings.HasPrefix(name, "cluster:") && refWildcard(name+"*", action),
			named && name != "manage_own_api_key" && slices.ContainsFunc(p.Actions, matches) && !slices.ContainsFunc(p.ExcludedActions, matches):
			return refWhole
		case name == "manage_own_api_key" && slices.ContainsFunc(p.Actions, matches):
			level = refOwn
		}
	}
	return level
}

const refOwn, refWhole = 1, 2

var refMatched = map[refPair]bool{}

func refAny(patterns []string, text string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return refMatch(p, text) })
}

// refMatch reports whether a pattern matches a whole text.
func refMatch(pattern, text string) (ok bool) {
	key := refPair{pattern, text}
	if known, seen := refMatched[key]; seen {
		return known
	}
	defer func() { refMatched[key] = ok }()
	if decide, special := refExpressions[pattern]; special {
		return decide(text)
	}
	if !strings.ContainsAny(pattern, "*?") {
		return pattern == text
	}
	return refWildcard(pattern, text)
}

// refWildcard matches "*", "?" and "\" by trying.
func refWildcard(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	var match func(i, j int) bool
	match = func(i, j int) bool {
		switch {
		case i == len(p):
			return j == len(t)
		case p[i] == '*':
			return match(i+1, j) || j < len(t) && match(i, j+1)
		case j == len(t):
			return false
		case p[i] == '?':
			return match(i+1, j+1)
		case p[i] == '\\' && i+1 < len(p):
			return p[i+1] == t[j] && match(i+2, j+1)
		}
		return p[i] == t[j] && match(i+1, j+1)
	}
	return match(0, 0)
}

// refExpressions are regular expressions of Lucene in words of Go.
var refExpressions = map[string]func(string) bool{
	"/a(b|-).*/":         goRegexp(`a(b|-).*`),
	"/@&~(b.*)/":         not(goRegexp(`b.*`)),
	"/~((a|b).*)/":       not(goRegexp(`(a|b).*`)),
	"/[^.]+/":            goRegexp(`[^.]+`),
	"/.{2,3}/":           goRegexp(`.{2,3}`),
	`/\.é?.*/`:           goRegexp(`\.é?.*`),
	`/"a.b"|é+/`:         goRegexp(`a\.b|é+`),
	"/a.*&.*b/":          func(s string) bool { return goRegexp(`a.*`)(s) && goRegexp(`.*b`)(s) },
	"/(ab|ba)*~(.*-.*)/": goRegexp(`(ab|ba)*[^-]*`),
	"/[a-b.]?.?é?/":      goRegexp(`[a-b.]?.?é?`),
	"/.*/":               goRegexp(`.*`),
	"/a.*|_.*/":          goRegexp(`a.*|_.*`),
	"/[^a].*/":           goRegexp(`[^a].*`),
}

func goRegexp(e string) func(string) bool {
	return regexp.MustCompile(`(?s)^(?:` + e + `)$`).MatchString
}

func not(f func(string) bool) func(string) bool { return func(s string) bool { return !f(s) } }

// refKnownRestricted are the names known to be restricted in 9.5, in words of
// Go; what begins with "." may be.
var refKnownRestricted = goRegexp(`\.security-[0-9]+.*|\.security|\.security-tokens-[0-9]+.*|\.security-tokens|\.async-search.*|` +
	`\.kibana_.*|\.kibana|\.reporting-.*|\.apm-agent-configuration.*|\.apm-custom-link.*|\.enrich-.*|\.fleet-actions-results|` +
	`\.fleet-agents.*|\.fleet-enrollment-api-keys.*|\.fleet-policies-[0-9]+.*|\.fleet-policies-leader.*|\.fleet-servers.*|` +
	`\.fleet-artifacts.*|\.geoip_databases.*|\.logstash.*|\.ml-meta.*|\.ml-config.*|\.ml-inference.*|\.snapshot-blob-cache.*|` +
	`\.transform-internal-.*|\.watches.*|\.triggered-watches.*|\.fleet-secrets.*|\.fleet-files-.*|\.fleet-file-data-.*|` +
	`\.fleet-filedelivery-.*`)

// refIsRestricted is that, with what a plain expression cannot say:
// .fleet-actions and not -results after it.
func refIsRestricted(name string) bool {
	rest, actions := strings.CutPrefix(name, ".fleet-actions")
	return refKnownRestricted(name) || actions && !strings.HasPrefix(rest, "-results")
}

// refValidName reports whether an index or alias can have the name.
func refValidName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.ContainsAny(name, "\\/*?\"<>| ,#:") && !strings.ContainsAny(name[:1], "_-+")
}

// refAccess is the access in Kibana: "space feature.privilege"; the space "*"
// stands for any that is not named.
func refAccess(roles []refRole, t catalog.Target, spaces []string) map[string]bool {
	out := map[string]bool{}
	grant := func(space, what string) {
		for _, s := range append(slices.Clone(spaces), "*") {
			if space == "*" || space == s {
				out[s+" "+what] = true
			}
		}
	}
	var contain func(space string, f *catalog.Feature, privilege string, seen map[string]bool)
	contain = func(space string, f *catalog.Feature, privilege string, seen map[string]bool) {
		if seen[f.ID+"."+privilege] {
			return
		}
		seen[f.ID+"."+privilege] = true
		deprecated, _ := f.DeprecatedAt(t)
		replacement, known := f.Replacement(privilege, t)
		if deprecated == catalog.Yes && known == catalog.Yes {
			for _, r := range replacement {
				if successor, ok := catalog.LookupFeature(r.Feature); ok {
					for _, p := range r.Privileges {
						contain(space, successor, p, seen)
					}
				}
			}
		} else {
			grant(space, f.ID+"."+privilege)
		}
		for _, p := range append(f.Includes(privilege, t), f.Suggests(privilege, t)...) {
			contain(space, f, p, seen)
		}
	}
	for _, r := range roles {
		for _, k := range r.kibana {
			for _, space := range k.spaces {
				for _, base := range k.base {
					if space == "*" {
						grant(space, "base "+base)
						if base == "all" {
							grant(space, "base read")
						}
					}
					for _, f := range catalog.Features() {
						if f.At(t).Exists != catalog.Yes || f.ExcludedFromBase(t) == catalog.Yes || f.PrivilegeAt(base, t).Exists == catalog.No {
							continue
						}
						contain(space, f, base, map[string]bool{})
					}
				}
				for _, text := range k.features {
					id, privilege, _ := strings.Cut(text, ".")
					f, ok := catalog.LookupFeature(id)
					if !ok || f.At(t).Exists == catalog.No || f.PrivilegeAt(privilege, t).Exists == catalog.No {
						continue
					}
					contain(space, f, privilege, map[string]bool{})
				}
			}
		}
	}
	return out
}
