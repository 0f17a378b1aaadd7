package elasticsearch

import (
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// union returns the names that patterns match. One that Elasticsearch cannot
// read, or that is too complex, matches nothing.
func (w *effort) union(names []role.Text) *automata.Language {
	languages := make([]*automata.Language, 0, len(names))
	for _, name := range names {
		if l, err := w.parse(name.Value); err == nil {
			languages = append(languages, l)
		}
	}
	return automata.Union(languages...)
}

// namesInCommon returns a name that two entries both reach, "" where there is
// none, and whether the second reaches all that the first does. Restricted
// names count where the entries allow them. The error is
// automata.ErrTooComplex.
func (w *effort) namesInCommon(t catalog.Target, e, other *role.Indices) (name string, all bool, err error) {
	restricted, budget := access.Restricted(t), w.budget()
	mine, theirs := automata.Intersect(w.union(e.Names), automata.AliasNames()), w.union(other.Names)
	name, found, err := budget.Witness(automata.Intersect(mine, theirs))
	if err != nil || !found {
		return "", false, err
	}
	// The restricted names make the question a hundred times as hard; mostly
	// the answers do not depend on them.
	if restricted.Contains(name) {
		name, found, err = budget.Witness(automata.Intersect(reach(e, mine, restricted), reach(other, theirs, restricted)))
		if err != nil || !found {
			return "", false, err
		}
	}
	missing, found, err := budget.Witness(automata.Minus(mine, theirs))
	if found && restricted.Contains(missing) || !found && e.AllowRestricted && !other.AllowRestricted {
		_, found, err = budget.Witness(automata.Minus(reach(e, mine, restricted), reach(other, theirs, restricted)))
	}
	return name, !found && err == nil, nil
}

// reach returns the names of an entry that it reaches as far as
// allow_restricted_indices decides over it.
func reach(e *role.Indices, names, restricted *automata.Language) *automata.Language {
	if e.AllowRestricted {
		return names
	}
	return automata.Minus(names, restricted)
}

// shortList quotes names, the first three of many.
func shortList(names []role.Text) string {
	const most = 3
	if len(names) <= most {
		return quoted(values(names))
	}
	return strings.Join([]string{quoted(values(names[:most])), "and", strconv.Itoa(len(names) - most), "more"}, " ")
}
