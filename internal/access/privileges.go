package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// privilegeBudget bounds a question about privileges. Those of the catalogue
// need a hundredth of it.
var privilegeBudget = automata.Budget{Effort: 30_000}

// privilegeAnswers caches the answers about privileges of the catalogue; there
// are few, and roles repeat them.
var privilegeAnswers sync.Map // privilegeQuestion → privilegeAnswer

type privilegeQuestion struct {
	about      string
	target     catalog.Target
	one, other string
}

type privilegeAnswer struct {
	action string
	found  bool
	err    error
}

// conditional is a cluster privilege that grants its actions only for API keys
// of the user's own (elasticsearch ManageOwnApiKeyClusterPrivilege.java).
const conditional = "manage_own_api_key"

// ClusterPrivilegesContain reports whether cluster privileges together grant
// every action of another one. Names are in lower case, and may be raw actions
// too. The error is automata.ErrTooComplex.
func ClusterPrivilegesContain(t catalog.Target, outer []string, inner string) (bool, error) {
	if inner != conditional {
		outer = slices.DeleteFunc(slices.Clone(outer), func(name string) bool { return name == conditional })
	}
	return contain("cluster", t, outer, inner, func(name string) *automata.Language {
		l, _ := clusterActions(name)
		return l
	})
}

// IndexPrivilegesContain is ClusterPrivilegesContain for index privileges.
func IndexPrivilegesContain(t catalog.Target, outer []string, inner string) (bool, error) {
	return contain("index", t, outer, inner, func(name string) *automata.Language {
		l, _ := indexActions(name, t)
		return l
	})
}

func contain(about string, t catalog.Target, outer []string, inner string, actions func(string) *automata.Language) (bool, error) {
	a := decided(privilegeQuestion{about, t, strings.Join(outer, "\n"), inner}, func() (string, bool, error) {
		return privilegeBudget.Witness(automata.Minus(actions(inner), unionOf(outer, actions)))
	})
	return !a.found && a.err == nil, a.err
}

// contentReads are the actions that return the content of documents: reading,
// but for what view_index_metadata grants of it.
//
// Source: elasticsearch IndexPrivilege.java, READ_AUTOMATON and
// VIEW_METADATA_AUTOMATON.
var contentReads = sync.OnceValue(func() *automata.Language {
	var parts []*automata.Language
	for _, component := range []string{onData, onFailures} {
		parts = append(parts, automata.Minus(
			patterns(component, []string{"indices:data/read/*", "internal:transport/proxy/indices:data/read/*"}),
			patterns(component, []string{"indices:data/read/field_caps*", "indices:data/read/xpack/rollup/get/index/caps*"})))
	}
	return automata.Union(parts...)
})

// search is the action that everybody knows.
const search = "indices:data/read/search"

// SharedRead returns an action that two lists of index privileges both grant
// and that returns the content of documents: searching where they do. No
// second list stands for every privilege. The error is automata.ErrTooComplex.
func SharedRead(t catalog.Target, one, other []string) (action string, found bool, err error) {
	actions := func(name string) *automata.Language {
		l, _ := indexActions(name, t)
		return l
	}
	a := decided(privilegeQuestion{"read", t, strings.Join(one, "\n"), strings.Join(other, "\n")}, func() (string, bool, error) {
		shared := automata.Intersect(unionOf(one, actions), contentReads())
		if other != nil {
			shared = automata.Intersect(shared, unionOf(other, actions))
		}
		example, found, err := privilegeBudget.Witness(shared)
		if !found || err != nil {
			return "", false, err
		}
		if shared.Contains(onData + search) {
			return search, true, nil
		}
		name, _ := splitAction(readable(&actionClass{language: shared, example: example}))
		return name, true, nil
	})
	return a.action, a.found, a.err
}

func unionOf(names []string, actions func(string) *automata.Language) *automata.Language {
	parts := make([]*automata.Language, len(names))
	for i, name := range names {
		parts[i] = actions(name)
	}
	return automata.Union(parts...)
}

// decided returns the answer to a question, from the cache where it is about
// privileges of the catalogue only; raw actions are without number.
func decided(q privilegeQuestion, decide func() (string, bool, error)) privilegeAnswer {
	if a, ok := privilegeAnswers.Load(q); ok {
		return a.(privilegeAnswer)
	}
	var a privilegeAnswer
	a.action, a.found, a.err = decide()
	if !strings.Contains(q.one, ":") && !strings.Contains(q.other, ":") {
		privilegeAnswers.Store(q, a)
	}
	return a
}
