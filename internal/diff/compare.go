package diff

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Compare returns the difference between two sides: gained is what AFTER
// grants and BEFORE does not, role by role.
func Compare(before, after *Side) *Result {
	res := &Result{Before: before.Title, After: after.Title, From: before.Target, Target: after.Target}
	pairs, problems := match(before, after)
	res.Problems = problems

	c := comparer{before, after}
	res.Roles = make([]Role, len(pairs))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(runtime.GOMAXPROCS(0), len(pairs))) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pairs); i = int(next.Add(1)) - 1 {
				res.Roles[i] = c.role(&pairs[i])
			}
		})
	}
	wg.Wait()
	for i := range res.Roles {
		res.Roles[i].locate()
	}
	res.Verdict = overall(res.Roles)
	return res
}

// comparer compares pairs of roles.
type comparer struct{ before, after *Side }

func (c *comparer) role(p *pair) Role {
	r := Role{Name: p.name, Was: p.was, Before: p.before, After: p.after}
	r.Rewritten = p.before == nil || p.after == nil || p.before.Format != p.after.Format || !sameTree(p.before.Node, p.after.Node)
	if !r.Rewritten && c.before.Target == c.after.Target {
		r.Verdict = Equal
		return r
	}
	for _, side := range []*Loaded{p.before, p.after} {
		if side != nil && side.Template != nil {
			r.doubt(side, "the role holds a placeholder ("+side.Template.Language+"): what it grants is known only after it is rendered")
		}
	}
	if len(r.Unknown) > 0 {
		r.Verdict = verdict(&r)
		return r
	}
	old, err := c.beforeSet(p.before)
	if err != nil {
		r.doubt(p.before, err.Error())
	}
	now, err := access.Of(c.after.Target, roles(p.after)...)
	if err != nil {
		r.doubt(p.after, err.Error())
	}
	if len(r.Unknown) == 0 {
		r.Gained, r.Unknown = differences(now, old, true, r.Unknown)
		r.Lost, r.Unknown = differences(old, now, false, r.Unknown)
	}
	r.Verdict = verdict(&r)
	return r
}

// beforeSet returns the access of a role of BEFORE, in the terms of AFTER's
// target.
func (c *comparer) beforeSet(l *Loaded) (*access.Set, error) {
	if c.before.Target == c.after.Target {
		return access.Of(c.after.Target, roles(l)...)
	}
	return access.Upgrade(c.before.Target, c.after.Target, roles(l)...)
}

// doubt says that nothing is known in either direction.
func (r *Role) doubt(at *Loaded, reason string) {
	for _, gain := range []bool{true, false} {
		r.Unknown = append(r.Unknown, Doubt{Unknown: access.Unknown{At: access.Place{Role: at.Role, Node: at.Node}, Reason: reason}, Gain: gain})
	}
}

func roles(l *Loaded) []*role.Role {
	if l == nil {
		return nil
	}
	return []*role.Role{l.Role}
}

func differences(of, beyond *access.Set, gain bool, doubts []Doubt) ([]Change, []Doubt) {
	changes, unknown := of.Uncovered(beyond)
	var out []Change
	for _, c := range changes {
		out = append(out, Change{Change: c})
	}
	for _, u := range unknown {
		doubts = append(doubts, Doubt{Unknown: u, Gain: gain})
	}
	return out, doubts
}

// verdict sums one role up. A direction in which something is certain does not
// need what is unknown beside it.
func verdict(r *Role) Verdict {
	switch {
	case r.Before == nil:
		return Added
	case r.After == nil:
		return Removed
	}
	mayGain, mayLose := false, false
	for _, u := range r.Unknown {
		mayGain = mayGain || u.Gain
		mayLose = mayLose || !u.Gain
	}
	gains, loses := len(r.Gained) > 0, len(r.Lost) > 0
	switch {
	case !gains && mayGain, !loses && mayLose:
		return Unknown
	case gains && loses:
		return Changed
	case gains:
		return Widened
	case loses:
		return Narrowed
	}
	return Equal
}

// overall sums all roles up: equal only where every role is.
func overall(roles []Role) Verdict {
	gains, loses, unknown := false, false, false
	for i := range roles {
		switch roles[i].Verdict {
		case Widened, Added:
			gains = true
		case Narrowed, Removed:
			loses = true
		case Changed:
			gains, loses = true, true
		case Unknown:
			unknown = true
		}
	}
	switch {
	case gains && loses:
		return Changed
	case unknown:
		return Unknown
	case gains:
		return Widened
	case loses:
		return Narrowed
	}
	return Equal
}

// locate gives every change and doubt its place. Files count lines on first
// use and are no matter for several goroutines.
func (r *Role) locate() {
	for i := range r.Gained {
		r.Gained[i].Location = r.place(r.Gained[i].At)
	}
	for i := range r.Lost {
		r.Lost[i].Location = r.place(r.Lost[i].At)
	}
	for i := range r.Unknown {
		r.Unknown[i].Location = r.place(r.Unknown[i].At)
	}
}

func (r *Role) place(at access.Place) Location {
	for _, l := range []*Loaded{r.After, r.Before} {
		if l != nil && l.Role == at.Role {
			return Locate(l.File, at.Node)
		}
	}
	return Location{}
}

// sameTree reports whether two values say the same in the same order.
func sameTree(a, b *source.Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Children) != len(b.Children) {
		return false
	}
	for i, c := range a.Children {
		if c.Name != b.Children[i].Name || !sameTree(c, b.Children[i]) {
			return false
		}
	}
	return true
}
