package intent

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Check reports where a role is not what is declared of it. Orders are
// looked at by CheckOrder.
func (in *Intents) Check(r *role.Role, report func(diag.Finding)) {
	if len(in.statements) == 0 && len(in.never) == 0 && declared(r) == nil {
		return
	}
	c := &checker{intents: in, role: r, report: report}
	expectations, wrong := in.expectations(r)
	for _, n := range wrong {
		c.wrongProfile(n)
	}
	a := &actual{role: r, target: in.target}
	for _, x := range expectations {
		c.deviation(x.deviation(a))
	}
	for i := range in.never {
		c.never(&in.never[i], a)
	}
}

// checker words the findings of one role.
type checker struct {
	intents *Intents
	role    *role.Role
	report  func(diag.Finding)
}

// finding reports; key tells the finding from others of the rule at the place.
func (c *checker) finding(rule *diag.Rule, at diag.Place, key string, related []diag.Related, format string, args ...any) {
	c.report(diag.Finding{
		Rule: rule, Severity: rule.Severity, Message: fmt.Sprintf(format, args...),
		Role: c.role.Name, Place: at, Related: related, Key: key,
	})
}

func (c *checker) wrongProfile(n *source.Node) {
	at := diag.Place{Node: n}
	if n.Kind != source.String {
		c.finding(unknownProfileRule, at, "", nil, `the declared intent must be the name of a profile, such as "cases/assignee", or a list of names, but is %s; it checks nothing`, decode.Article(n.Kind))
		return
	}
	c.finding(unknownProfileRule, at, "", nil, "there is no profile %q, so that nothing is checked%s", n.Text, c.intents.suggestProfile(n.Text))
}

func (c *checker) deviation(d deviation) {
	if c.leftToRule(&d) {
		return
	}
	declaredHere := []diag.Related{{Place: d.at, Message: "declared here"}}
	if d.inRole {
		declaredHere = nil
	}
	for _, g := range grouped(d.missing) {
		related := declaredHere
		if d.floor != nil {
			related = append([]diag.Related{{Place: c.elsewhere(d.floor.at, g.first.At.Node), Message: "needed by this"}}, related...)
		}
		c.finding(missingRule, c.whereMissing(&d, g.first.Kind), g.first.Summary, related,
			"role %q lacks %s, which %s needs; grant it, or correct what is declared", c.role.Name, g.words(), d.words("its floor"))
	}
	for _, g := range grouped(d.excess) {
		related := declaredHere
		if d.ceiling != nil {
			related = append([]diag.Related{{Place: d.ceiling.at, Message: "the ceiling"}}, related...)
		}
		if d.inRole {
			related = append(related, diag.Related{Place: d.at, Message: "declared here"})
		}
		c.finding(excessRule, c.whereGranted(g.first), g.first.Summary, related,
			"role %q grants %s, which %s does not allow; narrow it, or correct what is declared", c.role.Name, g.words(), d.words("its ceiling"))
	}
	for _, u := range d.unknown {
		at := c.whereDoubted(u.Unknown)
		if d.inRole && u.At.Role != c.role {
			at = d.at
		}
		c.finding(unknownRule, at, u.Reason, declaredHere, "whether role %q is as %s demands is not decided: %s", c.role.Name, d.words("what is declared of it"), u.Reason)
	}
}

// leftToRule reports whether cases-assignee-needs-all speaks instead: of an
// assignee's role that works no cases of any owner in any space, since 8.5.
func (c *checker) leftToRule(d *deviation) bool {
	t := c.intents.target
	if d.builtIn == nil || d.builtIn.access.name != "assignee" || t.Stack.Compare(catalog.V(8, 5)) < 0 {
		return false
	}
	for _, s := range access.Kibana(c.role, t).Spaces {
		p := byFeature(s)
		for _, o := range owners {
			for _, id := range o.features {
				if p.any(id, "all", "minimal_all") {
					return false
				}
			}
		}
	}
	return true
}

func (c *checker) never(x *never, a *actual) {
	related := []diag.Related{{Place: x.at, Message: "forbidden here"}}
	found, unknown := x.reach(a)
	for _, u := range unknown {
		c.finding(unknownRule, c.whereDoubted(u), x.words, related, "whether role %q reaches %s, which no role may, is not decided: %s", c.role.Name, x.words, u.Reason)
	}
	for _, g := range grouped(found) {
		c.finding(neverRule, c.whereGranted(g.first), x.words, related,
			"no role may reach %s, but role %q can: %s; narrow this entry", x.words, c.role.Name, g.words())
	}
}

// whereMissing is the declaration in the role, or else the part of the role
// that what is missing would stand in.
func (c *checker) whereMissing(d *deviation, kind access.Kind) diag.Place {
	if d.inRole {
		return d.at
	}
	return c.place(kind)
}

// whereGranted is the privilege or entry that gives an access.
func (c *checker) whereGranted(change access.Change) diag.Place {
	if change.At.Node == nil {
		return c.place(change.Kind)
	}
	return diag.Place{Node: change.At.Node}
}

// whereDoubted is the construct of the role that is not decided, or the role.
func (c *checker) whereDoubted(u access.Unknown) diag.Place {
	if u.At.Role == c.role && u.At.Node != nil {
		return diag.Place{Node: u.At.Node}
	}
	return c.place("")
}

// elsewhere is a place in the file of another; the other itself where there is
// no node.
func (c *checker) elsewhere(other diag.Place, n *source.Node) diag.Place {
	if n == nil {
		return other
	}
	return diag.Place{Node: n, File: other.File}
}

// place returns the key of the part of the role that grants a kind of access,
// or else the role's.
func (c *checker) place(kind access.Kind) diag.Place {
	body := c.role.Node
	keys := map[access.Kind][]string{
		access.KibanaKind: {"kibana", "applications"}, access.IndexKind: {"indices", "index"}, access.ClusterKind: {"cluster"},
		access.ApplicationKind: {"applications"}, access.RunAsKind: {"run_as"},
		access.RemoteIndexKind: {"remote_indices"}, access.RemoteClusterKind: {"remote_cluster"}, access.GlobalKind: {"global"},
	}[kind]
	if c.role.API == role.Kibana && kind != access.KibanaKind {
		body = body.Get("elasticsearch")
	}
	for _, key := range keys {
		if n := body.Get(key); n != nil {
			return diag.Place{Node: n, Part: diag.Key}
		}
	}
	if body != c.role.Node && body != nil && kind != "" {
		return diag.Place{Node: body, Part: diag.Key}
	}
	return diag.Place{Node: c.role.Node, Part: diag.Key}
}

// group are changes that one privilege or entry makes.
type group struct {
	first access.Change
	more  int
}

// grouped joins changes of the same kind and the same place.
func grouped(changes []access.Change) []group {
	var out []group
next:
	for _, change := range changes {
		for i := range out {
			g := &out[i]
			if change.At.Node != nil && g.first.At.Node == change.At.Node && g.first.Kind == change.Kind {
				g.more++
				continue next
			}
		}
		out = append(out, group{first: change})
	}
	return out
}

// words says what the access is, with a concrete access where the summary has
// none.
func (g *group) words() string {
	s := g.first.Summary
	if g.first.Kind != access.KibanaKind {
		s += fmt.Sprintf(" (for example %s)", g.first.Witness)
	}
	if g.more > 0 {
		s += fmt.Sprintf(" and %d more", g.more)
	}
	return s
}
