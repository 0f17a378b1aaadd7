package access

import (
	"slices"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// inspection holds one group of mine against theirs.
type inspection struct {
	c        *comparison
	kind     Kind
	target   catalog.Target
	mine     *group
	siblings []*group // all groups of mine
	cluster  string   // the remote cluster looked at; empty for local entries
	lacks    []lack
	seen     map[inspected]found
	last     map[zone]found // the name found last: it mostly serves other classes too
}

// inspected is a question that several classes of actions have in common.
type inspected struct {
	set  int // of coverage
	zone zone
}

type found struct {
	name string
	ok   bool
}

// inspect goes through the classes. Of theirs, only those of within count;
// nil stands for all.
func (v *inspection) inspect(theirs *coverage, within []*group) {
	v.seen, v.last = map[inspected]found{}, map[zone]found{}
	zones := []zone{ordinary}
	if v.mine.restricted {
		zones = append(zones, restricted, doubtful)
	}
	for i := range theirs.classes {
		class := &theirs.classes[i]
		p, ok := v.mine.granting(class)
		if !ok {
			continue
		}
		lacking := false
		for _, z := range zones {
			if z == doubtful && lacking {
				continue // a name that is restricted for certain is enough
			}
			lacking = v.class(class, p, z, inspected{theirs.sets[i], z}, theirs.lists[i], within)
		}
	}
}

// class looks at one class of actions on the names of a zone. It reports
// whether theirs do not reach them all.
func (v *inspection) class(class *actionClass, p grant, z zone, key inspected, granting, within []*group) (lacking bool) {
	covering := make([]*group, 0, len(granting))
	for _, t := range granting {
		if (z == ordinary || t.restricted) && (within == nil || slices.Contains(within, t)) {
			if sameNames(v.mine, t) && showsAsMuch(v.mine, t) {
				return false // the same names in the same words
			}
			covering = append(covering, t)
		}
	}
	names := v.mine.zone(z, v.target)
	action, failures := splitAction(class.example)
	w := Witness{Cluster: v.cluster, Action: action, Privilege: p.name, Restricted: z != ordinary, Failures: failures}
	f, ok := v.seen[key]
	if !ok {
		if f = v.last[z]; !f.ok || reaches(covering, f.name) {
			f.name, f.ok = v.name(automata.Minus(names, namesOf(covering)))
		}
		v.seen[key] = f
		if f.ok {
			v.last[z] = f
		}
	}
	if f.ok {
		w.Index = f.name
		v.lack(z, p.name, p.at, w, "")
		v.beyond(z, w, key.set, covering)
		return true
	}
	v.documents(class, z, names, covering, p, w)
	v.fields(class, z, names, covering, p, w)
	return false
}

func sameNames(g, t *group) bool {
	return g.key == t.key || len(g.names) < len(t.names) && slices.Equal(g.clusters, t.clusters) && containsAll(t.names, g.names)
}

// showsAsMuch reports whether t shows the documents and fields of g, by its
// words.
func showsAsMuch(g, t *group) bool {
	return (t.queries.all || !g.queries.all && containsAll(t.queries.list, g.queries.list)) &&
		(t.fields.all || !g.fields.all && containsAll(t.fields.keys, g.fields.keys))
}

// containsAll reports whether a sorted list has every one of wanted.
func containsAll(list, wanted []string) bool {
	for _, w := range wanted {
		if _, ok := slices.BinarySearch(list, w); !ok {
			return false
		}
	}
	return true
}

// namesOf returns the names of groups together.
func namesOf(groups []*group) *automata.Language {
	languages := make([]*automata.Language, len(groups))
	for i, g := range groups {
		languages[i] = g.language
	}
	return automata.Union(languages...)
}

// reaches reports whether any of the groups reaches a name.
func reaches(groups []*group, name string) bool {
	return slices.ContainsFunc(groups, func(g *group) bool { return g.language.Contains(name) })
}

// name returns an index name of the language.
func (v *inspection) name(l *automata.Language) (string, bool) {
	name, ok, err := v.c.name(l)
	if err != nil {
		v.c.doubt(v.kind, v.mine.entries[0], tooComplex)
	}
	return name, ok
}

// lack records what theirs do not cover. Of names that only may be restricted
// it is a doubt.
func (v *inspection) lack(z zone, privilege string, at Place, w Witness, what string) {
	if z == doubtful {
		v.c.doubt(v.kind, v.mine.entries[0], "allow_restricted_indices on "+v.mine.describe()+
			": whether a name such as "+w.Index+" is restricted depends on the installed plugins")
		return
	}
	for i := range v.lacks {
		l := &v.lacks[i]
		if l.what == what && l.witness.Restricted == w.Restricted && l.witness.Failures == w.Failures {
			if !slices.Contains(l.privileges, privilege) {
				l.privileges = append(l.privileges, privilege)
			}
			if everydayRank(w.Action) < everydayRank(l.witness.Action) {
				l.witness, l.at = w, at // what people understand at once
			}
			return
		}
	}
	v.lacks = append(v.lacks, lack{witness: w, at: at, what: what, privileges: []string{privilege}})
}

// beyond keeps which of the names of mine theirs do not cover, for the summary
// of the lack: each set of covering groups is looked at once. Of remote indices,
// where clusters matter too, all names are told.
func (v *inspection) beyond(z zone, w Witness, set int, covering []*group) {
	if z == doubtful || v.mine.reach != nil {
		return
	}
	for i := range v.lacks {
		l := &v.lacks[i]
		if l.what != "" || l.witness.Restricted != w.Restricted || l.witness.Failures != w.Failures {
			continue
		}
		if l.names == nil {
			l.names = map[string]bool{}
		}
		if slices.Contains(l.sets, set) || len(l.names) == len(v.mine.names) {
			return
		}
		l.sets = append(l.sets, set)
		covered := namesOf(covering)
		for _, name := range v.mine.names {
			if !l.names[name] && v.reachesBeyond(z, name, covered) {
				l.names[name] = true
			}
		}
		return
	}
}

// reachesBeyond reports whether a name or pattern of mine matches a name of the
// zone that is not covered; true where that is not decided.
func (v *inspection) reachesBeyond(z zone, pattern string, covered *automata.Language) bool {
	if len(v.mine.names) == 1 || len(v.mine.names) > namesMost {
		return true
	}
	language, err := asName.language(pattern)
	if err != nil {
		return true
	}
	_, some, err := v.c.name(automata.Minus(automata.Intersect(language, v.mine.zone(z, v.target)), covered))
	return some || err != nil
}

// namesMost limits how many names of an entry are looked at one by one.
const namesMost = 32
