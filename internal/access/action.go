package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// A privilege of Elasticsearch is a language of actions. Index privileges are
// for the data of an index, its failure store, or both; the language therefore
// speaks of components: "data:" or "failures:" before the action's name.
const (
	onData     = "data:"
	onFailures = "failures:"
)

// indexActions returns what an index privilege grants. ok is false where the
// name is neither a privilege nor a raw action: then the server refuses it.
func indexActions(name string) (l *automata.Language, ok bool) {
	if p, found := catalog.LookupIndex(name); found {
		return cachedActions("index "+p.Name, func() *automata.Language { return privilegeActions(p) }), true
	}
	if catalog.IsRawIndexAction(name) {
		name = strings.ToLower(name)
		return cachedActions("raw "+name, func() *automata.Language { return pattern(onData + name + "*") }), true
	}
	return automata.Empty(), false
}

// clusterActions returns what a cluster privilege grants, likewise; its
// actions carry no component.
func clusterActions(name string) (l *automata.Language, ok bool) {
	if p, found := catalog.LookupCluster(name); found {
		return cachedActions("cluster "+p.Name, func() *automata.Language {
			return automata.Minus(patterns("", p.Actions), patterns("", p.ExcludedActions))
		}), true
	}
	if catalog.IsRawClusterAction(name) {
		name = strings.ToLower(name)
		return cachedActions("raw cluster "+name, func() *automata.Language { return pattern(name + "*") }), true
	}
	return automata.Empty(), false
}

func privilegeActions(p *catalog.ESPrivilege) *automata.Language {
	var parts []*automata.Language
	for _, component := range components(p.Selectors) {
		parts = append(parts, automata.Minus(patterns(component, p.Actions), patterns(component, p.ExcludedActions)))
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

// actionClass is a set of actions that no privilege at hand tells apart.
type actionClass struct {
	language   *automata.Language
	example    string   // an action of the class, a known one where there is
	privileges []string // the keys of the privileges that contain the class, sorted
}

var classCache sync.Map // joined keys → []actionClass

// cachedClasses is actionClasses; roles of one repository use the same few
// privileges.
func cachedClasses(section string, keys []string, languages map[string]*automata.Language) ([]actionClass, error) {
	joined := section + strings.Join(keys, "\x00")
	if c, ok := classCache.Load(joined); ok {
		return c.([]actionClass), nil
	}
	c, err := actionClasses(keys, languages)
	if err == nil {
		classCache.Store(joined, c)
	}
	return c, err
}

// actionClasses splits the actions of privileges into classes. Privileges are
// given by key with their languages.
func actionClasses(keys []string, languages map[string]*automata.Language) ([]actionClass, error) {
	var classes []actionClass
	for _, key := range keys {
		l := languages[key]
		var next []actionClass
		covered := make([]*automata.Language, 0, len(classes))
		for _, c := range classes {
			covered = append(covered, c.language)
			inside := automata.Intersect(c.language, l)
			in, found, err := inside.Witness()
			if err != nil {
				return nil, err
			}
			if !found {
				next = append(next, c)
				continue
			}
			outside := automata.Minus(c.language, l)
			out, split, err := outside.Witness()
			if err != nil {
				return nil, err
			}
			if split {
				next = append(next, actionClass{outside, out, c.privileges})
				c.language, c.example = inside, in
			}
			c.privileges = append(slices.Clone(c.privileges), key)
			next = append(next, c)
		}
		rest := automata.Minus(l, automata.Union(covered...))
		example, found, err := rest.Witness()
		if err != nil {
			return nil, err
		}
		if found {
			next = append(next, actionClass{rest, example, []string{key}})
		}
		classes = next
	}
	for i := range classes {
		classes[i].example = readable(&classes[i])
		slices.Sort(classes[i].privileges)
	}
	return classes, nil
}

// readable prefers a known action as the example of a class.
func readable(c *actionClass) string {
	component := ""
	for _, prefix := range []string{onData, onFailures} {
		if strings.HasPrefix(c.example, prefix) {
			component = prefix
		}
	}
	for _, known := range catalog.KnownActions() {
		if c.language.Contains(component + known) {
			return component + known
		}
	}
	return c.example
}

// splitAction returns the name of an action and whether it is on a failure
// store.
func splitAction(action string) (name string, failures bool) {
	if name, ok := strings.CutPrefix(action, onFailures); ok {
		return name, true
	}
	return strings.TrimPrefix(action, onData), false
}
