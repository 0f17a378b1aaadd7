package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
)

// readsDocuments reports whether document-level security restricts the class:
// it is for reads and does not restrict writes (documentation "Controlling
// access at the document and field level").
func readsDocuments(class *actionClass) bool {
	action, _ := splitAction(class.example)
	return strings.HasPrefix(action, "indices:data/read/") ||
		overlaps(class.language, pattern("*indices:data/read/*"))
}

// showsFields reports whether field-level security restricts the class: every
// action that is not a write.
func showsFields(class *actionClass) bool {
	return readsDocuments(class) || !overlaps(class.language, pattern("*indices:data/write/*"))
}

func overlaps(a, b *automata.Language) bool {
	disjoint, err := automata.Disjoint(a, b)
	return err != nil || !disjoint
}

// documents compares which documents are visible, name by name. Names that
// theirs do not reach at all were found before.
func (c *comparison) documents(kind Kind, g *group, mine *automata.Language, theirs []*group, restricted bool, class *actionClass, w Witness, gained func(Witness), doubted map[string]bool) {
	filtered := slices.ContainsFunc(theirs, func(t *group) bool { return !t.queries.all })
	if !filtered || !readsDocuments(class) {
		return
	}
	var open []*automata.Language // names on which they see every document
	var limited []*group
	for _, t := range theirs {
		switch {
		case restricted && !t.restricted:
		case t.queries.all:
			open = append(open, t.language)
		default:
			limited = append(limited, t)
		}
	}
	if !g.queries.all {
		open = append(open, sameQueries(g.queries.list, limited))
	}
	rest := automata.Minus(mine, automata.Union(open...))
	name, found := c.witness(rest, kind, g.entries[0])
	if !found {
		return
	}
	if g.queries.all {
		w.Index, w.Documents = name, "all"
		gained(w)
		return
	}
	reason := "the document queries on " + name + " differ; whether one shows more than the other is not decided"
	if strings.Contains(strings.Join(g.queries.list, ""), `"template"`) {
		reason = "a templated document query on " + name + ": what it shows depends on the user"
	}
	if !doubted[reason] {
		doubted[reason] = true
		c.doubt(kind, g.entries[0], reason)
	}
}

// sameQueries returns the names on which the groups together show the documents
// of every one of the queries, in the same words.
func sameQueries(queries []string, groups []*group) *automata.Language {
	var each []*automata.Language
	for _, q := range queries {
		var reached []*automata.Language
		for _, t := range groups {
			if slices.Contains(t.queries.list, q) {
				reached = append(reached, t.language)
			}
		}
		each = append(each, automata.Union(reached...))
	}
	return automata.Intersect(each...)
}

func containsAll(list, wanted []string) bool {
	for _, w := range wanted {
		if !slices.Contains(list, w) {
			return false
		}
	}
	return true
}

// fields compares which fields are visible, name by name.
func (c *comparison) fields(kind Kind, g *group, mine *automata.Language, theirs []*group, restricted bool, class *actionClass, w Witness, gained func(Witness)) {
	var open []*automata.Language
	var limited []*group
	for _, t := range theirs {
		if restricted && !t.restricted {
			continue
		}
		if t.fields.all || !g.fields.all && containsAll(t.fields.keys, g.fields.keys) {
			open = append(open, t.language)
		} else {
			limited = append(limited, t)
		}
	}
	if len(limited) == 0 || !showsFields(class) {
		return
	}
	language := g.fields.language
	if g.fields.all {
		language = automata.All()
	}
	rest := automata.Minus(mine, automata.Union(open...))
	c.splitBy(rest, limited, func(t *group) *automata.Language { return t.language }, kind, g.entries[0],
		func(name string, in []*group) bool {
			if len(in) == 0 {
				return false // not reached by theirs at all: found before
			}
			var shown []*automata.Language
			for _, t := range in {
				shown = append(shown, t.fields.language)
			}
			nameable := automata.Minus(language, automata.Exact(""))
			field, found := c.witness(automata.Minus(nameable, automata.Union(shown...)), kind, g.entries[0])
			if found {
				w.Index, w.Field = name, field
				gained(w)
			}
			return found
		})
}
