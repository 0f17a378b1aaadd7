package surroundings

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// Template is a role template: a Mustache text that makes names of roles.
type Template struct {
	Node *source.Node
	// Text is the Mustache text, SourceNode the string that has it; both zero
	// where the template is stored in the cluster, or malformed.
	Text       string
	SourceNode *source.Node
	JSON       bool // the result is read as JSON, and not as one name
}

// templates reads role_templates: a list of objects, or one by itself.
//
// Source: elasticsearch TemplateRoleName.PARSER, and validate, which
// NativeRoleMappingStore.putRoleMapping calls (elastic/elasticsearch#52636, 7.7).
func (f *MappingFile) templates(n *source.Node) []Template {
	elements := n.Children
	switch n.Kind {
	case source.Object:
		elements = []*source.Node{n}
	case source.Array:
	default:
		f.unsupported(n, "a list of role templates")
		return nil
	}
	var out []Template
	for _, e := range elements {
		if e.Kind != source.Object {
			f.refusedTemplate(e, false, fmt.Sprintf("a role template must be an object, but is %s", decode.Article(e.Kind)), "")
			continue
		}
		out = append(out, f.template(e))
	}
	return out
}

// refusedTemplate reports a template that Elasticsearch refuses; words may be
// empty.
func (f *MappingFile) refusedTemplate(n *source.Node, key bool, plain, words string) {
	message := plain + "; Elasticsearch refuses the role mapping"
	if words != "" {
		message += fmt.Sprintf(": %q", words)
	}
	f.Problems = append(f.Problems, Problem{Kind: TemplateProblem, Node: n, Key: key, Message: message})
}

func (f *MappingFile) template(n *source.Node) Template {
	t := Template{Node: n}
	for _, c := range n.Children {
		switch c.Name {
		case "template":
			f.script(&t, c)
		case "format":
			switch format := strings.ToLower(c.Text); {
			case c.Kind != source.String || format != "json" && format != "string":
				f.refusedTemplate(c, false, "the format of a role template is string or json", fmt.Sprintf("Invalid format [%s] expected one of [json,string]", c.Text))
			default:
				t.JSON = format == "json"
			}
		default:
			hint := ""
			if near := catalog.Suggest(c.Name, []string{"template", "format"}); near != "" {
				hint = fmt.Sprintf(" (did you mean %q?)", near)
			}
			f.refusedTemplate(c, true, fmt.Sprintf("a role template has no field %q%s", c.Name, hint), fmt.Sprintf("[role-mapping-template] unknown field [%s]", c.Name))
		}
	}
	if n.Get("template") == nil {
		f.refusedTemplate(n, false, "a role template has no template", "Required [template]")
	}
	return t
}

// script reads the template: an object, or the text of one in JSON.
func (f *MappingFile) script(t *Template, n *source.Node) {
	switch n.Kind {
	case source.Object:
		f.scriptObject(t, n, nil)
		return
	case source.String:
	default:
		f.refusedTemplate(n, false, fmt.Sprintf("a template must be an object or a string, but is %s", decode.Article(n.Kind)), "")
		return
	}
	inner := source.Parse("template.json", []byte(n.Text), source.Limits{})
	if inner.Err != nil || len(inner.Docs) == 0 {
		f.refusedTemplate(n, false, fmt.Sprintf(`a template that is a string must be JSON such as "{\"source\":\"{{username}}_role\"}", and %q is none; write {"source": …}`, n.Text), "")
		return
	}
	switch doc := inner.Docs[0]; doc.Kind {
	case source.Object:
		f.scriptObject(t, doc, n)
	case source.String:
		t.Text, t.SourceNode = doc.Text, n
		f.mustache(t)
	}
}

// scriptObject reads a script. Where the script stands in a string, outer is
// that, and what is wrong is reported there.
//
// Source: elasticsearch Script.PARSER and Script.Builder.build.
func (f *MappingFile) scriptObject(t *Template, n, outer *source.Node) {
	at := func(inner *source.Node) *source.Node {
		if outer != nil {
			return outer
		}
		return inner
	}
	for _, c := range n.Children {
		switch c.Name {
		case "source", "id", "lang", "options", "params":
		default:
			hint := ""
			if near := catalog.Suggest(c.Name, []string{"source", "id", "lang", "options", "params"}); near != "" {
				hint = fmt.Sprintf(" (did you mean %q?)", near)
			}
			f.refusedTemplate(at(c), outer == nil, fmt.Sprintf("a template has no field %q%s", c.Name, hint), fmt.Sprintf("[script] unknown field [%s]", c.Name))
			return
		}
	}
	text, id := n.Get("source"), n.Get("id")
	switch {
	case text == nil && id == nil:
		f.refusedTemplate(at(n), false, "a template has neither source nor id", "must specify either [source] for an inline script or [id] for a stored script")
	case text != nil && id != nil:
		f.refusedTemplate(at(id), outer == nil, "a template has both source and id", "must only use one of [source, id] when specifying a script")
	case id != nil && n.Get("lang") != nil:
		f.refusedTemplate(at(n.Get("lang")), outer == nil, "a stored template has its own language", "illegally specified <lang> for a stored script")
	case text != nil && text.Kind == source.String:
		t.Text, t.SourceNode = text.Text, at(text)
		f.mustache(t)
	}
}
