package elasticsearch

import (
	"fmt"
	"slices"
	"strings"
)

// mustacheText is a Mustache template, read as Elasticsearch does.
//
// Source: com.github.mustachejava.MustacheParser, and CustomMustacheFactory of
// Elasticsearch for toJson, join and url.
type mustacheText struct {
	text string
	tags []tag
	// err says why the template does not compile, at errAt; empty where nothing
	// is certain to be wrong.
	err   string
	errAt tag
	// sections says that something is left out or repeated by the values: then
	// what the template renders to is not known.
	sections bool
	// bare says that a value stands outside of quotes, where it may be more than
	// one value.
	bare bool
}

// tag is a {{…}} of a template.
type tag struct {
	start, end int
	kind       byte   // 0 for a variable, else one of { & # ^ / ! > and the like
	name       string // without blanks
	function   string // of a variable: the function it stands in, such as toJson
	inSection  bool   // of a variable: names may mean something else there
}

// functions are the sections that do something to the variable inside.
var functions = []string{"tojson", "join", "url"}

func function(name string) string {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, "join delimiter=") {
		return "join"
	}
	if slices.Contains(functions, name) {
		return name
	}
	return ""
}

// maxTags limits how many tags of a template are looked at.
const maxTags = 1000

// readMustache reads a template. ok is false where it uses what is not read
// here: other delimiters, or more tags than anybody writes.
func readMustache(text string) (m mustacheText, ok bool) {
	m.text = text
	var open []tag
	for at := 0; ; {
		i := strings.Index(text[at:], "{{")
		if i < 0 {
			break
		}
		start := at + i
		closing := "}}"
		if strings.HasPrefix(text[start:], "{{{") {
			closing = "}}}"
		}
		j := strings.Index(text[start:], closing)
		if j < 0 {
			m.fail(tag{start: start, end: len(text)}, fmt.Sprintf("%q is never closed", shorten(text[start:min(len(text), start+30)])))
			return m, true
		}
		t := tag{start: start, end: start + j + len(closing)}
		inside := strings.TrimSpace(text[start+2 : start+j])
		if inside != "" && strings.IndexByte("{&#^/!>=<$%", inside[0]) >= 0 {
			t.kind, inside = inside[0], strings.TrimSpace(inside[1:])
		}
		t.name = inside
		switch t.kind {
		case '=', '<', '$', '%':
			return m, false
		case '#', '^':
			open = append(open, t)
			m.sections = m.sections || t.kind == '^' || function(t.name) == ""
		case '/':
			if len(open) == 0 || open[len(open)-1].name != t.name {
				m.fail(t, fmt.Sprintf("%q closes nothing that is open there", text[t.start:t.end]))
				return m, true
			}
			open = open[:len(open)-1]
		case '>':
			m.sections = true
		}
		if n := len(open); n > 0 {
			t.function = function(open[n-1].name)
			m.sections = m.sections || t.function == "tojson" && t.kind != '/' && t.kind != '#' // what a tag in toJson becomes is not known
		}
		t.inSection = slices.ContainsFunc(open, func(o tag) bool { return o.kind == '^' || function(o.name) == "" })
		if m.tags = append(m.tags, t); len(m.tags) > maxTags {
			return m, false
		}
		at = t.end
	}
	if len(open) > 0 {
		t := open[len(open)-1]
		m.fail(t, fmt.Sprintf("%q is never closed", text[t.start:t.end]))
	}
	return m, true
}

func (m *mustacheText) fail(at tag, why string) { m.errAt, m.err = at, why }

// variables yields what the template puts in: tags, and what stands as plain
// text inside of functions, {{#toJson}}_user.roles{{/toJson}}.
func (m *mustacheText) variables() []tag {
	var out []tag
	for i, t := range m.tags {
		switch {
		case t.kind == 0 || t.kind == '{' || t.kind == '&':
			out = append(out, t)
		case t.kind == '#' && function(t.name) != "" && i+1 < len(m.tags) && m.tags[i+1].kind == '/':
			inside := m.text[t.end:m.tags[i+1].start]
			if name := strings.TrimSpace(inside); name != "" {
				out = append(out, tag{start: t.start, end: m.tags[i+1].end, name: name, function: function(t.name), inSection: t.inSection})
			}
		}
	}
	return out
}

// rendered returns what the template becomes with values that do it no harm,
// so that a text that is no JSON then is none with any others. ok is false where
// that cannot be said.
//
// Where a value stands inside quotes it is escaped; without them a number is
// what fits most places, unless it is put in as it stands: then it may be
// anything. toJson writes lists and objects, and everything else as it stands:
// only of the roles it is certain that they are a list.
func (m *mustacheText) rendered() (text string, ok bool) {
	if m.sections || m.err != "" {
		return "", false
	}
	var b strings.Builder
	quoted, at := false, 0
	literal := func(s string) {
		for i := 0; i < len(s); i++ {
			switch {
			case s[i] == '\\' && quoted:
				i++
			case s[i] == '"':
				quoted = !quoted
			}
		}
		b.WriteString(s)
	}
	for _, v := range m.variables() {
		if v.start < at {
			continue // inside of a function
		}
		literal(withoutTags(m.text[at:v.start]))
		switch {
		case v.function == "tojson" && v.name == "_user.roles":
			b.WriteString(`["x"]`)
		case quoted:
			b.WriteString("x")
		case v.function == "tojson":
			b.WriteString(`{"x": {}}`)
			m.bare = true
		case v.kind != 0 || v.function != "":
			return "", false
		default:
			b.WriteString("0")
			m.bare = true
		}
		at = v.end
	}
	literal(withoutTags(m.text[at:]))
	return b.String(), true
}

// withoutTags drops comments and the tags of empty functions.
func withoutTags(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return b.String()
		}
		s = after
	}
}
