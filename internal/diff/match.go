package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
)

// pair is a role on both sides, or on one.
type pair struct {
	name, was     string
	before, after *Loaded
}

// key is what makes a role the same role on both sides: its name, and who
// stores it, the role API or roles.yml. Roles that only differ in whose API
// they are written for are one role of the cluster.
type key struct {
	name  string
	store store
	// file tells roles of one name apart: one repository may hold the roles of
	// several clusters. It is empty where a side has the name once.
	file string
}

// store is where a role lives.
type store uint8

const (
	native store = iota // the security index, through Kibana's or Elasticsearch's API
	file                // roles.yml
	apiKey              // the role descriptors of an API key
)

func storeOf(api role.API) store {
	switch api {
	case role.FileStore:
		return file
	case role.APIKey:
		return apiKey
	}
	return native
}

// match pairs the roles of two sides. A role that moved to another file is the
// same role. Where a side has several roles of one name in several files, they
// are told apart by the file; in one file, that is a problem.
func match(before, after *Side) (pairs []pair, problems []Problem) {
	if before.Single && after.Single && len(before.Roles) == 1 && len(after.Roles) == 1 {
		b, a := &before.Roles[0], &after.Roles[0]
		p := pair{name: a.Name, before: b, after: a}
		if b.Name != a.Name {
			p.was = b.Name
		}
		return []pair{p}, nil
	}
	several := map[key]bool{}
	for _, side := range []*Side{before, after} {
		seen := map[key]bool{}
		for i := range side.Roles {
			k := key{name: side.Roles[i].Name, store: storeOf(side.Roles[i].API)}
			several[k] = several[k] || seen[k]
			seen[k] = true
		}
	}
	at := map[key]int{}
	for _, side := range []*Side{before, after} {
		for i := range side.Roles {
			r := &side.Roles[i]
			k := key{name: r.Name, store: storeOf(r.API)}
			if several[k] {
				k.file = side.within(r.File.Name)
			}
			n, found := at[k]
			if !found {
				n = len(pairs)
				at[k] = n
				pairs = append(pairs, pair{name: r.Name})
			}
			slot := &pairs[n].before
			if side == after {
				slot = &pairs[n].after
			}
			if *slot != nil {
				first := Locate((*slot).File, (*slot).Node)
				problems = append(problems, Problem{Locate(r.File, r.Node), fmt.Sprintf(
					"role %q stands twice in this file, first in line %d: which of the two holds is not certain, so it is not compared; remove one",
					r.Name, first.Range.Start.Line)})
				continue
			}
			*slot = r
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.file(), b.file()))
	})
	return pairs, problems
}

// HasRoleIn reports whether a role of the side stands in a file that is called,
// from the side's folder, what the named file is from the folder of its side.
func (s *Side) HasRoleIn(name string, of *Side) bool {
	name = of.within(name)
	return slices.ContainsFunc(s.Roles, func(r Loaded) bool { return s.within(r.File.Name) == name })
}

// within returns a file's name below the side's folder.
func (s *Side) within(name string) string {
	return strings.TrimPrefix(name, strings.TrimSuffix(s.Folder, "/")+"/")
}

func (p *pair) file() string {
	if p.after != nil {
		return p.after.File.Name
	}
	return p.before.File.Name
}
