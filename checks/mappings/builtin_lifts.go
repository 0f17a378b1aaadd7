package mappings

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var builtinRoleLifts = checks.Check{
	Rule: diag.Rule{
		ID: "builtin-role-lifts-restriction", Category: diag.Excess, Severity: diag.Warning, Needs: needs,
		Title: "A built-in role of the same users lifts what a role restricts",
		Why: "Roles of one user add up, and the widest one wins; there is no deny. `viewer` and `editor` read nearly every index without a document query or `field_security`, and grant Kibana in every space; so a role with a query, with `field_security` or for some spaces only restricts nobody who has one of them too. " +
			"Users have both roles where one mapping grants both, or where whoever matches the one mapping matches the other, as `realm.name` alone does. That the restriction falls is proved from the grants of the built-in role in the catalogue, with a name on which it does. " +
			"Where only spaces are concerned, the finding is an info.",
		What:     "Take the built-in role from these users, or give them a role of your own with less.",
		Evidence: []string{"https://github.com/elastic/kibana/issues/25701", "https://github.com/elastic/kibana/issues/23581", "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/CompositeRolesStore.java", builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		s := &search{pass: p, sets: newSets(p.Target), left: maxPairs, restricting: map[string][]placed{}}
		s.collect()
		for _, own := range s.own {
			for _, builtIn := range s.builtIn {
				if s.left--; s.left < 0 {
					p.Report(rolePlace(own.file, own.mapping, own.role), "whether built-in roles lift what roles restrict, here and in the mappings below, was not looked at: there are too many mappings", checks.Severity(diag.Info))
					return
				}
				if together(builtIn.mapping, own.mapping) {
					s.compare(own, builtIn)
				}
			}
		}
	},
}

// maxPairs limits how many pairs of granted roles are looked at.
const maxPairs = 20_000

// grant is a role that a mapping grants.
type grant struct {
	file    *surroundings.MappingFile
	mapping *surroundings.Mapping
	role    surroundings.Text
}

// search looks for built-in roles that lift restrictions.
type search struct {
	pass         *checks.Pass
	sets         *sets
	own, builtIn []grant
	left         int                 // pairs
	restricting  map[string][]placed // roles of the run that restrict something, by name
}

// placed is a role with its file.
type placed struct {
	file *role.File
	role *role.Role
}

// collect gathers the granted roles: those that are built in, and those of the
// run that restrict something.
func (s *search) collect() {
	for _, f := range s.pass.All.Files {
		for _, r := range f.Roles {
			if r.Template == nil && !r.BuiltInExport() && restricts(r) {
				s.restricting[r.Name] = append(s.restricting[r.Name], placed{f, r})
			}
		}
	}
	eachRole(s.pass, func(f *surroundings.MappingFile, m *surroundings.Mapping, name surroundings.Text) {
		if m.Rules == nil || m.Disabled != nil || m.Rules.Extent() == surroundings.Nobody {
			return
		}
		g := grant{f, m, name}
		if r, ok := catalog.LookupRole(name.Value); ok {
			if r.At(s.pass.Target).Exists == catalog.Yes {
				s.builtIn = append(s.builtIn, g)
			}
		} else if s.restricting[name.Value] != nil {
			s.own = append(s.own, g)
		}
	})
}

// restricts reports whether a role has something that another role can lift.
func restricts(r *role.Role) bool {
	for i := range r.Indices {
		if limitsDocuments(&r.Indices[i]) || limitsFields(&r.Indices[i]) {
			return true
		}
	}
	return limitsSpaces(r)
}

// together reports whether whoever has a role by one mapping has the roles of
// the other too.
func together(other, of *surroundings.Mapping) bool {
	return other == of || of.Rules.Implies(other.Rules)
}

// compare reports how a built-in role lifts what a role of the run restricts.
// Of several roles of the name the first that is lifted is reported.
func (s *search) compare(own, builtIn grant) {
	for _, r := range s.restricting[own.role.Value] {
		l, ok := s.sets.lifted(builtIn.role.Value, r.role)
		if !ok {
			continue
		}
		details := []checks.Detail{
			ofRole(own.role.Value),
			checks.Related(rolePlace(builtIn.file, builtIn.mapping, builtIn.role), fmt.Sprintf("%q is granted here", builtIn.role.Value)),
			checks.Related(checks.InFile(r.file.Source, l.at), "the restriction"),
		}
		if l.spaces {
			details = append(details, checks.Severity(diag.Info))
		}
		s.pass.Report(rolePlace(own.file, own.mapping, own.role), fmt.Sprintf("%s: its users have the built-in role %q too, %s", l.what(own.role.Value), builtIn.role.Value, l.why), details...)
		return
	}
}
