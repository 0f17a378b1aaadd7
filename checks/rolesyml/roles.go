package rolesyml

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var moreKeys = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-more-keys",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A piece of roles.yml holds several roles, of which only the first is read",
		Why: "The loader reads one role from each piece that starts in the first column. Where a piece is written in braces and holds several (`{a: {…}, b: {…}}`), it takes the first and ignores the others without a word. " +
			"A JSON file of several roles read as `roles.yml` ends like that.",
		What:     "Give every role a line of its own that begins with `NAME:` in the first column.",
		Evidence: []string{fileRolesStore},
	},
	File: func(p *checks.Pass) {
		for _, s := range p.File.Segments {
			if !loaded(s) || s.Doc == nil || s.Doc.Kind != source.Object {
				continue
			}
			first := firstMember(s)
			for _, n := range s.Doc.Children {
				if n == first || n.Key == first.Key {
					continue
				}
				p.Report(checks.At(n.Key), fmt.Sprintf("role %q stands in one piece with role %q, and the loader reads only the first of a piece: nothing of it is loaded; begin a line with %q in the first column",
					n.Name, first.Name, n.Name+":"), ofRole(n.Name), checks.Related(checks.At(first.Key), "the role that is read"))
			}
		}
	},
}

var duplicateRole = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-duplicate-role",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "roles.yml defines a role twice",
		Why:      "Of several roles with one name the loader keeps the last, without a word in the log. They do not add up: what the earlier ones grant is lost.",
		What:     "Merge them into one, or rename one.",
		Evidence: []string{fileRolesStore},
	},
	File: func(p *checks.Pass) {
		last := map[string]*role.Role{}
		for _, s := range p.File.Segments {
			if loaded(s) && s.Role != nil {
				last[s.Role.Name] = s.Role
			}
		}
		for _, s := range p.File.Segments {
			if !loaded(s) || s.Role == nil || last[s.Role.Name] == s.Role {
				continue
			}
			p.Report(checks.Key(s.Role.Node), fmt.Sprintf("role %q is defined again below, and the loader keeps the last without a word: nothing of this one holds", s.Role.Name),
				checks.OfRole(s.Role), checks.Related(checks.Key(last[s.Role.Name].Node), "this one holds"))
		}
	},
}

var fields2x = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-fields-2x",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "Field level security is written as in 2.x",
		Why:      "The loader of `roles.yml` still takes `fields` as the list of granted fields. The role API refuses it, so that the role cannot be moved there as it stands.",
		What:     "Write `field_security: {grant: […]}`.",
		Evidence: []string{fileRolesStore, "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/RoleDescriptor.java"},
	},
	Role: func(p *checks.Pass) {
		if p.Role.API != role.FileStore {
			return
		}
		for _, e := range p.Role.Indices {
			if n := e.Node.Get("fields"); n != nil && n.Kind == source.Array {
				p.Report(checks.Key(n), `"fields" is the spelling of 2.x, which only roles.yml still takes; write "field_security" with "grant"`, grantFix(n))
			}
		}
	},
}

// grantFix offers the list of fields as field_security.
func grantFix(n *source.Node) checks.Detail {
	var fields []string
	for _, c := range n.Children {
		if c.Kind != source.String {
			return checks.NoFix
		}
		fields = append(fields, c.Text)
	}
	return checks.SafeFix(`write "field_security" with "grant"`,
		edit.Rename(n, "field_security"), edit.Replace(n, []edit.Member{{Key: "grant", Value: fields}}))
}
