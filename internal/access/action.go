package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// A privilege of Elasticsearch is a language of actions. Index privileges are
// for the data of an index, its failure store, or both; the language therefore
// speaks of components: "data:" or "failures:" before the action's name. What
// holds for indices and aliases but not for data streams is a component too:
// "plain:", only for the actions of mappingUpdates.
const (
	onData     = "data:"
	onFailures = "failures:"
	onPlain    = "plain:"
)

// mappingUpdates are the actions that updatesMappings allow on indices and
// aliases, beyond their own actions.
//
// Source: elasticsearch IndicesPermission.java,
// PRIVILEGE_NAME_SET_BWC_ALLOW_MAPPING_UPDATE and isMappingUpdateAction.
var (
	mappingUpdates  = []string{"indices:admin/mapping/put", "indices:admin/mapping/auto_put"}
	updatesMappings = []string{"create", "create_doc", "index", "write"}
)

// hasFailureStores reports whether data streams can have failure stores at the
// target: from the versions on that can grant reading them.
func hasFailureStores(t catalog.Target) bool {
	p, ok := catalog.LookupIndex("read_failure_store")
	return ok && p.At(t).Exists != catalog.No
}

// indexActions returns what an index privilege grants at a target. ok is false
// where the name is neither a privilege nor a raw action: then the server
// refuses it.
func indexActions(name string, t catalog.Target) (l *automata.Language, ok bool) {
	if p, found := catalog.LookupIndex(name); found {
		if p.NoEffect(t) == catalog.Yes {
			return automata.Empty(), true
		}
		if hasFailureStores(t) {
			return cachedActions("index "+p.Name, func() *automata.Language { return privilegeActions(p, components(p.Selectors)) }), true
		}
		return cachedActions("index data "+p.Name, func() *automata.Language { return privilegeActions(p, []string{onData}) }), true
	}
	if catalog.IsRawIndexAction(name) {
		name = strings.ToLower(name)
		return cachedActions("raw "+name, func() *automata.Language {
			return withMappingUpdates(pattern(onData+name+"*"), false)
		}), true
	}
	return automata.Empty(), false
}

// onOwn marks an action that a privilege allows only on what belongs to the
// holder: manage_own_api_key has the actions of manage_api_key, and looks at
// every request (ClusterPrivilegeResolver, ManageOwnApiKeyClusterPrivilege).
const onOwn = "own:"

const ownPrivilege = "manage_own_api_key"

// ownActions are the actions of ownPrivilege, marked.
func ownActions() *automata.Language {
	return cachedActions("own", func() *automata.Language {
		p, ok := catalog.LookupCluster(ownPrivilege)
		if !ok {
			return automata.Empty()
		}
		return patterns(onOwn, p.Actions)
	})
}

// withOwn adds what actions allow on what belongs to the holder.
func withOwn(l *automata.Language, list, excluded []string) *automata.Language {
	own := automata.Intersect(less(patterns(onOwn, list), onOwn, excluded), ownActions())
	if empty, err := own.IsEmpty(); err == nil && empty {
		return l
	}
	return automata.Union(l, own)
}

// clusterActions returns what a cluster privilege grants, likewise; its
// actions carry no component, but for onOwn.
func clusterActions(name string) (l *automata.Language, ok bool) {
	if p, found := catalog.LookupCluster(name); found {
		return cachedActions("cluster "+p.Name, func() *automata.Language {
			if p.Name == ownPrivilege {
				return ownActions()
			}
			return withOwn(less(patterns("", p.Actions), "", p.ExcludedActions), p.Actions, p.ExcludedActions)
		}), true
	}
	if catalog.IsRawClusterAction(name) {
		name = strings.ToLower(name)
		return cachedActions("raw cluster "+name, func() *automata.Language {
			return withOwn(pattern(name+"*"), []string{name + "*"}, nil)
		}), true
	}
	return automata.Empty(), false
}

// clusterAction is one action, and not what begins with it.
func clusterAction(name string) *automata.Language {
	return withOwn(automata.Exact(name), []string{name}, nil)
}

func privilegeActions(p *catalog.ESPrivilege, components []string) *automata.Language {
	var parts []*automata.Language
	for _, component := range components {
		parts = append(parts, less(patterns(component, p.Actions), component, p.ExcludedActions))
	}
	return withMappingUpdates(automata.Union(parts...), slices.Contains(updatesMappings, p.Name))
}

// withMappingUpdates adds what a privilege allows on plain indices: the mapping
// updates that it grants everywhere, or all of them.
func withMappingUpdates(l *automata.Language, all bool) *automata.Language {
	parts := []*automata.Language{l}
	for _, action := range mappingUpdates {
		if all || l.Contains(onData+action) {
			parts = append(parts, automata.Exact(onPlain+action))
		}
	}
	return automata.Union(parts...)
}

// components returns the components of a catalogue selector: "data",
// "failures", "data+failures", "all".
func components(selectors string) []string {
	switch selectors {
	case "data":
		return []string{onData}
	case "failures":
		return []string{onFailures}
	}
	return []string{onData, onFailures}
}

// less takes excluded actions away. Most privileges have none, and stay the
// simple languages that are quickly compared.
func less(l *automata.Language, prefix string, excluded []string) *automata.Language {
	if len(excluded) == 0 {
		return l
	}
	return automata.Minus(l, patterns(prefix, excluded))
}

func patterns(prefix string, list []string) *automata.Language {
	parts := make([]*automata.Language, len(list))
	for i, p := range list {
		parts[i] = pattern(prefix + p)
	}
	return automata.Union(parts...)
}

// pattern reads an action pattern; one that is too long for any automaton
// denotes nothing that a server could load.
func pattern(p string) *automata.Language {
	l, err := asEscaped.language(p)
	if err != nil {
		return automata.Empty()
	}
	return l
}

func cachedActions(key string, make func() *automata.Language) *automata.Language {
	if p, ok := languages.Load("\x00" + key); ok {
		return p.(parsed).language
	}
	l := make()
	languages.Store("\x00"+key, parsed{l, nil})
	return l
}

// splitAction returns the name of an action and whether it is on a failure
// store.
func splitAction(action string) (name string, failures bool) {
	if name, ok := strings.CutPrefix(action, onFailures); ok {
		return name, true
	}
	for _, mark := range []string{onData, onPlain, onOwn} {
		if name, ok := strings.CutPrefix(action, mark); ok {
			return name, false
		}
	}
	return action, false
}
