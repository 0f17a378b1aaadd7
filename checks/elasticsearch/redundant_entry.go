package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
)

var redundantEntry = checks.Check{
	Rule: diag.Rule{
		ID:       "redundant-entry",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "The other entries of the role grant all that an entry grants",
		Why: "Entries of `indices` add up. Where the others together grant everything that one grants, on the same names, with the same documents and fields and the same reach into restricted indices, it changes nothing; " +
			"it reads as if it did, and survives when somebody narrows the other. It is decided by what the patterns match and what the privileges contain, not by their texts. " +
			"The sets of actions are those of one recent version.",
		What:     "Remove the entry, or the wider one if that was not meant.",
		Evidence: []string{compositeRoles, indicesPermission},
	},
	Role: func(p *checks.Pass) {
		list := p.Role.Indices
		if len(list) < 2 || p.Role.BuiltInExport() {
			return
		}
		search := redundancy{p: p, tries: maxTries, lift: liftSearch{target: p.Target, effort: effortOf(p), decided: maxDecided}}
		kept := make([]*role.Indices, 0, len(list))
		for i := range list {
			if search.readable(&list[i]) {
				kept = append(kept, &list[i])
			}
		}
		// From the last on, so that of two equal ones the first stays.
		for i := len(kept) - 1; i >= 0 && len(kept) > 1; i-- {
			others := slices.Concat(kept[:i], kept[i+1:])
			by := search.granting(kept[i], others)
			if by == nil {
				continue
			}
			e := kept[i]
			kept = others
			words := "the other entries together grant all of it"
			if len(by) == 1 {
				words = fmt.Sprintf("the entry on %s grants all of it", shortList(by[0].Names))
			}
			var related []checks.Detail
			for _, b := range by[:min(len(by), 5)] {
				related = append(related, checks.Related(checks.Value(b.Node), "grants it"))
			}
			p.Report(checks.Value(e.Node), fmt.Sprintf("the entry on %s adds nothing: %s", shortList(e.Names), words), append(related, checks.SafeFix("remove the entry", edit.Remove(e.Node)))...)
		}
	},
}

// maxTries limits how many comparisons of access a role may cost, maxEntries
// between how many entries candidates are looked for, and maxRaw and maxNames
// how many raw actions and names of a role are compared. What lies
// beyond is not reported: that an entry is redundant harms nobody.
const (
	maxTries   = 20
	maxEntries = 300
	maxRaw     = 4
	maxNames   = 5000
)

// redundancy looks for entries that others make redundant.
type redundancy struct {
	p     *checks.Pass
	tries int
	raw   int // raw actions so far
	names int // names so far
	lift  liftSearch
}

// readable reports whether what an entry grants is known: no privilege that
// the target does not have, and none whose actions are not established.
// Entries with many raw actions are left out: they overlap in more ways than
// anybody writes.
func (s *redundancy) readable(e *role.Indices) bool {
	raw := 0
	for _, p := range e.Privileges {
		if strings.Contains(p.Value, ":") {
			raw++
		}
	}
	if s.raw += raw; raw > 0 && s.raw > maxRaw {
		return false
	}
	if s.names += len(e.Names); s.names > maxNames {
		return false
	}
	return len(e.Privileges) > 0 && len(e.Names) > 0 && !slices.ContainsFunc(e.Privileges, func(p role.Text) bool {
		return knownActions(index, p.Value, s.p.Target) == nil
	})
}

// granting returns the entries that together grant what e grants: a single one
// where there is; nil where they do not, or it cannot be decided.
func (s *redundancy) granting(e *role.Indices, others []*role.Indices) []*role.Indices {
	if len(others) > maxEntries {
		return nil
	}
	var near []*role.Indices
	for _, o := range others {
		if mayOverlap(e.Names, o.Names) {
			near = append(near, o)
		}
	}
	if s.liftedBy(e, near) || !s.mayGrant(e, near) || !s.grants(e, near) {
		return nil
	}
	for _, o := range near {
		if one := []*role.Indices{o}; len(near) > 1 && s.mayGrant(e, one) && s.grants(e, one) {
			return one
		}
	}
	return near
}

// liftedBy reports whether another entry lifts a restriction of the entry: that
// is the subject of document-restriction-lifted and field-restriction-lifted.
func (s *redundancy) liftedBy(e *role.Indices, others []*role.Indices) bool {
	return slices.ContainsFunc(others, func(o *role.Indices) bool {
		if (!limitsDocuments(e) || limitsDocuments(o)) && (!limitsFields(e) || limitsFields(o)) {
			return false
		}
		_, lifted := s.lift.lifts(e, o)
		return lifted || s.lift.exhausted()
	})
}

// mayGrant decides by the beginnings of names and actions: false is certain.
func (s *redundancy) mayGrant(e *role.Indices, others []*role.Indices) bool {
	var names []string
	for _, o := range others {
		names = append(names, values(o.Names)...)
	}
	return mayCoverAll(names, values(e.Names)) && mayCoverAll(s.actions(others...), s.actions(e))
}

// actions are those of all privileges of the entries.
func (s *redundancy) actions(entries ...*role.Indices) []string {
	var actions []string
	seen := map[string]bool{}
	for _, e := range entries {
		for _, p := range e.Privileges {
			if !seen[p.Value] {
				seen[p.Value] = true
				actions = append(actions, knownActions(index, p.Value, s.p.Target)...)
			}
		}
	}
	return actions
}

// grants compares the access with and without the entry.
func (s *redundancy) grants(e *role.Indices, others []*role.Indices) bool {
	s.tries--
	s.lift.effort.tries--
	if s.tries < 0 || s.lift.effort.tries < 0 || s.lift.effort.pool.Empty() {
		return false
	}
	without, err := accessOf(s.p.Target, others...)
	if err != nil {
		return false
	}
	with, err := accessOf(s.p.Target, append(slices.Clone(others), e)...)
	if err != nil {
		return false
	}
	more, unknown := with.Uncovered(without)
	if len(unknown) > 0 {
		s.tries -= 5 // what follows will be as hard
		s.lift.effort.tries -= fileTries / 20
	}
	return len(more) == 0 && len(unknown) == 0
}

// accessOf returns the access that entries grant together.
func accessOf(t catalog.Target, entries ...*role.Indices) (*access.Set, error) {
	r := &role.Role{}
	for _, e := range entries {
		r.Indices = append(r.Indices, *e)
	}
	return access.Of(t, r)
}
