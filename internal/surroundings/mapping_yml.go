package surroundings

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// roleMappingYML reads the file-based role mappings: role → list of
// distinguished names, of users or of groups. The node reads them as settings.
//
// Source: elasticsearch DnRoleMapper.parseFile (settings.names, getAsList) and
// Settings.fromXContent. A file that it cannot read is dropped whole
// (parseFileLenient), and fails the node's start where the realm is configured
// (RoleMappingFileBootstrapCheck).
func (f *MappingFile) roleMappingYML(doc *source.Node) {
	if doc.Kind == source.Null {
		return
	}
	for _, c := range doc.Children {
		m := &Mapping{Format: RoleMappingYML, Node: c, Roles: []Text{{c.Name, c}}}
		if dns, ok := f.names(c); ok {
			m.Rules = anyDN(c, dns)
			f.Mappings = append(f.Mappings, m)
		}
	}
}

const (
	droppedWhole = "the node drops every mapping of the file, and does not start where a realm uses it"
	takesAList   = "write a list of distinguished names"
)

// names returns the distinguished names of a role; ok is false where the role
// is not mapped.
func (f *MappingFile) names(c *source.Node) (dns []*source.Node, ok bool) {
	if at := strings.IndexByte(c.Name, '.'); at >= 0 {
		f.problemAtKey(LostProblem, c, fmt.Sprintf("the mapping of role %q is lost without a word: role_mapping.yml is read as settings, where a dot begins a new level, so that the node looks for a role %q; map it by the API", c.Name, c.Name[:at]))
		return nil, false
	}
	if unrendered(c) {
		return nil, false
	}
	switch c.Kind {
	case source.Array:
	case source.String:
		if !strings.Contains(c.Text, ",") {
			return f.distinguished([]*source.Node{c}), true
		}
		f.problem(LostProblem, c, fmt.Sprintf("the distinguished name of role %q is a text by itself, which the node cuts at its commas into names such as %q, that nobody has; %s", c.Name, strings.TrimSpace(c.Text[:strings.IndexByte(c.Text, ',')]), takesAList))
		return nil, false
	case source.Null:
		f.problemAtKey(FileProblem, c, fmt.Sprintf("role %q has no value; %s: %s", c.Name, droppedWhole, takesAList))
		return nil, false
	case source.Object:
		f.problem(LostProblem, c, fmt.Sprintf("role %q holds an object, of which the node reads nothing, so that nobody is mapped to it; %s", c.Name, takesAList))
		return nil, false
	default:
		return f.distinguished([]*source.Node{c}), true
	}
	for _, e := range c.Children {
		if e.Kind == source.Object || e.Kind == source.Array || e.Kind == source.Null {
			f.problem(FileProblem, e, fmt.Sprintf("the list of role %q holds %s; %s: each element is one distinguished name, a string", c.Name, decode.Article(e.Kind), droppedWhole))
			return nil, false
		}
	}
	return f.distinguished(c.Children), true
}

// distinguished returns those of the nodes that may be distinguished names. A
// part of a name is attribute=value; a text without any = is none for certain.
func (f *MappingFile) distinguished(nodes []*source.Node) []*source.Node {
	var out []*source.Node
	for _, n := range nodes {
		if text := strings.TrimSpace(n.Text); text != "" && !strings.Contains(text, "=") && !unrendered(n) {
			f.problem(DNProblem, n, fmt.Sprintf("%q is no distinguished name such as \"cn=admins,dc=example,dc=com\"; the node skips it, and does not start where a realm uses the file", n.Text))
			continue
		}
		out = append(out, n)
	}
	return out
}

// anyDN is the rule that a user or one of the user's groups has one of the
// names; it holds for nobody where there is none.
func anyDN(role *source.Node, dns []*source.Node) *Expression {
	e := &Expression{Op: Any, Node: role}
	if len(dns) == 0 {
		return e.settle()
	}
	var values []Value
	for _, n := range dns {
		values = append(values, Value{Text: n.Text, Node: n})
	}
	for _, field := range []string{"dn", "groups"} {
		e.Children = append(e.Children, (&Expression{Op: Field, Node: role, Field: Text{field, role}, Values: values}).settle())
	}
	return e.settle()
}
