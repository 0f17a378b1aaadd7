package intent

import (
	"errors"
	"slices"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// deviation is the difference between one expectation and a role.
type deviation struct {
	expectation
	missing []access.Change // floor ∖ actual; their places are in the floor
	excess  []access.Change // actual ∖ ceiling; their places are in the role
	unknown []Doubt
}

// Doubt is what could not be decided.
type Doubt struct {
	access.Unknown
	Excess bool // whether the role may grant too much; otherwise it may lack something
}

func doubts(list []access.Unknown, excess bool) []Doubt {
	var out []Doubt
	for _, u := range list {
		out = append(out, Doubt{u, excess})
	}
	return out
}

// actual computes a role's access once it is asked for.
type actual struct {
	role   *role.Role
	target catalog.Target
	set    *access.Set
	err    error
}

func (a *actual) get() (*access.Set, error) {
	if a.set == nil && a.err == nil {
		a.set, a.err = access.Of(a.target, a.role)
	}
	return a.set, a.err
}

// deviation compares a role with an expectation.
func (x expectation) deviation(a *actual) deviation {
	d := deviation{expectation: x}
	doubt := func(excess bool, reason string) {
		if reason != "" {
			d.unknown = append(d.unknown, Doubt{access.Unknown{Reason: reason}, excess})
		}
	}
	if x.builtIn != nil {
		missing, unknown := x.builtIn.floor(access.Kibana(a.role, a.target), x.spaces, a.target)
		d.missing = missing
		doubt(false, unknown)
		d.excess = x.builtIn.ceiling(a.role, x.spaces, a.target)
		doubt(true, x.builtIn.openCeiling(a.role, a.target))
		return d
	}
	set, err := a.get()
	if err != nil {
		doubt(false, err.Error())
		doubt(true, err.Error())
		return d
	}
	if x.floor != nil {
		if x.floor.missing != "" {
			doubt(false, "the floor names what cannot be granted: "+x.floor.missing)
		} else {
			changes, unknown := uncovered(x.floor.set, set)
			d.missing, d.unknown = append(d.missing, changes...), append(d.unknown, doubts(unknown, false)...)
		}
	}
	if x.ceiling != nil {
		changes, unknown := uncovered(set, x.ceiling.set)
		for _, c := range changes {
			if x.ceiling.speaksOf(c.Kind) {
				d.excess = append(d.excess, c)
			}
		}
		for _, u := range doubts(unknown, true) {
			if x.ceiling.speaksOf(u.Kind) {
				d.unknown = append(d.unknown, u)
			}
		}
	}
	return d
}

// speaksOf reports whether a ceiling limits a kind of access.
func (b *bound) speaksOf(kind access.Kind) bool {
	if kind == access.KibanaKind {
		return b.kibana
	}
	return b.elasticsearch
}

// uncovered returns the access of one that other does not have. On Serverless,
// whose features are not established, Kibana access that is not written alike
// is not decided.
func uncovered(one, other *access.Set) (changes []access.Change, unknown []access.Unknown) {
	all, unknown := one.Uncovered(other)
	for _, c := range all {
		if c.Kind == access.KibanaKind && one.Target.Deployment == catalog.Serverless && hasKibana(other) {
			unknown = append(unknown, access.Unknown{Kind: c.Kind, At: c.At,
				Reason: c.Summary + " is not written on both sides, and what else grants it in Serverless is not established"})
			continue
		}
		changes = append(changes, c)
	}
	return changes, unknown
}

func hasKibana(s *access.Set) bool {
	return slices.ContainsFunc(s.Roles, func(r *role.Role) bool { return len(r.KibanaEntries) > 0 })
}

// reach returns what a role has of an access that no role may have, and what
// is not decided.
func (x *never) reach(a *actual) (found []access.Change, unknown []access.Unknown) {
	set, err := a.get()
	if err == nil {
		found, unknown, err = x.reached(set)
	}
	if errors.Is(err, automata.ErrTooComplex) {
		return nil, []access.Unknown{{Reason: "the patterns are too complex"}}
	}
	if err != nil {
		return nil, []access.Unknown{{Reason: err.Error()}}
	}
	return found, unknown
}
