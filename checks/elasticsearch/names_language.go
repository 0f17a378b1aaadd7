package elasticsearch

import (
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// nameBudget bounds a question about the names of two entries: some
// milliseconds at worst.
var nameBudget = automata.Budget{Effort: 30_000}

// union returns the names that patterns match. One that Elasticsearch cannot
// read, or that is too complex, matches nothing.
func union(names []role.Text) *automata.Language {
	languages := make([]*automata.Language, 0, len(names))
	for _, name := range names {
		if l, err := automata.Parse(name.Value); err == nil {
			languages = append(languages, l)
		}
	}
	return automata.Union(languages...)
}

// reach returns the names that can exist and that an entry reaches, as far as
// allow_restricted_indices decides over it.
func reach(t catalog.Target, e *role.Indices) *automata.Language {
	l := automata.Intersect(union(e.Names), automata.AliasNames())
	if !e.AllowRestricted {
		l = automata.Minus(l, access.Restricted(t))
	}
	return l
}

// shortList quotes names, the first three of many.
func shortList(names []role.Text) string {
	const most = 3
	if len(names) <= most {
		return quoted(values(names))
	}
	return strings.Join([]string{quoted(values(names[:most])), "and", strconv.Itoa(len(names) - most), "more"}, " ")
}
