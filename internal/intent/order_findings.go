package intent

import (
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// CheckOrder reports, for all files of a run at once, where a role does not
// include the one before it in an order. Files are given in a stable order;
// each finding comes with the file that its place is in: one of the files, or
// an intent file.
func (in *Intents) CheckOrder(files []*role.File, report func(*source.File, diag.Finding)) {
	absent := func(o *order, index int) {
		report(o.file, diag.Finding{
			Rule: unknownRule, Severity: unknownRule.Severity, Role: o.names[index], Place: o.place(index),
			Message: "role \"" + o.names[index] + "\" is not among the roles looked at, so that its place in the order is not checked",
		})
	}
	for _, x := range in.inclusions(files, absent) {
		c := &checker{intents: in, role: x.higher.role, report: func(f diag.Finding) { report(x.higher.file.Source, f) }}
		declared := diag.Related{Place: x.order.place(x.index), Message: "the order is declared here"}
		granted := func(at access.Place) []diag.Related {
			related := []diag.Related{declared}
			if at.Node != nil && at.Role == x.lower.role {
				lower := diag.Place{Node: at.Node, File: x.lower.file.Source}
				related = append([]diag.Related{{Place: lower, Message: "granted by role \"" + x.lower.role.Name + "\" here"}}, related...)
			}
			return related
		}
		for _, g := range grouped(x.missing) {
			c.finding(orderRule, c.place(g.first.Kind), x.lower.role.Name+" "+g.first.Summary, granted(g.first.At),
				"role %q must include role %q, but lacks %s; grant it here, or take it from %q",
				x.higher.role.Name, x.lower.role.Name, g.words(), x.lower.role.Name)
		}
		for _, u := range x.unknown {
			c.finding(unknownRule, c.place(""), x.lower.role.Name, granted(u.At),
				"whether role %q includes role %q is not decided: %s", x.higher.role.Name, x.lower.role.Name, u.Reason)
		}
	}
}
