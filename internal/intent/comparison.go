package intent

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// Verdict compares what a role grants with what is declared of it, in the
// words of a difference from intended to actual access.
type Verdict string

// The verdicts.
const (
	Equal    Verdict = "equal"    // proved to be as declared
	Widened  Verdict = "widened"  // grants more than is declared; proved to grant no less
	Narrowed Verdict = "narrowed" // grants less; proved to grant no more
	Changed  Verdict = "changed"  // both
	Unknown  Verdict = "unknown"  // not decided in one direction or both
)

// Comparison is intended against actual access of one role.
type Comparison struct {
	File     *role.File
	Role     *role.Role
	Declared []string // `profile "cases/assignee"`, `never write on .kibana*`, …
	Verdict  Verdict
	// Missing is intended access that the role does not grant. IntentPlaces
	// are where each of it is demanded, with the file: in an intent file, in
	// the role's own metadata or, for an order, in another role.
	Missing      []access.Change
	IntentPlaces []diag.Place
	// Excess is access that the role grants beyond what is intended, with
	// where it grants it.
	Excess  []access.Change
	Unknown []Doubt
}

// Compare compares every role of the files of which something is declared, in
// the order of the files. Roles that must be rendered first are left out.
// Problems are declarations in the roles' metadata that name no profile.
func (in *Intents) Compare(files []*role.File) (all []Comparison, problems []diag.Finding) {
	inclusions := in.inclusions(files, func(*order, int) {})
	for _, f := range files {
		for _, r := range f.Roles {
			if r.Template != nil {
				continue
			}
			c := Comparison{File: f, Role: r}
			a := &actual{role: r, target: in.target}
			expectations, wrong := in.expectations(r)
			checker := &checker{intents: in, role: r, report: func(d diag.Finding) {
				d.File = f.Source
				problems = append(problems, d)
			}}
			for _, n := range wrong {
				checker.wrongProfile(n)
			}
			for _, x := range expectations {
				c.add(x.deviation(a))
			}
			for i := range in.never {
				c.addNever(&in.never[i], a)
			}
			for _, x := range inclusions {
				if x.higher.role == r {
					c.addInclusion(x)
				}
			}
			if len(c.Declared) > 0 {
				c.Verdict = c.verdict()
				all = append(all, c)
			}
		}
	}
	return all, problems
}

func (c *Comparison) add(d deviation) {
	c.Declared = append(c.Declared, d.words("floor and ceiling"))
	for _, change := range d.missing {
		at := d.at
		if d.inRole {
			at.File = c.File.Source
		}
		if d.floor != nil && change.At.Node != nil {
			at = diag.Place{Node: change.At.Node, File: d.floor.at.File}
		}
		c.Missing, c.IntentPlaces = append(c.Missing, change), append(c.IntentPlaces, at)
	}
	c.Excess = append(c.Excess, d.excess...)
	c.Unknown = append(c.Unknown, d.unknown...)
}

// addNever names a `never` only where the role has to do with it: it holds for
// every role.
func (c *Comparison) addNever(x *never, a *actual) {
	found, unknown := x.reach(a)
	if len(found)+len(unknown) == 0 {
		return
	}
	c.Declared = append(c.Declared, "never "+x.words)
	c.Excess = append(c.Excess, found...)
	c.Unknown = append(c.Unknown, doubts(unknown, true)...)
}

func (c *Comparison) addInclusion(x inclusion) {
	c.Declared = append(c.Declared, fmt.Sprintf("includes role %q", x.lower.role.Name))
	for _, change := range x.missing {
		c.Missing = append(c.Missing, change)
		c.IntentPlaces = append(c.IntentPlaces, diag.Place{Node: change.At.Node, File: x.lower.file.Source})
	}
	c.Unknown = append(c.Unknown, doubts(x.unknown, false)...)
}

// verdict sums one role up. A direction in which something is certain does not
// need what is unknown beside it.
func (c *Comparison) verdict() Verdict {
	mayLack, mayExceed := false, false
	for _, u := range c.Unknown {
		mayExceed = mayExceed || u.Excess
		mayLack = mayLack || !u.Excess
	}
	lacks, exceeds := len(c.Missing) > 0, len(c.Excess) > 0
	switch {
	case lacks && exceeds:
		return Changed
	case lacks && !mayExceed:
		return Narrowed
	case exceeds && !mayLack:
		return Widened
	case mayLack || mayExceed:
		return Unknown
	}
	return Equal
}
