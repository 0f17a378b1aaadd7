package config

import (
	"fmt"
	"strings"
	"unicode"
)

// standing is a value that holds because nothing is stated.
type standing struct{ value any }

// Resolved is the configuration with the files that it extends, the flags over
// it and the defaults.
type Resolved struct {
	top    object
	config *Config
}

// Resolve returns what holds.
func (c *Config) Resolve() *Resolved {
	top, _ := showMembers(c, keys(), c).(object)
	return &Resolved{top, c}
}

// YAML returns a configuration that says the same, each value with where it
// comes from. Strings are plain words or written as JSON writes them.
func (r *Resolved) YAML() string {
	y := &yamlWriter{config: r.config}
	if len(r.config.names) > 0 {
		y.line("", "# "+printable(strings.Join(r.config.names, ", ")), "")
	}
	y.object(r.top, nil, "", "")
	return y.out.String()
}

// yamlWriter writes YAML line by line.
type yamlWriter struct {
	config *Config
	out    strings.Builder
}

// line writes a line with an origin behind it, where there is one.
func (y *yamlWriter) line(indent, text, origin string) {
	if origin != "" {
		text += "  # " + origin
	}
	y.out.WriteString(indent + text + "\n")
}

// object writes the members of an object; first stands before the first line in
// the place of the indent.
func (y *yamlWriter) object(o object, path []string, first, indent string) {
	for _, m := range o {
		y.value(first, indent, scalar(m.name)+":", m.value, append(path[:len(path):len(path)], m.name))
		first = indent
	}
}

// value writes a value behind a text, a key or the dash of a list.
func (y *yamlWriter) value(first, indent, before string, v any, path []string) {
	switch v := v.(type) {
	case object:
		if before == "-" {
			y.object(v, path, first+"- ", indent+"  ")
			return
		}
		y.line(first, before, "")
		y.object(v, path, indent+"  ", indent+"  ")
	case []any:
		y.line(first, before, "")
		for i, element := range v {
			y.value(indent+"  ", indent+"  ", "-", element, append(path[:len(path):len(path)], index(i)))
		}
	default:
		text, origin := y.leaf(v, path)
		y.line(first, before+" "+text, origin)
	}
}

// leaf returns a value without parts of its own, and where it comes from.
func (y *yamlWriter) leaf(v any, path []string) (text, origin string) {
	origin = y.config.Origin(path...).String()
	if s, ok := v.(standing); ok {
		v, origin = s.value, Origin{}.String()
	}
	return scalar(v), printable(origin)
}

// scalar returns a value on one line: YAML reads JSON.
func scalar(v any) string {
	switch s := v.(type) {
	case word:
		return string(s)
	case string:
		if plainYAML(s) {
			return s
		}
	}
	text, err := marshal(v)
	if err != nil {
		return fmt.Sprintf("%q", fmt.Sprint(v)) // nothing that was read cannot be written
	}
	return string(text)
}

// word is a severity: off needs no quotes where we read one.
type word string

// plainYAML reports whether a string needs no quotes: a name or a path that no
// reader takes for anything else.
func plainYAML(s string) bool {
	switch strings.ToLower(s) {
	case "", "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return strings.Contains(letters, s[:1]) && strings.Trim(s, letters+"0123456789-_./") == ""
}

// printable returns a file's name so that it stands on one line.
func printable(name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return fmt.Sprintf("%q", name)
	}
	return name
}
