package diff

import (
	"cmp"
	"slices"

	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/role"
)

// Intended returns the difference from what is declared of roles, as BEFORE,
// to what they grant, as AFTER: gained is what a role grants beyond its
// declaration, lost what it lacks. Roles of which nothing is declared are left
// out. title names the declarations.
func Intended(in *intent.Intents, title string, after *Side) *Result {
	res := &Result{Before: title, After: after.Title, From: after.Target, Target: after.Target, Intended: true}
	comparisons, problems := in.Compare(filesOf(after.Roles))
	for i := range comparisons {
		res.Roles = append(res.Roles, intended(&comparisons[i]))
	}
	for _, p := range problems {
		res.Problems = append(res.Problems, Problem{Locate(p.File, p.Node), p.Message})
	}
	slices.SortStableFunc(res.Roles, func(a, b Role) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.After.File.Name, b.After.File.Name))
	})
	res.Verdict = overall(res.Roles)
	return res
}

// filesOf puts roles back into their files, in order.
func filesOf(roles []Loaded) []*role.File {
	var files []*role.File
	for _, l := range roles {
		if n := len(files); n == 0 || files[n-1].Source != l.File {
			files = append(files, &role.File{Source: l.File})
		}
		last := files[len(files)-1]
		last.Roles = append(last.Roles, l.Role)
	}
	return files
}

func intended(c *intent.Comparison) Role {
	r := Role{Name: c.Role.Name, Verdict: Verdict(c.Verdict), After: &Loaded{c.Role, c.File.Source}}
	for _, change := range c.Excess {
		r.Gained = append(r.Gained, Change{change, Locate(c.File.Source, change.At.Node)})
	}
	for i, change := range c.Missing {
		at := c.IntentPlaces[i]
		r.Lost = append(r.Lost, Change{change, Locate(at.File, at.Node)})
	}
	for _, u := range c.Unknown {
		location := Location{}
		if u.At.Role == c.Role {
			location = Locate(c.File.Source, u.At.Node)
		}
		r.Unknown = append(r.Unknown, Doubt{Unknown: u.Unknown, Location: location, Gain: u.Excess})
	}
	return r
}
