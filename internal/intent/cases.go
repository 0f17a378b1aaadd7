package intent

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// privileges are what is granted in one space: feature → privileges.
type privileges map[string][]string

// inSpace returns what a role grants in a space, by itself or in all spaces.
func inSpace(e *access.Effective, space string) privileges {
	var everywhere privileges
	for _, s := range e.Spaces {
		if s.ID == space {
			return byFeature(s)
		}
		if s.ID == "*" {
			everywhere = byFeature(s)
		}
	}
	return everywhere
}

func byFeature(s access.Space) privileges {
	p := privileges{}
	for _, f := range s.Features {
		p[f.ID] = f.Privileges
	}
	return p
}

func (p privileges) any(feature string, ids ...string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(p[feature], id) })
}

// level returns the access to an owner's cases, and for a level below
// everything which privileges everything would need besides.
//
// A grant on an earlier generation counts as Kibana replaces it: all by all,
// minimal_all by minimal_all and what the later generation took out of it.
func (o *owner) level(p privileges, t catalog.Target) (level, []string) {
	held, lacks := nothing, []string(nil)
	for _, id := range o.features {
		f, ok := catalog.LookupFeature(id)
		if !ok {
			continue
		}
		switch {
		case p.any(id, "all"):
			return everything, nil
		case p.any(id, "minimal_all"):
			rest := lackingOfAll(f, p[id], t)
			if len(rest) == 0 {
				return everything, nil
			}
			if held < working {
				held, lacks = working, rest
			}
		case len(p[id]) > 0 && held < reading && p.any(id, "read", "minimal_read"):
			held = reading
		}
	}
	if o.usesSiem(t) {
		// Without customised sub-features Cases follow Security's own All and
		// Read (documentation "Cases requirements" of Security 7.17).
		switch {
		case p.any("siem", "all", "cases_all"):
			return everything, nil
		case held < reading && p.any("siem", "read", "cases_read"):
			held = reading
		}
	}
	return held, lacks
}

// lackingOfAll returns the sub-feature privileges that all includes and that
// are not held beside minimal_all.
func lackingOfAll(f *catalog.Feature, held []string, t catalog.Target) []string {
	var lacking []string
	for _, id := range f.Includes("all", t) {
		if id != "all" && !slices.Contains(held, id) {
			lacking = append(lacking, id)
		}
	}
	return lacking
}

// missing returns what a profile demands and a space does not have, as
// accesses that would have to be granted.
func (b *builtIn) missing(p privileges, o *owner, space string, t catalog.Target) []access.Change {
	var out []access.Change
	add := func(feature string, privileges ...string) {
		out = append(out, access.Change{
			Kind:    access.KibanaKind,
			Witness: access.Witness{Space: space, Feature: feature, Privilege: privileges[0]},
			Summary: describe(space, feature, strings.Join(privileges, ", ")),
		})
	}
	held, lacks := o.level(p, t)
	if held < b.access.needs {
		id := o.features[0]
		if f := o.feature(t); f != nil {
			id = f.ID
		}
		switch {
		case b.access.needs == reading:
			add(id, o.privilege("read", t))
		case b.access.needs == everything && held == working:
			add(id, lacks...)
		default:
			add(id, o.privilege("all", t))
		}
	}
	if b.access.connectors && !p.any("actions", "all", "minimal_all") {
		add("actions", "all")
	}
	return out
}

func describe(space, feature, privilege string) string {
	switch space {
	case "*":
		return feature + ": " + privilege + " in all spaces"
	case "":
		return feature + ": " + privilege + " in any space"
	}
	return feature + ": " + privilege + " in space " + space
}

// floor returns what a role lacks of the profile. With spaces it must hold in
// every one of them, otherwise in any one; of several owners any one's cases
// do. What is returned is the nearest miss. unknown says why it cannot be
// decided; "" where it can.
func (b *builtIn) floor(e *access.Effective, spaces []string, t catalog.Target) (missing []access.Change, unknown string) {
	if b.access.needs == nothing {
		return nil, ""
	}
	candidates := b.nearest(e, t)
	unknown = b.undecided(candidates, t)
	if unknown != "" {
		candidates = b.owners // what is written may satisfy it all the same
	}
	found := false
	for _, o := range candidates {
		for _, lacking := range b.lacking(e, o, spaces, t) {
			if len(lacking) == 0 {
				return nil, ""
			}
			if !found || len(lacking) < len(missing) {
				missing, found = lacking, true
			}
		}
	}
	if unknown != "" {
		return nil, unknown
	}
	return missing, ""
}

// lacking returns the ways to satisfy the profile by an owner's cases, each
// as what is missing for it: the spaces together, or each space of the role.
func (b *builtIn) lacking(e *access.Effective, o *owner, spaces []string, t catalog.Target) [][]access.Change {
	if len(spaces) > 0 {
		var all []access.Change
		for _, s := range spaces {
			all = append(all, b.missing(inSpace(e, s), o, s, t)...)
		}
		return [][]access.Change{all}
	}
	var ways [][]access.Change
	for _, s := range e.Spaces {
		ways = append(ways, b.missing(byFeature(s), o, s.ID, t))
	}
	if len(ways) == 0 {
		ways = append(ways, b.missing(nil, o, "", t))
	}
	return ways
}

// undecided says why nothing certain can be said of a role that does not
// satisfy the profile by the letter; "" where there is no reason.
func (b *builtIn) undecided(candidates []*owner, t catalog.Target) string {
	switch {
	case t.Deployment == catalog.Serverless:
		return "which Cases features Serverless has is not established"
	case len(candidates) == 0:
		return fmt.Sprintf("Kibana %s has no Cases feature of %s", t.Stack, b.owners[0].solution)
	}
	return ""
}

// nearest returns the profile's owners that the target has cases of: those
// that the role grants most on first, so that a miss is about them.
func (b *builtIn) nearest(e *access.Effective, t catalog.Target) []*owner {
	var out []*owner
	for _, o := range b.owners {
		if o.feature(t) != nil {
			out = append(out, o)
		}
	}
	highest := func(o *owner) level {
		top := nothing
		for _, s := range e.Spaces {
			held, _ := o.level(byFeature(s), t)
			top = max(top, held)
		}
		return top
	}
	slices.SortStableFunc(out, func(x, y *owner) int { return int(highest(y)) - int(highest(x)) })
	return out
}

// ceiling returns what a role grants beyond the profile on the cases of its
// owners: in the spaces, or anywhere where none are stated.
func (b *builtIn) ceiling(r *role.Role, spaces []string, t catalog.Target) []access.Change {
	if b.access.allows == everything {
		return nil
	}
	var out []access.Change
	for _, piece := range pieces(r) {
		e := access.Kibana(piece.role, t)
		for _, s := range e.Spaces {
			if len(spaces) > 0 && s.ID != "*" && !slices.Contains(spaces, s.ID) {
				continue
			}
			p := byFeature(s)
			for _, o := range b.owners {
				if feature, privilege := b.beyond(p, o, t); feature != "" {
					out = append(out, access.Change{
						Kind:    access.KibanaKind,
						Witness: access.Witness{Space: s.ID, Feature: feature, Privilege: privilege},
						At:      access.Place{Role: r, Node: piece.node},
						Summary: describe(s.ID, feature, privilege),
					})
				}
			}
		}
	}
	return out
}

// openCeiling says why the profile's ceiling is not decided by what is found:
// what base privileges grant on Serverless is not established.
func (b *builtIn) openCeiling(r *role.Role, t catalog.Target) string {
	if b.access.allows == everything || t.Deployment != catalog.Serverless {
		return ""
	}
	for _, e := range r.KibanaEntries {
		if len(e.Base) > 0 {
			return "what base privileges grant on cases in Serverless is not established"
		}
	}
	return ""
}

// beyond returns a privilege on an owner's cases that the profile does not
// allow; "" where there is none.
func (b *builtIn) beyond(p privileges, o *owner, t catalog.Target) (feature, privilege string) {
	for _, id := range o.features {
		for _, held := range p[id] {
			if b.access.allows == nothing || held == "all" || held == "minimal_all" {
				return id, held
			}
		}
	}
	if o.usesSiem(t) {
		for _, held := range []string{"all", "cases_all", "read", "cases_read"} {
			if p.any("siem", held) && (b.access.allows == nothing || held == "all" || held == "cases_all") {
				return "siem", held
			}
		}
	}
	return "", ""
}

// piece is one privilege of a role by itself, with where it is written.
type piece struct {
	role *role.Role
	node *source.Node
}

// pieces takes a role's Kibana grants apart.
func pieces(r *role.Role) []piece {
	var out []piece
	for _, e := range r.KibanaEntries {
		for _, base := range e.Base {
			alone := role.KibanaEntry{Spelling: e.Spelling, Spaces: e.Spaces, AllSpaces: e.AllSpaces, Base: []role.Text{base}}
			out = append(out, piece{&role.Role{KibanaEntries: []role.KibanaEntry{alone}}, base.Node})
		}
		for _, f := range e.Features {
			for _, p := range f.Privileges {
				alone := role.KibanaEntry{Spelling: e.Spelling, Spaces: e.Spaces, AllSpaces: e.AllSpaces,
					Features: []role.Feature{{ID: f.ID, Node: f.Node, Privileges: []role.Text{p}}}}
				out = append(out, piece{&role.Role{KibanaEntries: []role.KibanaEntry{alone}}, p.Node})
			}
		}
	}
	for _, a := range r.Applications {
		// Kibana's own application is among the entries, but for the privilege
		// "*", which only the whole entry shows.
		out = append(out, piece{&role.Role{Applications: []role.Application{a}}, a.Node})
	}
	return out
}
