package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// actionClass is a set of actions that no privilege at hand tells apart, and
// that document- and field-level security treat alike.
type actionClass struct {
	language   *automata.Language // in all of inside, in none of outside
	inside     []*automata.Language
	outside    []*automata.Language
	example    string   // an action of the class, a known one where there is
	privileges []string // the keys of the privileges that contain the class, sorted
	security   security
}

// security is what document- and field-level security do to an action.
type security uint8

const (
	filtersDocuments security = 1 << iota // it sees the documents that the query lets through
	filtersFields                         // it sees the fields that field_security lets through
	needsNone                             // it is refused where there is either
)

// secured lists the actions that document- or field-level security affect, in
// patterns without component.
//
// Sources: documentation "Controlling access at the document and field level"
// (reads are filtered, writes are not) and "Security limitations" (what is
// refused: updates, also in bulk requests; resizing; changing aliases);
// elasticsearch Security.getFieldFilter for mappings.
var secured = []struct {
	security security
	actions  []string
}{
	{filtersDocuments | filtersFields, []string{"indices:data/read/*", "internal:transport/proxy/indices:data/read/*", "indices:admin/validate/query*"}},
	{filtersFields, []string{"indices:admin/get", "indices:admin/mappings/get*", "indices:admin/mappings/fields/get*", "indices:monitor/field_usage_stats*"}},
	{needsNone, []string{"indices:data/write/update", "indices:data/write/update[s]", "indices:data/write/bulk*", "indices:admin/resize*", "indices:admin/aliases"}},
}

// securedLanguages are the languages of secured, in every component.
var securedLanguages = sync.OnceValue(func() []*automata.Language {
	var out []*automata.Language
	for _, s := range secured {
		out = append(out, automata.Union(patterns(onData, s.actions), patterns(onFailures, s.actions)))
	}
	return out
})

type classKey struct {
	target catalog.Target
	keys   string
}

var classCache sync.Map // classKey → []actionClass

// cachedClasses is actionClasses; roles of one repository use the same few
// privileges. At one target a key stands for one language.
func cachedClasses(t catalog.Target, keys []string, languages map[string]*automata.Language) ([]actionClass, error) {
	var joined strings.Builder
	for _, k := range keys {
		joined.WriteString(strings.ReplaceAll(k, "\x00", "\x00\x00"))
		joined.WriteString("\x00\x01")
	}
	key := classKey{t, joined.String()}
	if c, ok := classCache.Load(key); ok {
		return c.([]actionClass), nil
	}
	c, err := actionClasses(keys, languages)
	if err == nil {
		classCache.Store(key, c)
	}
	return c, err
}

// maxClasses limits the classes; named privileges make about a hundred, raw
// actions that overlap in every way could make any number.
const maxClasses = 400

// actionClasses splits the actions of privileges into classes. Privileges are
// given by key with their languages.
func actionClasses(keys []string, languages map[string]*automata.Language) ([]actionClass, error) {
	var classes []actionClass
	var before []*automata.Language
	for _, key := range keys {
		l := languages[key]
		next, err := split(classes, l, func(c *actionClass) { c.privileges = append(slices.Clone(c.privileges), key) })
		if err != nil {
			return nil, err
		}
		rest := newClass([]*automata.Language{l}, slices.Clone(before))
		found, err := rest.find()
		if err != nil {
			return nil, err
		}
		if found {
			rest.privileges = []string{key}
			next = append(next, rest)
		}
		classes, before = next, append(before, l)
	}
	for i, s := range secured {
		next, err := split(classes, securedLanguages()[i], func(c *actionClass) { c.security |= s.security })
		if err != nil {
			return nil, err
		}
		classes = next
	}
	for i := range classes {
		classes[i].example = readable(&classes[i])
		slices.Sort(classes[i].privileges)
	}
	return classes, nil
}

func newClass(inside, outside []*automata.Language) actionClass {
	return actionClass{
		language: automata.Minus(automata.Intersect(inside...), automata.Union(outside...)),
		inside:   inside, outside: outside,
	}
}

// find sets the example; found is false where the class is empty.
func (c *actionClass) find() (found bool, err error) {
	c.example, found, err = c.language.Witness()
	return found, err
}

// split cuts every class into what is inside of a language, which is marked,
// and what is outside.
func split(classes []actionClass, l *automata.Language, mark func(*actionClass)) ([]actionClass, error) {
	if len(classes) > maxClasses {
		return nil, automata.ErrTooComplex
	}
	var next []actionClass
	for _, c := range classes {
		in := newClass(append(slices.Clone(c.inside), l), c.outside)
		out := newClass(c.inside, append(slices.Clone(c.outside), l))
		in.example, out.example = c.example, c.example
		// The example of the whole is one of either half.
		isIn := l.Contains(c.example)
		other := &in
		if isIn {
			other = &out
		}
		both, err := other.find()
		if err != nil {
			return nil, err
		}
		in.privileges, in.security = c.privileges, c.security
		out.privileges, out.security = c.privileges, c.security
		if both || !isIn {
			next = append(next, out)
		}
		if both || isIn {
			mark(&in)
			next = append(next, in)
		}
	}
	return next, nil
}

// everydayActions are what people mean first by reading, writing and managing.
var everydayActions = []string{
	"indices:data/read/search", "indices:data/write/index", "indices:data/write/delete",
	"indices:admin/create", "indices:admin/delete", "indices:monitor/stats", "cluster:monitor/health",
}

// everydayRank orders actions as witnesses: everyday ones first.
func everydayRank(action string) int {
	if i := slices.Index(everydayActions, action); i >= 0 {
		return i
	}
	return len(everydayActions)
}

// readable prefers an everyday action, or else a known one, as the example of a
// class.
func readable(c *actionClass) string {
	component := ""
	for _, prefix := range []string{onData, onFailures, onPlain, onOwn} {
		if strings.HasPrefix(c.example, prefix) {
			component = prefix
		}
	}
	for _, list := range [][]string{everydayActions, catalog.KnownActions()} {
		for _, known := range list {
			if c.language.Contains(component + known) {
				return component + known
			}
		}
	}
	return c.example
}
