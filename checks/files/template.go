package files

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var unrenderedTemplate = checks.Check{
	Rule: diag.Rule{
		ID:       "unrendered-template",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A role must be rendered before it can be looked at",
		Why: "The file has placeholders of a template language. What a server gets is the rendered text, and nothing certain can be said before: roles with placeholders are not looked at. " +
			"`{{…}}` in a document query is Elasticsearch's own and no finding.",
		What:     "Run rolelint over the rendered files.",
		Evidence: []string{"https://github.com/rolelint/rolelint/blob/main/docs/rules/unrendered-template.md"},
	},
	File: func(p *checks.Pass) {
		reported := false
		for _, r := range p.File.Roles {
			if r.Template != nil {
				reported = true
				p.Report(place(r.Template), message(r.Template, "the role"), checks.OfRole(r))
			}
		}
		if !reported && p.File.Template != nil {
			p.Report(place(p.File.Template), message(p.File.Template, "the file"))
		}
	},
}

func place(t *role.Template) diag.Place { return diag.Place{Node: t.Node, Span: t.Span} }

func message(t *role.Template, what string) string {
	return fmt.Sprintf("%s has a placeholder (%s) and must be rendered first; it is not looked at", what, t.Language)
}
