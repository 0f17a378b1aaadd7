package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsTemplateMalformed = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-template-malformed",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A templated document query fails when it is used",
		Why: "Elasticsearch does not look into `{\"template\": …}` when it stores a role. It renders the template for each user who searches, and parses what comes out. " +
			"A template that does not compile, or renders to no query whatever the user, fails every search of every holder of the role on the indices of its entry. " +
			"rolelint renders with values that do no harm, and is silent where sections (`{{#…}}`, `{{^…}}`) decide what comes out.",
		What:     "Correct the template. `{{#toJson}}_user.roles{{/toJson}}` writes a list with its brackets and quotes, so it stands without quotes around it, in a `source` that is a string.",
		Evidence: []string{templateEvaluator, queryValidator, scriptParser, mustacheFactory, "https://github.com/elastic/elasticsearch/pull/46275"},
	},
	Role: func(p *checks.Pass) {
		for _, t := range templates(p) {
			at, why := t.malformed(p)
			if why == "" {
				continue
			}
			p.Report(at, fmt.Sprintf("%s; %s, and every search on its indices fails", why, taken(p.Role)))
		}
	},
}

// malformed says why a template fails for every user, and where; empty where
// nothing is certain to be wrong.
func (t *template) malformed(p *checks.Pass) (at diag.Place, why string) {
	if t.node.Kind != source.Object {
		return t.at(p.File, t.node, diag.Value), fmt.Sprintf(`"template" is %s %s; it must be an object such as {"source": …}`, articleOf(t.node.Kind), t.node.Kind)
	}
	id := t.node.Get("id")
	for _, c := range t.node.Children {
		switch c.Name {
		case "source", "id", "lang", "options", "params":
		case "inline", "stored", "file": // of earlier versions
			return at, ""
		default:
			return t.at(p.File, c, diag.Key), fmt.Sprintf(`"template" has no %q; it takes source or id, and params, lang and options`, c.Name)
		}
	}
	switch {
	case t.source == nil && id == nil:
		return t.at(p.File, t.node, diag.Value), `the template has neither "source" nor "id"`
	case t.source != nil && id != nil:
		return t.at(p.File, id, diag.Key), `the template has both "source" and "id"`
	case t.source == nil:
		return at, ""
	case t.source.Kind != source.String && t.source.Kind != source.Object:
		return t.at(p.File, t.source, diag.Value), fmt.Sprintf(`"source" is %s %s; it must be an object or a string`, articleOf(t.source.Kind), t.source.Kind)
	}
	for i := range t.texts {
		if m := &t.texts[i]; m.err != "" {
			return t.in(p.File, m.node, m.errAt.start, m.errAt.end), "the template does not compile: " + m.err
		}
	}
	if t.source.Kind == source.Object {
		return t.malformedObject(p)
	}
	return t.malformedText(p)
}

// malformedObject looks at a source that is an object: every tag stands inside
// quotes there.
func (t *template) malformedObject(p *checks.Pass) (at diag.Place, why string) {
	for i := range t.texts {
		m := &t.texts[i]
		for _, v := range m.variables() {
			if v.function == "tojson" && v.name == "_user.roles" && !m.sections {
				return t.in(p.File, m.node, v.start, v.end), `toJson writes a list with quotes of its own, inside the quotes of this string; write "source" as one string, with {{#toJson}} outside of quotes`
			}
		}
	}
	n, part, why := misbuilt(t.source)
	if why == "" {
		return at, ""
	}
	return t.query.at(p.File, n, part), why
}

// malformedText renders a source that is a string.
func (t *template) malformedText(p *checks.Pass) (at diag.Place, why string) {
	if len(t.texts) == 0 || !t.escapes() || strings.Contains(t.source.Text, "{%") || strings.Contains(t.source.Text, "${") {
		return at, "" // other delimiters, anything put in, or perhaps rendered before it is sent
	}
	m := &t.texts[0].mustacheText
	text, ok := m.rendered()
	if !ok {
		return at, ""
	}
	whole := t.in(p.File, t.source, 0, len(t.source.Text))
	f := source.Parse("query.json", []byte(text), source.Limits{})
	if len(f.Docs) == 0 || f.Err != nil {
		if strings.TrimSpace(text) == "" {
			return whole, "the template is empty"
		}
		return whole, "what the template renders to is no JSON: " + f.Err.Msg
	}
	if root := f.Docs[0]; root.Kind != source.Object {
		return whole, fmt.Sprintf("what the template renders to is no JSON object but %s %s", articleOf(root.Kind), root.Kind)
	} else if _, _, why = misbuilt(root); why != "" && !m.bare {
		return whole, why
	}
	return at, ""
}

var dlsTemplateUnknownVariable = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-template-unknown-variable",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A templated document query uses a variable that does not exist",
		Why: "A template of a document query knows `_user` with `username`, `full_name`, `email`, `roles` and `metadata`, and what its own `params` bring. Any other name renders to nothing, without a word: " +
			"the query then looks for an empty value and finds no document, or those in which the field is empty. " +
			"A name outside of `_user` is a warning, since another tool may fill it in before the role is sent; so is every name for a version that the catalogue does not have yet.",
		What:     "Correct the name. What a user's metadata holds is `{{_user.metadata.KEY}}`.",
		Evidence: []string{templateEvaluator, documentLevelDocs},
	},
	Role: func(p *checks.Pass) {
		for _, t := range templates(p) {
			for i := range t.texts {
				m := &t.texts[i]
				for _, v := range m.variables() {
					why, certain := t.unknownVariable(v)
					if why == "" {
						continue
					}
					opts := []checks.Detail{checks.Named(v.name)}
					if !certain || p.Target.Deployment == catalog.Serverless || !from(catalog.Target{Stack: catalog.Latest()}, p.Target.Stack.MinorVersion()) {
						opts = append(opts, checks.Severity(diag.Warning))
					}
					p.Report(t.in(p.File, m.node, v.start, v.end), fmt.Sprintf("%q renders to nothing: %s", v.name, why), opts...)
				}
			}
		}
	},
}

var dlsTemplateUnescaped = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-template-unescaped",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A templated document query takes user data as it stands",
		Why: "`{{…}}` escapes what it puts in for JSON; `{{{…}}}` and `{{&…}}` do not, nor does any tag with another `content_type` than JSON. " +
			"A user whose name or metadata has a quote can then end the string and change the query that limits what they see. Metadata often comes from an identity provider.",
		What:     "Write `{{…}}`, and `{{#toJson}}…{{/toJson}}` for lists and objects.",
		Evidence: []string{mustacheFactory, templateEvaluator},
	},
	Role: func(p *checks.Pass) {
		for _, t := range templates(p) {
			escapes := t.escapes()
			for i := range t.texts {
				m := &t.texts[i]
				for _, v := range m.variables() {
					if !strings.HasPrefix(v.name, "_user.") && v.name != "_user" || v.function != "" {
						continue
					}
					at := t.in(p.File, m.node, v.start, v.end)
					switch {
					case v.kind == '{' || v.kind == '&':
						p.Report(at, fmt.Sprintf("%s is put in as it stands: a user whose data has a quote can change the query; write {{%s}}", m.text[v.start:v.end], v.name))
					case !escapes:
						p.Report(at, fmt.Sprintf("%s is not escaped for JSON, because of the template's content_type: a user whose data has a quote can change the query; remove the content_type", m.text[v.start:v.end]))
					}
				}
			}
		}
	},
}
