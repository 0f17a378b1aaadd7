package config

import (
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/suppress"
)

// Suppression is an entry of `suppressions`.
type Suppression struct {
	Rules   []string
	Role    string // name pattern (*, ?); empty: every role
	File    Glob   // no pattern: every file
	Path    source.Path
	Reason  string
	Expires string     // the last day; empty: it does not end
	At      diag.Place // of the rules; File is set
}

func suppressionKeys() []key[Suppression] {
	return []key[Suppression]{
		{name: "rule", required: true, value: suppressedRules(), doc: "The rule whose findings are suppressed, or several."},
		{name: "role", value: text("role name, with `*` and `?`", func(s *Suppression) *string { return &s.Role }), doc: "The roles; without it every role, and files as a whole."},
		{name: "file", value: glob(func(s *Suppression) *Glob { return &s.File }), doc: "The files; `**` stands for any number of folders."},
		{name: "path", value: placeInRole(), doc: "The place in the role, with all that is in it: `kibana[0].feature`, or a list of names and numbers; `*` is any step."},
		{name: "reason", value: text("text", func(s *Suppression) *string { return &s.Reason }), doc: "Why."},
		{name: "expires", value: day(), doc: "The last day on which it holds."},
	}
}

// text is a string that is not empty.
func text[T any](what string, field func(*T) *string) value[T] {
	return value[T]{
		says: what,
		read: func(d *decoder, n *source.Node, to *T) {
			s, ok := d.text(n)
			if ok && s == "" {
				d.Fail(n.Val, "%q is empty", n.Name)
			}
			*field(to) = s
		},
		schema: func([]*diag.Rule) object { return object{{"type", "string"}, {"minLength", 1}} },
		show:   func(_ *Config, from *T) any { return shownText(*field(from)) },
	}
}

// day is a day such as 2027-01-31.
func day() value[Suppression] {
	return value[Suppression]{
		says: "day, such as `2027-01-31`",
		read: func(d *decoder, n *source.Node, to *Suppression) {
			s, ok := d.text(n)
			if problem := suppress.CheckDate(s); ok && problem != "" {
				d.Fail(n.Val, "%s", problem)
			}
			to.Expires = s
		},
		schema: func([]*diag.Rule) object {
			return object{{"type", "string"}, {"format", "date"}, {"pattern", `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`}}
		},
		show: func(_ *Config, from *Suppression) any { return shownText(from.Expires) },
	}
}

// placeInRole is a path in a role.
func placeInRole() value[Suppression] {
	return value[Suppression]{
		says: "place in a role",
		read: func(d *decoder, n *source.Node, to *Suppression) {
			path, at, problem := suppress.ReadPath(n)
			if problem != "" {
				d.Fail(at.Val, "%s", problem)
			}
			to.Path = path
		},
		schema: func([]*diag.Rule) object {
			step := object{{"anyOf", []any{object{{"type", "string"}}, object{{"type", "integer"}, {"minimum", 0}}}}}
			return object{{"anyOf", []any{object{{"type", "string"}}, object{{"type", "array"}, {"items", step}}}}}
		},
		show: func(_ *Config, from *Suppression) any { return shownText(from.Path.String()) },
	}
}

// suppressedRules is the id of a rule, or a list of ids.
func suppressedRules() value[Suppression] {
	return value[Suppression]{
		says: "rule id, or list of rule ids",
		read: func(d *decoder, n *source.Node, to *Suppression) {
			ids, at, problem := suppress.ReadRules(n)
			if problem != "" {
				d.Fail(at.Val, "%s", problem)
			}
			to.At = diag.Place{File: d.File, Node: n}
			for _, id := range ids {
				to.Rules = append(to.Rules, id.Text)
				switch {
				case suppress.Always(id.Text):
					d.Fail(id.Val, "rule %q cannot be suppressed; \"rules\" can switch it off", id.Text)
				case d.lookUp(id.Text) == nil:
					d.unknown = append(d.unknown, ruleAt{id.Text, d, id.Val})
				}
			}
		},
		schema: func([]*diag.Rule) object {
			// Editors offer the built-in ones; a rule of the user's own is none of them.
			other := object{{"type", "string"}, {"minLength", 1}, {"not", object{{"enum", anys(suppress.Unsuppressed())}}}}
			return ruleOrRules(object{{"anyOf", []any{object{{"$ref", "#/$defs/suppressible"}}, other}}})
		},
		show: func(_ *Config, from *Suppression) any { return shownTexts(from.Rules) },
	}
}

// ruleOrRules is the schema of an id, of which id is the schema, or a list of them.
func ruleOrRules(id object) object {
	list := object{{"type", "array"}, {"items", id}, {"minItems", 1}, {"maxItems", suppress.MaxRules}}
	return object{{"anyOf", []any{id, list}}}
}

// checkSuppressions reports suppressions of locked rules, and those without a
// reason where one is required.
func (l *loading) checkSuppressions() {
	fail := func(s *Suppression, message string) {
		at := s.At.File.Position(s.At.Node.Val.Start)
		l.late = append(l.late, decode.Error{File: s.At.File.Name, At: at, Message: message})
	}
	for i := range l.config.Suppressions {
		s := &l.config.Suppressions[i]
		if s.At.Node == nil {
			continue // it has no rule, which was reported
		}
		for _, id := range s.Rules {
			if locked, ok := l.locks[id]; ok {
				fail(s, "rule \""+id+"\" is locked in "+locked.at.String()+" and cannot be suppressed")
			}
		}
		if l.config.RequireReason && s.Reason == "" {
			fail(s, `a suppression needs "reason": require-reason is set`)
		}
	}
}

// Entries returns the suppressions as the engine takes them.
func (c *Config) Entries() []suppress.Entry {
	var out []suppress.Entry
	for _, s := range c.Suppressions {
		e := suppress.Entry{Rules: s.Rules, Role: s.Role, Path: s.Path, Reason: s.Reason, Expires: s.Expires, At: s.At}
		if s.File.Pattern != "" {
			e.File, e.InFile = s.File.Pattern, s.File.Match
		}
		out = append(out, e)
	}
	return out
}
