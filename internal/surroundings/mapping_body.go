package surroundings

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// bodyFields are the fields of a role mapping's body. doc_type and type are
// read and mean nothing.
//
// Source: elasticsearch ExpressionRoleMapping.PARSER.
var bodyFields = []string{"roles", "role_templates", "rules", "metadata", "enabled", "doc_type", "type"}

// body reads the body of a mapping as Elasticsearch does.
//
// Source: elasticsearch ExpressionRoleMapping (PARSER, Builder.build) and
// PutRoleMappingRequest.validate.
func (f *MappingFile) body(name string, n *source.Node, format MappingFormat) {
	m := &Mapping{Name: name, Format: format, Node: n}
	if n.Kind != source.Object {
		f.problem(BodyProblem, n, fmt.Sprintf("a role mapping must be an object, but is %s; Elasticsearch refuses it", decode.Article(n.Kind)))
		return
	}
	if own := n.Get("name"); own != nil && own.Kind == source.String && format == MappingBody {
		m.Name = own.Text
	}
	f.Mappings = append(f.Mappings, m)
	var roles, templates *source.Node
	for _, c := range n.Children {
		switch c.Name {
		case "roles":
			roles = c
			m.Roles = f.roles(c)
		case "role_templates":
			templates = c
			m.Templates = f.templates(c)
		case "rules":
			m.Rules = f.rules(c)
		case "enabled":
			f.enabled(m, c)
		case "metadata":
			f.metadata(c, format)
		case "doc_type", "type":
			if c.Kind == source.Object || c.Kind == source.Array || c.Kind == source.Null {
				f.unsupported(c, "a string")
			}
		default:
			f.unknownField(c, format)
		}
	}
	f.missing(m, roles, templates)
}

// missing reports what every mapping must have.
func (f *MappingFile) missing(m *Mapping, roles, templates *source.Node) {
	var lacking []string
	for _, field := range []string{"rules", "enabled"} {
		if m.Node.Get(field) == nil {
			lacking = append(lacking, fmt.Sprintf("%q", field))
		}
	}
	switch {
	case roles == nil && templates == nil:
		lacking = append([]string{`"roles"`}, lacking...)
	case empty(roles) && empty(templates):
		at := roles
		if at == nil {
			at = templates
		}
		f.problemAtKey(BodyProblem, at, fmt.Sprintf("the role mapping grants no role; Elasticsearch refuses it: %q", "role-mapping roles or role-templates are missing"))
	case roles != nil && templates != nil && !empty(roles) && !empty(templates):
		f.problemAtKey(BodyProblem, templates, fmt.Sprintf("the role mapping has both roles and role_templates; Elasticsearch refuses it: %q. Make two mappings of it", "role-mapping cannot have both roles and role-templates"))
	}
	if len(lacking) > 0 {
		f.problem(BodyProblem, m.Node, fmt.Sprintf("the role mapping lacks %s; Elasticsearch refuses it: %q", strings.Join(lacking, " and "),
			fmt.Sprintf("failed to parse role-mapping [%s]. missing field [%s]", m.Name, strings.Trim(lacking[0], `"`))))
	}
}

// empty reports whether a list is absent or has no element.
func empty(n *source.Node) bool {
	return n == nil || n.Kind == source.Array && len(n.Children) == 0
}

// unsupported reports a value of a type that a field does not take, in the
// words of elasticsearch ObjectParser.FieldParser.assertSupports.
func (f *MappingFile) unsupported(n *source.Node, want string) {
	if unrendered(n) {
		return
	}
	f.problem(BodyProblem, n, fmt.Sprintf("%q must be %s, but is %s; Elasticsearch refuses the role mapping: %q", n.Name, want, decode.Article(n.Kind),
		fmt.Sprintf("[role-mapping] %s doesn't support values of type: %s", n.Name, token(n))))
}

// roles reads names: strings, numbers or booleans, or one of them by itself.
//
// Source: elasticsearch AbstractObjectParser.declareStringArray, parseArray.
func (f *MappingFile) roles(n *source.Node) []Text {
	elements := n.Children
	switch n.Kind {
	case source.String:
		elements = []*source.Node{n}
	case source.Array:
	default:
		f.unsupported(n, "a list of role names")
		return nil
	}
	var out []Text
	for _, e := range elements {
		switch e.Kind {
		case source.String, source.Number, source.Bool:
			out = append(out, Text{e.Text, e})
		default:
			f.problem(BodyProblem, e, fmt.Sprintf("the name of a role must be a string, but is %s; Elasticsearch refuses the role mapping", decode.Article(e.Kind)))
		}
	}
	return out
}

// enabled reads a boolean, or its text.
//
// Source: elasticsearch AbstractXContentParser.booleanValue, Booleans.parseBoolean.
func (f *MappingFile) enabled(m *Mapping, n *source.Node) {
	switch {
	case n.Kind != source.Bool && n.Kind != source.String:
		f.unsupported(n, "true or false")
	case n.Text == "false":
		m.Disabled = n
	case n.Text != "true" && !unrendered(n):
		f.problem(BodyProblem, n, fmt.Sprintf("\"enabled\" must be true or false, but is %q; Elasticsearch refuses the role mapping", n.Text))
	}
}

// metadata reads the metadata: keys that begin with _ are the server's own. In
// answers of the server they are no mistake.
func (f *MappingFile) metadata(n *source.Node, format MappingFormat) {
	if n.Kind != source.Object {
		f.unsupported(n, "an object")
		return
	}
	for _, c := range n.Children {
		if strings.HasPrefix(c.Name, "_") && format == MappingBody {
			f.problemAtKey(BodyProblem, c, fmt.Sprintf("metadata key %q begins with _; Elasticsearch keeps such keys for itself and refuses the role mapping: %q", c.Name, "metadata keys may not start with [_]"))
		}
	}
}

// unknownField reports a field that the body has not. A name is probably for
// the tool that sends the body.
func (f *MappingFile) unknownField(n *source.Node, format MappingFormat) {
	if n.Name == "name" && format == MappingBody && n.Kind == source.String {
		f.Problems = append(f.Problems, Problem{Kind: BodyProblem, Node: n, Key: true, Tool: true,
			Message: `"name" is no part of a role mapping's body; sent as it stands, Elasticsearch refuses it. The name belongs in the URL: remove it, unless the tool that sends the file does`})
		return
	}
	hint := ""
	if near := catalog.Suggest(n.Name, bodyFields[:5]); near != "" {
		hint = fmt.Sprintf(". Did you mean %q?", near)
	}
	f.problemAtKey(BodyProblem, n, fmt.Sprintf("a role mapping has no field %q; Elasticsearch refuses it: %q%s", n.Name,
		fmt.Sprintf("[role-mapping] unknown field [%s]", n.Name), hint))
}
