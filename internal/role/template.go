package role

import (
	"bytes"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// placeholders are the marks of template languages that stand in role files
// before they are rendered.
var placeholders = []mark{
	{"{{", "}}", "Jinja, Helm or Go template"},
	{"{%", "%}", "Jinja template"},
	{"${", "}", "shell, Terraform or Ansible variable"},
	{"<%", "%>", "ERB template"},
}

type mark struct{ open, close, language string }

// find returns the byte range of the first placeholder. What follows the
// opening must look like an expression: `{{"names": …` is a broken JSON, and
// `${` before anything but a name is text.
func (m mark) find(s string) (start, end int, ok bool) {
	for from := 0; ; {
		i := strings.Index(s[from:], m.open)
		if i < 0 {
			return 0, 0, false
		}
		start = from + i
		from = start + len(m.open)
		inside := strings.TrimLeft(s[from:], "-~+= \t")
		if inside == "" || strings.IndexByte("\"'[]{},:\r\n", inside[0]) >= 0 {
			continue
		}
		j := strings.Index(s[from:], m.close)
		if j < 0 || strings.ContainsAny(s[from:from+j], "\r\n") {
			continue
		}
		return start, from + j + len(m.close), true
	}
}

// templateInText looks for a placeholder in a text that does not parse. A text
// in which roles are not even mentioned is none.
func templateInText(f *source.File) *Template {
	if !mentionsRole(f.Src) {
		return nil
	}
	return TemplateIn(f)
}

// TemplateIn returns the first placeholder in a text that does not parse; nil
// where there is none.
func TemplateIn(f *source.File) *Template {
	var first *Template
	for _, p := range placeholders {
		start, end, ok := p.find(string(f.Src))
		if ok && (first == nil || start < first.Span.Start) {
			first = &Template{Language: p.language, Span: source.Span{Start: start, End: end}}
		}
	}
	return first
}

// mentionsRole reports whether a text that does not parse was probably meant
// to be a role.
func mentionsRole(src []byte) bool {
	found := 0
	for _, word := range []string{"cluster", "indices", "privileges", "run_as", "applications", "kibana", "elasticsearch", "spaces", "feature", `"base"`} {
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
	if !strings.ContainsAny(s, "{<") {
		return "", false
	}
	for _, p := range placeholders {
		if _, _, ok := p.find(s); ok {
			return p.language, true
		}
	}
	return "", false
}
