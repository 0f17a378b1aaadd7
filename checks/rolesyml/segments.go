package rolesyml

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var segmentBroken = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-segment-broken",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A piece of roles.yml is no role",
		Why: "The loader starts a role at every line that does not begin with a blank, and parses each role as YAML of its own. What does not parse, or is no name with a body, is skipped with an ERROR in the node's log; " +
			"the node keeps running and the other roles load. Users of the role silently lose what it grants.",
		What:     "Begin every role with `NAME:` in the first column and indent its body.",
		Evidence: []string{fileRolesStore},
	},
	File: func(p *checks.Pass) {
		for i, fault := range faults(p.File) {
			if fault != broken {
				continue
			}
			s := p.File.Segments[i]
			if s.Err != nil {
				name := nameInText(p.File, s)
				p.Report(checks.At(s.Err.Span), fmt.Sprintf("role %q does not parse: %s; %s", name, s.Err.Msg, skips(name)), ofRole(name))
				continue
			}
			first := firstMember(s)
			if s.Role != nil {
				continue // a body of null, which the schema refuses
			}
			if isList(s) {
				p.Report(checks.At(firstLine(p.File, s)), fmt.Sprintf("this is no role but an item of a list, of which the loader reads nothing; %s. Write the role's name with a colon in the first column and its body below it", skips("")))
				continue
			}
			if first == nil {
				p.Report(checks.At(firstLine(p.File, s)), fmt.Sprintf("this is no role: %q is no name with a body; %s", text(p.File, firstLine(p.File, s)), skips("")))
				continue
			}
			p.Report(checks.Key(first), fmt.Sprintf("%q stands in the first column, so it is taken for a role's name, and its value is %s %s and no body; %s",
				first.Name, article(first.Kind), first.Kind, skips(first.Name)), ofRole(first.Name))
		}
	},
}

var columnZero = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-column-zero",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A role of roles.yml goes on in the first column",
		Why: "The loader reads `roles.yml` line by line: every line that does not begin with a blank starts a new role. A list item or a closing bracket in the first column is good YAML, and cuts the role before it all the same: " +
			"both pieces are skipped with an ERROR in the node's log.",
		What:     "Indent the line.",
		Evidence: []string{fileRolesStore},
	},
	File: func(p *checks.Pass) {
		all := faults(p.File)
		for i, fault := range all {
			if fault != continuation || all[i-1] == continuation {
				continue
			}
			before := p.File.Segments[i-1]
			name := nameInText(p.File, before)
			message := fmt.Sprintf("this line begins in the first column, so the loader cuts role %q here and takes the line for another role; %s: indent it", name, skips(name))
			if loaded(before) {
				message = fmt.Sprintf("this line begins in the first column, so the loader ends role %q before it and takes it for another role; %s: indent it", name, skips(""))
			}
			p.Report(checks.At(firstLine(p.File, p.File.Segments[i])), message, ofRole(name), checks.Related(checks.At(firstLine(p.File, before)), "the role that is cut"))
		}
	},
}

var documentMarker = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-document-marker",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "roles.yml has a document marker",
		Why:      "The loader takes every line in the first column for the start of a role, `---` and `...` too. It logs an ERROR for it at every load and goes on; no role is lost.",
		What:     "Remove the line.",
		Evidence: []string{fileRolesStore},
	},
	File: func(p *checks.Pass) {
		for i, fault := range faults(p.File) {
			if fault == marker {
				line := firstLine(p.File, p.File.Segments[i])
				p.Report(checks.At(line), fmt.Sprintf("the loader takes %q for a role and logs an error (\"invalid role definition [null] in roles file …\"); no role is lost: remove the line", strings.TrimSpace(text(p.File, line))))
			}
		}
	},
}

// nameInText returns the role name with which a piece begins, without its
// quotes; empty where it begins with none.
func nameInText(f *role.File, s role.Segment) string {
	if first := firstMember(s); first != nil {
		return first.Name
	}
	name, _, found := strings.Cut(text(f, firstLine(f, s)), ":")
	if !found {
		return ""
	}
	return strings.Trim(strings.TrimSpace(name), `"'`)
}

func article(k source.Kind) string {
	if k == source.Array {
		return "an"
	}
	return "a"
}
