package surroundings

import (
	"fmt"
	"strings"
)

// mustache reports sections of a template that are not closed, or closed in
// another order, which do not compile. Templates that change the delimiters are
// not looked at.
//
// Source: com.github.mustachejava DefaultMustacheParser: "Failed to close 'X'
// tag", "Mismatched start/end tags: X != Y".
func (f *MappingFile) mustache(t *Template) {
	var open []string
	for rest := t.Text; ; {
		start := strings.Index(rest, "{{")
		if start < 0 {
			break
		}
		rest = rest[start+2:]
		end := strings.Index(rest, "}}")
		if end < 0 || strings.HasPrefix(rest, "=") {
			return
		}
		tag := strings.TrimSpace(rest[:end])
		rest = rest[end+2:]
		if tag == "" {
			continue
		}
		name := strings.TrimSpace(tag[1:])
		switch tag[0] {
		case '#', '^':
			open = append(open, name)
		case '/':
			if len(open) == 0 || open[len(open)-1] != name {
				f.refusedTemplate(t.SourceNode, false, fmt.Sprintf("the template closes {{/%s}}, which is not the section that is open", name), "")
				return
			}
			open = open[:len(open)-1]
		case '<', '$':
			return
		}
	}
	if len(open) > 0 {
		last := open[len(open)-1]
		f.refusedTemplate(t.SourceNode, false, fmt.Sprintf("the template does not close its section {{#%s}}", last), "")
	}
}
