package elasticsearch

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

const (
	templateEvaluator = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/support/SecurityQueryTemplateEvaluator.java"
	mustacheFactory   = "elastic/elasticsearch:modules/lang-mustache/src/main/java/org/elasticsearch/script/mustache/CustomMustacheFactory.java"
	scriptParser      = "elastic/elasticsearch:server/src/main/java/org/elasticsearch/script/Script.java"
)

// template is a document query that is rendered for each user.
type template struct {
	query
	node   *source.Node // the value of "template"
	source *source.Node // of an inline template; nil otherwise
	texts  []templateText
	params map[string]bool // the variables that the template brings along
}

// templateText is a string of a template with its Mustache.
type templateText struct {
	node *source.Node
	mustacheText
}

var templatesKey = new(byte)

// templates returns every document query of the role that is a template.
func templates(p *checks.Pass) []*template {
	return checks.Once(p, templatesKey, func() (list []*template) {
		queries(p, func(q query) {
			if !q.template() {
				return
			}
			t := &template{query: q, node: q.root.Children[0], params: map[string]bool{}}
			if t.source = t.node.Get("source"); t.source != nil {
				t.read(t.source)
			}
			if n := t.node.Get("params"); n != nil {
				for _, c := range n.Children {
					t.params[c.Name] = true
				}
			}
			list = append(list, t)
		})
		return list
	})
}

// read reads the Mustache of all strings of a value. Names of members count
// too, but are left alone: they are never user data in any role seen.
func (t *template) read(n *source.Node) {
	if n.Kind == source.String {
		if m, ok := readMustache(n.Text); ok {
			t.texts = append(t.texts, templateText{n, m})
		}
		return
	}
	for _, c := range n.Children {
		t.read(c)
	}
}

// in is the place of a part of a string of the template: exact where the source
// maps to it, else the whole string.
func (t *template) in(f *role.File, n *source.Node, start, end int) diag.Place {
	if t.text == nil {
		if span, ok := f.Source.SubSpan(n, start, end); ok && start < end {
			return diag.Place{Node: n, Span: span}
		}
		return checks.Value(n)
	}
	if span, ok := t.text.SubSpan(n, start, end); ok && start < end {
		return t.within(f, span)
	}
	return t.within(f, n.Val)
}

// escapes reports whether what {{…}} puts in is escaped for JSON. In a source
// that is an object it always is (Script.parseInline sets the content type).
func (t *template) escapes() bool {
	if t.source == nil || t.source.Kind != source.String {
		return true
	}
	n := t.node.Get("options").Get("content_type")
	return n == nil || n.Kind != source.String || strings.HasPrefix(n.Text, "application/json")
}

// userFields are the members of _user. The last three are of later versions;
// which one they came with is not established.
var userFields = []string{"username", "full_name", "email", "roles", "metadata", "applications", "application_resources", "application_privileges"}

// documentedUserFields are those to name to people.
const documentedUserFields = "username, full_name, email, roles, metadata"

// unknownVariable says what is wrong with the name of a variable, and whether
// that is certain: a name that is not Elasticsearch's may be one of a tool that
// renders the file before it is sent.
func (t *template) unknownVariable(v tag) (why string, certain bool) {
	parts := strings.Split(v.name, ".")
	switch {
	case parts[0] == "_user":
		if len(parts) > 1 && !slices.Contains(userFields, parts[1]) {
			return "_user has only " + documentedUserFields, true
		}
		return "", false
	case v.inSection, v.name == "", parts[0] == "", parts[0] == "_lookup", t.params[parts[0]], t.params[v.name]:
		return "", false
	case len(parts) > 1 && parts[0] == "user" && slices.Contains(userFields, parts[1]):
		return "the user is called _user", false
	case len(parts) == 1 && slices.Contains(userFields, parts[0]):
		return "it is called _user." + parts[0], false
	}
	return `it is neither in "params" nor of _user`, false
}
