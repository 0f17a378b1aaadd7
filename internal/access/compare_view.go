package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
)

// documents compares which documents are visible, name by name. Theirs reach
// all names.
func (v *inspection) documents(class *actionClass, z zone, names *automata.Language, theirs []*group, p grant, w Witness) {
	shows := (*queries).shows
	switch {
	case class.security&needsNone != 0:
		shows = func(q *queries) bool { return q.all }
		if !v.mine.queries.all {
			return // refused on either side
		}
	case class.security&filtersDocuments == 0:
		return
	}
	if !slices.ContainsFunc(theirs, func(t *group) bool { return !shows(t.queries) }) {
		return
	}
	var open []*automata.Language // names on which they see every document
	var limited []*group
	for _, t := range theirs {
		if shows(t.queries) {
			open = append(open, t.language)
		} else {
			limited = append(limited, t)
		}
	}
	free := shows(v.mine.queries)
	if !free {
		open = append(open, sameQueries(v.mine.queries.list, limited))
		if v.mine.reach == nil {
			open = append(open, v.freeElsewhere(class, z))
		}
	}
	name, found := v.name(automata.Minus(names, automata.Union(open...)))
	if !found {
		return
	}
	if free {
		w.Index, w.Documents = name, "all"
		at := p.at
		if v.mine.queries.all && len(v.mine.queries.list) > 0 {
			at = v.mine.queries.free // what lifts the others' queries
		}
		v.lack(z, p.name, at, w, "all documents")
		return
	}
	reason := "the document queries on " + name + " differ; whether one shows more than the other is not decided"
	if strings.Contains(strings.Join(v.mine.queries.list, ""), `"template"`) {
		reason = "a templated document query on " + name + ": what it shows depends on the user"
	}
	v.c.doubt(v.kind, v.mine.entries[0], reason)
}

// freeElsewhere returns the names on which another group of mine shows every
// document to the class; that group is compared by itself.
func (v *inspection) freeElsewhere(class *actionClass, z zone) *automata.Language {
	var free []*group
	for _, g := range v.siblings {
		if _, grants := g.granting(class); grants && g != v.mine && g.queries.shows() && (z == ordinary || g.restricted) {
			free = append(free, g)
		}
	}
	return namesOf(free)
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

// subsetMost limits how many entries are asked one by one whether they show all
// the fields; more are looked at together.
const subsetMost = 64

// fields compares which fields are visible, name by name. Theirs reach all
// names.
func (v *inspection) fields(class *actionClass, z zone, names *automata.Language, theirs []*group, p grant, w Witness) {
	if class.security&(filtersFields|needsNone) == 0 || class.security&filtersFields == 0 && !v.mine.fields.all ||
		!slices.ContainsFunc(theirs, func(t *group) bool { return !t.fields.all }) {
		return
	}
	mine := v.mine.fields.language
	if v.mine.fields.all {
		mine = automata.All()
	}
	var open []*automata.Language
	var limited []*group
	for _, t := range theirs {
		if t.fields.all || !v.mine.fields.all && containsAll(t.fields.keys, v.mine.fields.keys) || len(theirs) <= subsetMost && v.c.subset(mine, t.fields.language) {
			open = append(open, t.language)
		} else {
			limited = append(limited, t)
		}
	}
	if len(limited) == 0 {
		return
	}
	at := p.at
	if v.mine.fields.all && len(v.mine.fields.keys) > 0 {
		at = v.mine.fields.free // what lifts the others' field_security
	}
	rest := automata.Minus(names, automata.Union(open...))
	metadata := "" // a name on which only metadata fields differ
	err := v.c.split(rest, limited, func(t *group) *automata.Language { return t.language }, func(name string, in []*group) bool {
		if len(name) > automata.MaxNameBytes {
			return false
		}
		var shown []*automata.Language
		for _, t := range in {
			shown = append(shown, t.fields.language)
		}
		hidden := automata.Minus(mine, automata.Union(shown...))
		field, found := v.c.find(automata.Intersect(hidden, documentFields()), v.kind, v.mine.entries[0])
		if found {
			w.Index, w.Field = name, field
			v.lack(z, p.name, at, w, "fields such as "+field)
			return true
		}
		if _, found := v.c.find(automata.Intersect(hidden, metadataFields()), v.kind, v.mine.entries[0]); found {
			metadata = name
		}
		return false
	})
	switch {
	case err != nil:
		v.c.doubt(v.kind, v.mine.entries[0], tooComplex)
	case metadata != "" && w.Field == "":
		v.c.doubt(v.kind, v.mine.entries[0], "fields that begin with \"_\" on "+metadata+": whether field_security hides them depends on the version")
	}
}
