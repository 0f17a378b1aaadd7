package role

import (
	"bytes"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// placeholders are the marks of template languages that stand in role files
// before they are rendered.
var placeholders = []struct{ open, close, language string }{
	{"{{", "}}", "Jinja, Helm or Go template"},
	{"{%", "%}", "Jinja template"},
	{"${", "}", "shell, Terraform or Ansible variable"},
	{"<%", "%>", "ERB template"},
}

// templateInText looks for a placeholder in a text that does not parse. A text
// in which roles are not even mentioned is none.
func templateInText(f *source.File) *Template {
	if !mentionsRole(f.Src) {
		return nil
	}
	var first *Template
	for _, p := range placeholders {
		i := bytes.Index(f.Src, []byte(p.open))
		if i < 0 {
			continue
		}
		j := bytes.Index(f.Src[i:], []byte(p.close))
		if j < 0 {
			continue
		}
		t := &Template{Language: p.language, Span: source.Span{Start: i, End: i + j + len(p.close)}}
		if first == nil || t.Span.Start < first.Span.Start {
			first = t
		}
	}
	return first
}

// mentionsRole reports whether a text that does not parse was probably meant
// to be a role.
func mentionsRole(src []byte) bool {
	found := 0
	for _, word := range []string{"cluster", "indices", "privileges", "run_as", "applications", "kibana", "elasticsearch", "spaces", "feature"} {
		if bytes.Contains(src, []byte(word)) {
			found++
		}
	}
	return found >= 2
}

// MentionsRole reports whether a file that could not be parsed was probably
// meant to hold a role, so that its error is worth telling.
func MentionsRole(f *source.File) bool { return mentionsRole(f.Src) }

// templateInRole looks for a placeholder in the strings and keys of a role.
// The document-level security query, where {{…}} is Elasticsearch's own
// Mustache, the metadata and the description are free text.
func templateInRole(r *Role) *Template {
	var found *Template
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if found != nil {
			return
		}
		if n.Name == "query" || n.Name == "metadata" || n.Name == "description" {
			return
		}
		if language, ok := placeholder(n.Name); ok {
			found = &Template{Language: language, Span: n.Key, Node: n}
			return
		}
		if n.Kind == source.String {
			if language, ok := placeholder(n.Text); ok {
				found = &Template{Language: language, Span: n.Val, Node: n}
				return
			}
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(r.Node)
	return found
}

func placeholder(s string) (language string, ok bool) {
	if strings.IndexAny(s, "{<") < 0 {
		return "", false
	}
	for _, p := range placeholders {
		if i := strings.Index(s, p.open); i >= 0 && strings.Contains(s[i:], p.close) {
			return p.language, true
		}
	}
	return "", false
}
