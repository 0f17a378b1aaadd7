package diff

import (
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/role"
)

// mostSuggested bounds the grants of a role that are tried one by one.
const mostSuggested = 200

// suggest returns the lines, with the trailer, that declare everything that
// changed in a role; nil where no such lines were found. What it returns was
// checked as any declaration is.
func (c *declaredCheck) suggest(r *Role) []string {
	texts := suggested(c, r)
	var own []*Declaration
	var lines []string
	name := r.Name
	if name == "" || strings.ContainsAny(name, " \t\r\n\"") {
		name = strconv.Quote(name)
	}
	for _, text := range texts {
		d, err := declaration(name + " " + text)
		if err != nil {
			return nil
		}
		own = append(own, &d)
		lines = append(lines, Trailer+" "+name+" "+text)
	}
	check := &declaredCheck{target: c.target, out: &DeclaredResult{}}
	check.role(r, own)
	if len(check.out.Failures) > 0 {
		return nil
	}
	return lines
}

func suggested(c *declaredCheck, r *Role) []string {
	switch r.Verdict {
	case Added:
		return []string{"added"}
	case Removed:
		return []string{"removed"}
	}
	before, err := access.Of(c.target, roles(r.Before)...)
	if err != nil {
		return nil
	}
	after, err := access.Of(c.target, roles(r.After)...)
	if err != nil {
		return nil
	}
	return append(c.beyond("+", r.After.Role, before), c.beyond("-", r.Before.Role, after)...)
}

// beyond returns the grants of a role that other does not include, as
// declarations without the role's name.
func (c *declaredCheck) beyond(sign string, of *role.Role, other *access.Set) []string {
	tried := 0
	is := func(text string) bool {
		tried++
		d, err := declaration("role " + sign + text)
		if err != nil || tried > mostSuggested {
			return false
		}
		own, err := access.Of(c.target, d.Grants)
		return err == nil && len(uncovered(own, other)) > 0
	}
	var texts []string
	add := func(text string) {
		if is(text) {
			texts = append(texts, sign+text)
		}
	}
	for _, p := range of.Cluster {
		add("cluster " + p.Value)
	}
	for i := range of.Indices {
		e := &of.Indices[i]
		restricted := ""
		if e.AllowRestricted {
			restricted = "restricted "
		}
		var names []string // of which some privileges are beyond …
		beyond := map[string][]string{}
		for _, p := range e.Privileges {
			var on []string
			for _, name := range e.Names {
				if is(p.Value + " " + restricted + name.Value) {
					on = append(on, name.Value)
				}
			}
			if all := strings.Join(on, " "); all != "" {
				if beyond[all] == nil {
					names = append(names, all)
				}
				beyond[all] = append(beyond[all], p.Value) // … and which
			}
		}
		for _, on := range names {
			texts = append(texts, sign+strings.Join(beyond[on], ",")+" "+restricted+on)
		}
	}
	for i := range of.KibanaEntries {
		e := &of.KibanaEntries[i]
		for _, space := range e.Spaces {
			for _, p := range e.Base {
				add("kibana " + space.Value + " base:" + p.Value)
			}
			for j := range e.Features {
				for _, p := range e.Features[j].Privileges {
					add("kibana " + space.Value + " " + e.Features[j].ID + ":" + p.Value)
				}
			}
		}
	}
	for _, name := range of.RunAs {
		add("run-as " + name.Value)
	}
	return texts
}
