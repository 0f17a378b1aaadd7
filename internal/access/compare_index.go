package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
)

// indices compares index access: names × actions × fields × documents ×
// restricted. Every privilege of every entry of mine is held against the union
// of theirs, class of actions by class.
func (c *comparison) indices(kind Kind, s, other *Set, mine, theirs []*group) {
	if len(mine) == 0 || sameGroups(mine, theirs) {
		return
	}
	classes, err := classesOf(mine, theirs)
	if err != nil {
		c.doubt(kind, mine[0].entries[0], "too complex: the action patterns need more states than allowed")
		return
	}
	known := Restricted(s.Target)
	for _, g := range mine {
		c.group(kind, g, theirs, classes, known)
	}
}

// sameGroups reports whether two lists say the same in the same words.
func sameGroups(a, b []*group) bool {
	return len(a) == len(b) && slices.EqualFunc(a, b, func(x, y *group) bool {
		return x.restricted == y.restricted && slices.Equal(x.names, y.names) && slices.Equal(x.clusters, y.clusters) &&
			slices.Equal(x.privilegeNames(), y.privilegeNames()) &&
			x.queries.all == y.queries.all && slices.Equal(x.queries.list, y.queries.list) &&
			x.fields.all == y.fields.all && slices.Equal(x.fields.keys, y.fields.keys)
	})
}

// privilegeNames returns the distinct privileges, sorted.
func (g *group) privilegeNames() []string {
	names := make([]string, 0, len(g.privileges))
	for _, p := range g.privileges {
		names = append(names, p.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (g *group) grants(class *actionClass) bool {
	for _, p := range g.privileges {
		if _, ok := slices.BinarySearch(class.privileges, p.name); ok {
			return true
		}
	}
	return false
}

func classesOf(lists ...[]*group) ([]actionClass, error) {
	languages := map[string]*automata.Language{}
	var keys []string
	for _, list := range lists {
		for _, g := range list {
			for _, p := range g.privileges {
				if _, seen := languages[p.name]; !seen {
					languages[p.name] = p.language
					keys = append(keys, p.name)
				}
			}
		}
	}
	slices.Sort(keys)
	return cachedClasses("index ", keys, languages)
}

// lack is one way in which a group's access is not covered.
type lack struct {
	witness    Witness
	at         Place
	what       string // "", "all documents", "field x"
	privileges []string
}

func (c *comparison) group(kind Kind, g *group, theirs []*group, classes []actionClass, known *automata.Language) {
	var lacks []lack
	add := func(p grant, w Witness, what string) {
		for i := range lacks {
			l := &lacks[i]
			if l.what == what && l.witness.Restricted == w.Restricted && l.witness.Failures == w.Failures {
				if !slices.Contains(l.privileges, p.name) {
					l.privileges = append(l.privileges, p.name)
				}
				return
			}
		}
		lacks = append(lacks, lack{w, p.at, what, []string{p.name}})
	}
	doubted := map[string]bool{}
	for i := range classes {
		class := &classes[i]
		p, ok := g.granting(class)
		if !ok {
			continue
		}
		action, failures := splitAction(class.example)
		covering := covering(theirs, class)
		for _, restricted := range []bool{false, true} {
			if restricted && !g.restricted {
				continue
			}
			mine := c.names(g, known, restricted)
			w := Witness{Action: action, Privilege: p.name, Restricted: restricted, Failures: failures}
			if c.uncoveredNames(kind, g, mine, covering, restricted, &w) {
				add(p, w, "")
				continue
			}
			c.documents(kind, g, mine, covering, restricted, class, w, func(w Witness) { add(p, w, "all documents") }, doubted)
			c.fields(kind, g, mine, covering, restricted, class, w, func(w Witness) { add(p, w, "fields such as "+w.Field) })
		}
	}
	for _, l := range lacks {
		summary := strings.Join(l.privileges, ", ") + " on " + g.describe()
		if l.witness.Restricted {
			summary += " (restricted indices)"
		}
		if l.what != "" {
			summary += ": " + l.what
		}
		c.add(kind, l.witness, l.at, summary)
	}
}

// granting returns the privilege of the group to name for a class: the one
// with the fewest actions of those written, which says most.
func (g *group) granting(class *actionClass) (grant, bool) {
	for _, p := range g.privileges {
		if _, ok := slices.BinarySearch(class.privileges, p.name); ok {
			return p, true
		}
	}
	return grant{}, false
}

func (g *group) describe() string {
	names := strings.Join(g.names, ", ")
	if len(g.clusters) > 0 {
		names += " of remote clusters " + strings.Join(g.clusters, ", ")
	}
	return names
}

// covering returns the groups that grant a class.
func covering(groups []*group, class *actionClass) []*group {
	var out []*group
	for _, g := range groups {
		if g.grants(class) {
			out = append(out, g)
		}
	}
	return out
}

// names returns the names of the group that can exist: restricted ones, or the
// others.
func (c *comparison) names(g *group, known *automata.Language, restricted bool) *automata.Language {
	if g.reach != nil {
		// Which names are restricted on a remote cluster is its own matter.
		return automata.Intersect(g.language, automata.AliasNames())
	}
	if restricted {
		// Prefer a name known to be restricted; where the group has none, any
		// name may be, on a cluster with other plugins.
		preferred := automata.Intersect(g.language, known, automata.AliasNames())
		if empty, err := c.budget.IsEmpty(preferred); err == nil && !empty {
			return preferred
		}
		return automata.Intersect(g.language, automata.AliasNames())
	}
	return automata.Intersect(automata.Minus(g.language, known), automata.AliasNames())
}

// uncoveredNames looks for a name of mine that no group of theirs reaches.
func (c *comparison) uncoveredNames(kind Kind, g *group, mine *automata.Language, theirs []*group, restricted bool, w *Witness) bool {
	reach := func(t *group) bool { return !restricted || t.restricted }
	if g.reach == nil {
		var languages []*automata.Language
		for _, t := range theirs {
			if reach(t) {
				languages = append(languages, t.language)
			}
		}
		name, found := c.witness(automata.Minus(mine, automata.Union(languages...)), kind, g.entries[0])
		w.Index = name
		return found
	}
	// Two dimensions, clusters and names: for every set of their entries that
	// has a cluster of mine in common, the names must be covered by that set.
	return c.splitBy(g.reach, theirs, func(t *group) *automata.Language { return t.reach }, kind, g.entries[0],
		func(cluster string, in []*group) bool {
			var languages []*automata.Language
			for _, t := range in {
				if reach(t) {
					languages = append(languages, t.language)
				}
			}
			name, found := c.witness(automata.Minus(mine, automata.Union(languages...)), kind, g.entries[0])
			w.Index, w.Cluster = name, cluster
			return found
		})
}

// splitBy partitions a language by the languages of groups and visits every
// part that is not empty, with a string of it and the groups that contain it,
// until visit returns true. It reports whether any visit did.
func (c *comparison) splitBy(l *automata.Language, groups []*group, of func(*group) *automata.Language, kind Kind, at Place, visit func(string, []*group) bool) bool {
	example, found := c.witness(l, kind, at)
	if !found {
		return false
	}
	if len(groups) == 0 {
		return visit(example, nil)
	}
	first, rest := groups[0], groups[1:]
	if c.splitBy(automata.Intersect(l, of(first)), rest, of, kind, at, func(s string, in []*group) bool {
		return visit(s, append(slices.Clone(in), first))
	}) {
		return true
	}
	return c.splitBy(automata.Minus(l, of(first)), rest, of, kind, at, visit)
}
