package access

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/automata"
)

// askedZone is the part of the names asked for that is restricted, or that is not,
// with the groups that reach any name of it.
type askedZone struct {
	names      *automata.Language
	restricted bool
	reaching   []*group
}

// zones returns the zones of a pattern's names that have a name.
func (s *Set) zones(pattern string, names *automata.Language, near []*group, spend *effort) ([]askedZone, error) {
	if !MayBeRestricted(pattern) {
		return []askedZone{{names: names, reaching: near}}, nil
	}
	known := Restricted(s.Target)
	var out []askedZone
	for _, z := range []askedZone{
		{names: automata.Minus(names, known)},
		{names: automata.Intersect(names, known), restricted: true},
	} {
		_, found, err := spend.witness(z.names)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		for _, g := range near {
			if z.restricted && !g.restricted {
				continue
			}
			_, reaches, err := spend.witness(automata.Intersect(g.language, z.names))
			if err != nil {
				return nil, err
			}
			if reaches {
				z.reaching = append(z.reaching, g)
			}
		}
		out = append(out, z)
	}
	return out, nil
}

// view looks at one class of actions in one zone, for a question.
type view struct {
	askedZone
	class  *actionClass
	field  string // the field asked for; empty for all
	effort *effort

	groups       []*group // that grant the class and reach any of the names
	reached      bool     // some name is reached, and the field is visible on it
	missing      string   // a name that is not reached, or on which the field is not visible
	missingField string
	filtered     bool // a name on which only some documents are visible
	someFields   bool // a name on which only some fields are visible, or not the one asked for
}

// choose finds the groups, and returns a key of all that look depends on.
func (v *view) choose() string {
	key := fmt.Sprint(v.restricted, v.class.security)
	for i, g := range v.reaching {
		if _, grants := g.granting(v.class); grants {
			v.groups = append(v.groups, g)
			key += fmt.Sprint(",", i)
		}
	}
	return key
}

func (v *view) look() error {
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
