package config

import (
	"path/filepath"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// group is an object with keys of its own; what a later file states of it adds
// to what an earlier one states.
func group[T, G any](what string, keys []key[G], field func(*T) *G) value[T] {
	return value[T]{
		says:   "object",
		keys:   describe(keys),
		below:  ".",
		read:   func(d *decoder, n *source.Node, to *T) { readMembers(d, n, what, keys, field(to)) },
		schema: func(rules []*diag.Rule) object { return objectSchema(keys, rules) },
		show:   func(c *Config, from *T) any { return showMembers(c, keys, field(from)) },
	}
}

// listOf is a list of objects with keys of their own, or, where short has a
// reader, of values that are short for such an object.
func listOf[T, E any](what string, keys []key[E], short value[E], field func(*T) *[]E) value[T] {
	says := "list of objects"
	if short.read != nil {
		says = "list of " + short.says + "s or objects"
	}
	return value[T]{
		says:  says,
		keys:  describe(keys),
		below: "[].",
		read: func(d *decoder, n *source.Node, to *T) {
			var list []E
			for i, element := range d.elements(n) {
				var e E
				d.in(index(i), func() {
					d.note(element)
					if short.read != nil && element.Kind == source.String {
						short.read(d, element, &e)
					} else {
						readMembers(d, element, "an entry of "+what, keys, &e)
					}
				})
				list = append(list, e)
			}
			*field(to) = list
		},
		schema: func(rules []*diag.Rule) object {
			items := objectSchema(keys, rules)
			if short.read != nil {
				items = object{{"anyOf", []any{short.schema(rules), items}}}
			}
			return object{{"type", "array"}, {"items", items}}
		},
		show: func(c *Config, from *T) any {
			var list []any
			for i := range *field(from) {
				list = append(list, showMembers(c, keys, &(*field(from))[i]))
			}
			return shownList(list)
		},
	}
}

// texts is a list of strings that are not empty.
func texts[T any](what string, field func(*T) *[]string) value[T] {
	return value[T]{
		says:   "list of " + what,
		read:   func(d *decoder, n *source.Node, to *T) { *field(to) = d.texts(n) },
		schema: func([]*diag.Rule) object { return textsSchema() },
		show:   func(_ *Config, from *T) any { return shownTexts(*field(from)) },
	}
}

// paths is a list of paths relative to the file they stand in; they are read as
// absolute ones.
func paths[T any](what string, field func(*T) *[]string) value[T] {
	return value[T]{
		says: "list of " + what,
		read: func(d *decoder, n *source.Node, to *T) {
			*field(to) = nil
			for _, text := range d.texts(n) {
				*field(to) = append(*field(to), d.absolute(text))
			}
		},
		schema: func([]*diag.Rule) object { return textsSchema() },
		show: func(c *Config, from *T) any {
			var list []any
			for _, path := range *field(from) {
				list = append(list, c.relative(path))
			}
			return shownList(list)
		},
	}
}

// onePath is a path relative to the file it stands in; it is read as an absolute
// one.
func onePath[T any](what string, field func(*T) *string) value[T] {
	return value[T]{
		says: what,
		read: func(d *decoder, n *source.Node, to *T) {
			switch text, ok := d.text(n); {
			case ok && text == "":
				d.Fail(n.Val, "an empty string names no file")
			case ok:
				*field(to) = d.absolute(text)
			}
		},
		schema: func([]*diag.Rule) object { return object{{"type", "string"}, {"minLength", 1}} },
		show: func(c *Config, from *T) any {
			if *field(from) == "" {
				return nil
			}
			return c.relative(*field(from))
		},
	}
}

// boolean is true or false.
func boolean[T any](field func(*T) *bool) value[T] {
	return value[T]{
		says: "`true` or `false`",
		read: func(d *decoder, n *source.Node, to *T) {
			if n.Kind != source.Bool {
				d.wrongKind(n, "true or false")
				return
			}
			*field(to) = n.Text == "true"
		},
		schema: func([]*diag.Rule) object { return object{{"type", "boolean"}} },
		show: func(_ *Config, from *T) any {
			if *field(from) {
				return true
			}
			return nil
		},
	}
}

// choice is one of some names, which parse reads. get returns "" where nothing
// is stated.
func choice[T, V any](names []string, parse func(string) (V, error), set func(*T, V), get func(*T) string) value[T] {
	return value[T]{
		says: "one of `" + strings.Join(names, "`, `") + "`",
		read: func(d *decoder, n *source.Node, to *T) {
			text, ok := d.text(n)
			if !ok {
				return
			}
			v, err := parse(text)
			if err != nil {
				d.Fail(n.Val, "%s", err)
				return
			}
			set(to, v)
		},
		schema: func([]*diag.Rule) object { return object{{"enum", anys(names)}} },
		show:   func(_ *Config, from *T) any { return shownText(get(from)) },
	}
}

// preset is the name of a preset.
func preset[T any](field func(*T) **diag.Preset) value[T] {
	return choice(diag.PresetNames, diag.ParsePreset,
		func(to *T, p diag.Preset) { *field(to) = &p },
		func(from *T) string {
			if p := *field(from); p != nil {
				return p.String()
			}
			return ""
		})
}

// texts reads an array of strings; an empty string names nothing and is an error.
func (d *decoder) texts(n *source.Node) []string {
	var texts []string
	for i, element := range d.elements(n) {
		d.in(index(i), func() { d.note(element) })
		switch text, ok := d.text(element); {
		case ok && text == "":
			d.Fail(element.Val, "an empty string in %q", n.Name)
		case ok:
			texts = append(texts, text)
		}
	}
	return texts
}

// absolute returns a path of the file as an absolute one.
func (d *decoder) absolute(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(d.folder, path)
}
