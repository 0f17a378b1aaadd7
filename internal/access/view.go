package access

import (
	"slices"

	"github.com/rolelint/rolelint/internal/automata"
)

// view looks at one class of actions on names of one kind, for a question.
type view struct {
	set        *Set
	class      *actionClass
	names      *automata.Language
	restricted bool
	field      string // the field asked for; empty for all
	effort     *effort

	groups       []*group // that reach any of the names
	reached      bool     // some name is reached, and the field is visible on it
	missing      string   // a name that is not reached, or on which the field is not visible
	missingField string
	filtered     bool // a name on which only some documents are visible
	someFields   bool // a name on which only some fields are visible, or not the one asked for
}

func (v *view) look() error {
	for _, g := range v.set.indices {
		if _, grants := g.granting(v.class); !grants || v.restricted && !g.restricted {
			continue
		}
		_, found, err := v.effort.witness(automata.Intersect(g.language, v.names))
		if err != nil {
			return err
		}
		if found {
			v.groups = append(v.groups, g)
		}
	}
	v.reached = len(v.groups) > 0
	var found bool
	var err error
	if v.missing, found, err = v.effort.name(automata.Minus(v.names, namesOf(v.groups))); err != nil {
		return err
	}
	if !found {
		v.missing = ""
	}
	if err := v.documents(); err != nil {
		return err
	}
	if v.class.security&(filtersFields|needsNone) == 0 || !slices.ContainsFunc(v.groups, func(g *group) bool { return !g.fields.all }) {
		return nil
	}
	if v.field != "" {
		return v.oneField()
	}
	return v.allFields()
}

// only returns the names of the groups that a condition selects.
func (v *view) only(selected func(*group) bool) *automata.Language {
	var groups []*group
	for _, g := range v.groups {
		if selected(g) {
			groups = append(groups, g)
		}
	}
	return namesOf(groups)
}

func (v *view) documents() error {
	shows := func(g *group) bool { return g.queries.shows() }
	if v.class.security&needsNone != 0 {
		shows = func(g *group) bool { return g.queries.all }
	} else if v.class.security&filtersDocuments == 0 {
		return nil
	}
	hidden := automata.Minus(automata.Intersect(v.names, namesOf(v.groups)), v.only(shows))
	_, found, err := v.effort.name(hidden)
	v.filtered = found
	return err
}

// oneField looks on which names the field asked for is visible. Metadata
// fields have rules of their own and count as visible.
func (v *view) oneField() error {
	if metadataFields().Contains(v.field) || v.class.security&filtersFields == 0 {
		return nil
	}
	visible := v.only(func(g *group) bool { return g.fields.all || g.fields.language.Contains(v.field) })
	name, found, err := v.effort.name(automata.Minus(automata.Intersect(v.names, namesOf(v.groups)), visible))
	if err != nil || !found {
		return err
	}
	v.someFields = true
	if v.missing == "" {
		v.missing, v.missingField = name, v.field
	}
	_, v.reached, err = v.effort.name(automata.Intersect(v.names, visible))
	return err
}

// allFields looks whether any field is hidden on any name.
func (v *view) allFields() error {
	reached := automata.Intersect(v.names, namesOf(v.groups))
	rest := automata.Minus(reached, v.only(func(g *group) bool { return g.fields.all }))
	var limited []*group
	for _, g := range v.groups {
		if !g.fields.all {
			limited = append(limited, g)
		}
	}
	var inner error
	err := v.effort.split(rest, limited, func(g *group) *automata.Language { return g.language }, func(_ string, in []*group) bool {
		var shown []*automata.Language
		for _, g := range in {
			shown = append(shown, g.fields.language)
		}
		_, v.someFields, inner = v.effort.witness(automata.Minus(documentFields(), automata.Union(shown...)))
		return v.someFields || inner != nil
	})
	if err == nil {
		err = inner
	}
	return err
}
