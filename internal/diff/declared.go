package diff

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
)

// DeclaredResult is what became of declared changes: they match where there
// are no failures.
type DeclaredResult struct {
	Count    int // declarations read
	Failures []DeclaredFailure
	// Suggested are lines that declare all that changed in the roles of which
	// something is undeclared; of a role that no lines were found for, none.
	Suggested []string
}

// FailureKind says how what is declared differs from what changed.
type FailureKind string

// The kinds of failures.
const (
	Undeclared  FailureKind = "undeclared"  // it changed and nobody declared it
	Undelivered FailureKind = "undelivered" // it is declared and did not change
	Undecided   FailureKind = "undecided"   // it cannot be told whether it changed
	Unreadable  FailureKind = "unreadable"  // the declaration makes no sense
)

// DeclaredFailure is a difference between what is declared and what changed.
type DeclaredFailure struct {
	Kind        FailureKind
	Role        string
	Message     string
	Declaration *Declaration // nil where none is at fault
	Change      *Change      // what is undeclared; nil otherwise
	Gain        bool         // whether Change is a gain
}

// CheckDeclared holds the declarations against the result, and stores what it
// finds in Result.Declared. Equality is decided by the access engine: what a
// role gained must be within what it had and what is declared for it, every
// declared gain must be granted and must not all have been before, and likewise
// for losses. A declaration is about names and privileges; of which documents
// and fields there are more or fewer need not be declared apart.
func (res *Result) CheckDeclared(declarations []Declaration, unreadable []error) {
	c := declaredCheck{target: res.Target, out: &DeclaredResult{Count: len(declarations)}}
	for _, err := range unreadable {
		c.fail(Unreadable, "", nil, "%v", err)
	}
	declarations = Settle(declarations)
	named := map[string]bool{}
	for i := range res.Roles {
		r := &res.Roles[i]
		named[r.Name] = true
		var own []*Declaration
		for j := range declarations {
			if declarations[j].Role == r.Name {
				own = append(own, &declarations[j])
			}
		}
		failed := len(c.out.Failures)
		c.role(r, own)
		if slices.ContainsFunc(c.out.Failures[failed:], func(f DeclaredFailure) bool { return f.Kind == Undeclared }) {
			c.out.Suggested = append(c.out.Suggested, c.suggest(r)...)
		}
	}
	for i := range declarations {
		if d := &declarations[i]; !named[d.Role] {
			c.fail(Undelivered, d.Role, d, "no such role is on either side")
		}
	}
	res.Declared = c.out
}

type declaredCheck struct {
	target catalog.Target
	out    *DeclaredResult
}

func (c *declaredCheck) fail(kind FailureKind, name string, d *Declaration, format string, args ...any) {
	c.out.Failures = append(c.out.Failures, DeclaredFailure{Kind: kind, Role: name, Message: fmt.Sprintf(format, args...), Declaration: d})
}

func (c *declaredCheck) role(r *Role, own []*Declaration) {
	var gains, losses []*Declaration
	whole := map[string]bool{}
	for _, d := range own {
		switch {
		case d.Whole != "":
			whole[d.Whole] = true
			if d.Whole == "added" && r.Verdict != Added || d.Whole == "removed" && r.Verdict != Removed {
				c.fail(Undelivered, r.Name, d, "the role was not %s", d.Whole)
			}
		case d.Gain:
			gains = append(gains, d)
		default:
			losses = append(losses, d)
		}
	}
	switch {
	case r.Verdict == Added && !whole["added"]:
		c.fail(Undeclared, r.Name, nil, "the role is new and not declared as added")
		return
	case r.Verdict == Removed && !whole["removed"]:
		c.fail(Undeclared, r.Name, nil, "the role is gone and not declared as removed")
		return
	case len(gains)+len(losses) == 0 && (r.Verdict == Added || r.Verdict == Removed):
		return // declared as a whole
	case len(gains)+len(losses) == 0:
		c.nothingDeclared(r)
		return
	}
	before, err := access.Of(c.target, roles(r.Before)...)
	if err == nil {
		var after *access.Set
		if after, err = access.Of(c.target, roles(r.After)...); err == nil {
			c.direction(r, before, after, gains, true)
			c.direction(r, after, before, losses, false)
			return
		}
	}
	c.fail(Undecided, r.Name, nil, "%v", err)
}

// nothingDeclared says everything that changed.
func (c *declaredCheck) nothingDeclared(r *Role) {
	for i := range r.Gained {
		c.undeclared(r, &r.Gained[i], true)
	}
	for i := range r.Lost {
		c.undeclared(r, &r.Lost[i], false)
	}
	c.undecided(r, r.Unknown)
}

func (c *declaredCheck) undeclared(r *Role, change *Change, gain bool) {
	how := "lost"
	if gain {
		how = "gained"
	}
	c.out.Failures = append(c.out.Failures, DeclaredFailure{Kind: Undeclared, Role: r.Name,
		Message: how + " and not declared: " + change.Summary, Change: change, Gain: gain})
}

func (c *declaredCheck) undecided(r *Role, doubts []Doubt) {
	var said []string
	for _, u := range doubts {
		if !slices.Contains(said, u.Reason) {
			said = append(said, u.Reason)
			c.fail(Undecided, r.Name, nil, "%s", u.Reason)
		}
	}
}

// direction checks the gains, from before to after; or, the other way round,
// the losses.
func (c *declaredCheck) direction(r *Role, from, to *access.Set, declared []*Declaration, gain bool) {
	allowed := slices.Clone(from.Roles)
	for _, d := range declared {
		allowed = append(allowed, d.Grants)
	}
	covered, err := access.Of(c.target, allowed...)
	if err != nil {
		c.fail(Undecided, r.Name, nil, "%v", err)
		return
	}
	changes, doubts := to.Uncovered(covered)
	for _, change := range changes {
		located := Change{change, r.place(change.At)}
		c.undeclared(r, &located, gain)
	}
	for _, u := range doubts {
		c.fail(Undecided, r.Name, nil, "%s", u.Reason)
	}
	for _, d := range declared {
		c.delivered(r, d, from, to)
	}
}

// delivered checks one declaration. For a gain, from is BEFORE and to is
// AFTER; for a loss it is the other way round.
func (c *declaredCheck) delivered(r *Role, d *Declaration, from, to *access.Set) {
	own, err := access.Of(c.target, d.Grants)
	if err != nil {
		c.fail(Unreadable, r.Name, d, "%v", err)
		return
	}
	if missing := uncovered(own, to); len(missing) > 0 {
		when := "is not granted"
		if !d.Gain {
			when = "was not granted before"
		}
		c.fail(Undelivered, r.Name, d, "%s: %s", when, missing[0].Witness)
		return
	}
	if !d.Gain {
		c.taken(r, d, own, from)
		return
	}
	if already, doubts := own.Uncovered(from); len(already)+len(doubts) == 0 {
		c.fail(Undelivered, r.Name, d, "all of it was granted before")
	}
}

// taken checks that no name keeps what is declared lost.
func (c *declaredCheck) taken(r *Role, d *Declaration, own, after *access.Set) {
	switch {
	case d.Indices != nil:
		for _, p := range d.Indices.Privileges {
			for _, name := range d.Names {
				kept, found, err := after.Keeps(access.IndexQuestion{On: name, Do: p.Value}, d.Indices.AllowRestricted)
				switch {
				case err != nil:
					c.fail(Undecided, r.Name, d, "%v", err)
				case found:
					c.fail(Undelivered, r.Name, d, "%s is still granted on %s", p.Value, kept)
				}
			}
		}
	case d.RunAs != "":
		if a, err := after.RunAs(d.RunAs); err != nil || a.Verdict != access.No {
			c.fail(Undelivered, r.Name, d, "it is still granted, in part or as a whole")
		}
	default:
		if rest, doubts := own.Uncovered(after); len(rest)+len(doubts) == 0 {
			c.fail(Undelivered, r.Name, d, "all of it is still granted")
		}
	}
}

// uncovered returns the changes that are about names and privileges, not about
// documents and fields.
func uncovered(s, other *access.Set) []access.Change {
	changes, _ := s.Uncovered(other)
	return slices.DeleteFunc(changes, func(c access.Change) bool {
		return c.Witness.Documents != "" || c.Witness.Field != ""
	})
}
