package access

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// indices compares index access: names × actions × fields × documents ×
// restricted. Every privilege of every entry of mine is held against the union
// of theirs, class of actions by class.
func (c *comparison) indices(kind Kind, t catalog.Target, mine, theirs []*group) {
	if len(mine) == 0 || sameGroups(mine, theirs) {
		return
	}
	classes, err := classesOf(t, mine, theirs)
	if err != nil {
		c.doubt(kind, mine[0].entries[0], "too complex: the action patterns need more states than allowed")
		return
	}
	table := newCoverage(theirs, classes)
	for _, g := range mine {
		c.group(kind, t, g, mine, table)
	}
}

// sameGroups reports whether two lists say the same in the same words.
func sameGroups(a, b []*group) bool {
	return len(a) == len(b) && slices.EqualFunc(a, b, func(x, y *group) bool {
		return x.restricted == y.restricted && x.key == y.key &&
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

// granting returns the first privilege of the group, as written, that grants a
// class.
func (g *group) granting(class *actionClass) (grant, bool) {
	for _, p := range g.privileges {
		if _, ok := slices.BinarySearch(class.privileges, p.name); ok {
			return p, true
		}
	}
	return grant{}, false
}

// describe names the indices of a group.
func (g *group) describe() string { return g.describeOnly(nil) }

// describeOnly names those of a group's indices that are in a set; all where
// that is empty.
func (g *group) describeOnly(set map[string]bool) string {
	list := g.names
	if len(set) > 0 {
		list = slices.DeleteFunc(slices.Clone(list), func(name string) bool { return !set[name] })
	}
	names := strings.Join(list, ", ")
	if len(g.clusters) > 0 {
		names += " of remote clusters " + strings.Join(g.clusters, ", ")
	}
	return names
}

func classesOf(t catalog.Target, lists ...[]*group) ([]actionClass, error) {
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
	return cachedClasses(t, keys, languages)
}

// coverage tells which groups grant which class. Classes that the same groups
// grant share their list.
type coverage struct {
	classes []actionClass
	lists   [][]*group // of each class
	sets    []int      // of each class: equal numbers, equal lists
}

func newCoverage(groups []*group, classes []actionClass) *coverage {
	// The groups with a set of privileges.
	byPrivilege := map[string][]int{}
	for i, g := range groups {
		for _, p := range g.privilegeNames() {
			byPrivilege[p] = append(byPrivilege[p], i)
		}
	}
	t := &coverage{classes: classes, lists: make([][]*group, len(classes)), sets: make([]int, len(classes))}
	numbers := map[string]int{}
	for i := range classes {
		var in []int
		for _, p := range classes[i].privileges {
			in = append(in, byPrivilege[p]...)
		}
		slices.Sort(in)
		in = slices.Compact(in)
		var key []byte
		for _, n := range in {
			key = binary.AppendUvarint(key, uint64(n))
			t.lists[i] = append(t.lists[i], groups[n])
		}
		number, ok := numbers[string(key)]
		if !ok {
			number = len(numbers)
			numbers[string(key)] = number
		}
		t.sets[i] = number
	}
	return t
}

// lack is one way in which a group's access is not covered.
type lack struct {
	witness    Witness
	at         Place
	what       string // "", "all documents", "fields such as x"
	privileges []string
	names      map[string]bool // those of the group that are not covered; empty: all
	sets       []int           // of coverage that names were held against
}

// zone is a kind of names.
type zone uint8

const (
	ordinary   zone = iota // not known to be restricted
	restricted             // known to be restricted: only with allow_restricted_indices
	doubtful               // may be restricted on a cluster with other plugins: likewise
)

// zone returns the names of a group in a zone that can exist.
func (g *group) zone(z zone, t catalog.Target) *automata.Language {
	known := Restricted(t)
	switch z {
	case ordinary:
		return automata.Intersect(automata.Minus(g.language, known), automata.AliasNames())
	case restricted:
		return automata.Intersect(g.language, known, automata.AliasNames())
	}
	return automata.Intersect(g.language, automata.Minus(mayBeRestricted(t), known), automata.AliasNames())
}

// group compares one group of mine.
func (c *comparison) group(kind Kind, t catalog.Target, g *group, mine []*group, theirs *coverage) {
	v := &inspection{c: c, kind: kind, target: t, mine: g, siblings: mine}
	if g.reach == nil {
		v.inspect(theirs, nil)
	} else {
		// Clusters are a dimension of their own: every set of their entries that
		// has a cluster of mine in common is looked at by itself.
		err := c.split(automata.Intersect(g.reach, clusterAliases()), distinct(theirs.lists), func(o *group) *automata.Language { return o.reach },
			func(cluster string, in []*group) bool {
				v.cluster = cluster
				v.inspect(theirs, append([]*group{}, in...))
				return false
			})
		if err != nil {
			c.doubt(kind, g.entries[0], tooComplex)
		}
	}
	for _, l := range v.lacks {
		summary := strings.Join(l.privileges, ", ") + " on " + g.describeOnly(l.names)
		if l.witness.Restricted {
			summary += " (restricted indices)"
		}
		if l.what != "" {
			summary += ": " + l.what
		}
		c.add(kind, l.witness, l.at, summary)
	}
}

// distinct returns the distinct groups of lists, in order of appearance.
func distinct(lists [][]*group) []*group {
	seen := map[*group]bool{}
	var out []*group
	for _, list := range lists {
		for _, g := range list {
			if !seen[g] {
				seen[g] = true
				out = append(out, g)
			}
		}
	}
	return out
}
