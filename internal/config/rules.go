package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// rules is an object of rule id and what holds for the rule: a severity, or
// {severity, options, locked}. locked is a key only where lockable.
func rules[T any](lockable bool, field func(*T) *RuleSettings) value[T] {
	return value[T]{
		says:  "object of rule id and severity (`off`, `info`, `warning`, `error`) or object",
		keys:  describe(ruleKeys(nil, lockable)),
		below: ".ID.",
		read: func(d *decoder, n *source.Node, to *T) {
			if n.Kind != source.Object {
				d.wrongKind(n, "an object of rule id and severity")
				return
			}
			for _, member := range n.Children {
				if member.Kind == source.Null {
					continue
				}
				d.in(member.Name, func() {
					d.note(member)
					d.rule(member, lockable, field(to))
				})
			}
		},
		schema: func(rules []*diag.Rule) object { return rulesSchema(rules, lockable) },
		show:   func(_ *Config, from *T) any { return showRules(field(from), lockable) },
	}
}

// ruleSetting is what the configuration says of one rule in one place.
type ruleSetting struct {
	id       string
	rule     *diag.Rule // nil where it is none of the built-in ones
	severity *diag.Severity
	options  diag.Values
	locked   bool
}

// ruleKeys are the keys of a rule's object; rule is nil where it is none of the
// built-in ones.
func ruleKeys(rule *diag.Rule, lockable bool) []key[ruleSetting] {
	keys := []key[ruleSetting]{
		{name: "severity", value: severity(), doc: "How much a finding weighs; `off` switches the rule off."},
		{name: "options", value: options(rule), doc: "Options of the rule by name: see the rule's page."},
	}
	if lockable {
		keys = append(keys, key[ruleSetting]{name: "locked", value: boolean(func(s *ruleSetting) *bool { return &s.locked }), doc: "Whether nothing may switch the rule off, lower it, override or suppress it, in this file or in those that extend it. Needs `severity`."})
	}
	return keys
}

// rule reads what is said of a rule over what was said before.
func (d *decoder) rule(n *source.Node, lockable bool, to *RuleSettings) {
	s := ruleSetting{id: n.Name, rule: d.lookUp(n.Name)}
	if s.rule == nil {
		d.unknown = append(d.unknown, ruleAt{n.Name, d, n.Key})
	}
	switch n.Kind {
	case source.Object:
		readMembers(d, n, fmt.Sprintf("rule %q", n.Name), ruleKeys(s.rule, lockable), &s)
	default:
		d.in("severity", func() { d.note(n) })
		severity().read(d, n, &s)
	}
	if lockable && !d.lock(n, &s, to) {
		return
	}
	if s.severity != nil {
		set(&to.Severities, s.id, *s.severity)
	}
	for name, v := range s.options {
		if to.Values[s.id] == nil {
			set(&to.Values, s.id, diag.Values{})
		}
		to.Values[s.id][name] = v
	}
}

func set[V any](m *map[string]V, key string, v V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[key] = v
}

var severityNames = []string{"off", "info", "warning", "error"}

// severity is the severity of a rule.
func severity() value[ruleSetting] {
	return value[ruleSetting]{
		says: "`off`, `info`, `warning` or `error`",
		read: func(d *decoder, n *source.Node, to *ruleSetting) {
			// YAML 1.1 reads a plain off as the boolean false.
			text := n.Text
			if n.Kind == source.Bool {
				text = string(d.File.Src[n.Val.Start:n.Val.End])
			} else if n.Kind != source.String {
				d.wrongKind(n, "a severity: off, info, warning or error")
				return
			}
			s, err := diag.ParseSeverity(text)
			if err != nil {
				d.Fail(n.Val, "%s%s", err, didYouMean(text, severityNames))
				return
			}
			to.severity = &s
		},
		schema: func([]*diag.Rule) object { return object{{"$ref", "#/$defs/severity"}} },
	}
}

// options are the options of a rule.
func options(rule *diag.Rule) value[ruleSetting] {
	return value[ruleSetting]{
		says: "object of option and value",
		read: func(d *decoder, n *source.Node, to *ruleSetting) {
			if n.Kind != source.Object {
				d.wrongKind(n, "an object of option and value")
				return
			}
			for _, member := range n.Children {
				if member.Kind != source.Null {
					d.in(member.Name, func() { d.option(member, to) })
				}
			}
		},
		schema: func([]*diag.Rule) object { return optionsSchema(rule) },
	}
}

// option reads one option of a rule. Those of the user's own rules are checked
// by the engine, which has read them.
func (d *decoder) option(n *source.Node, to *ruleSetting) {
	d.note(n)
	v, err := decode.Value(n)
	if err != nil {
		d.Fail(n.Val, "option %q: %s", n.Name, err)
		return
	}
	if to.rule != nil {
		o, ok := to.rule.Option(n.Name)
		if !ok {
			d.Fail(n.Key, "rule %q has no option %q%s", to.id, n.Name, optionHint(to.rule, n.Name))
			return
		}
		if v, err = o.Type.Convert(v); err != nil {
			d.Fail(n.Val, "option %q of rule %q %s", n.Name, to.id, err)
			return
		}
	}
	set((*map[string]any)(&to.options), n.Name, v)
}

// optionHint says which options there are.
func optionHint(r *diag.Rule, name string) string {
	if len(r.Options) == 0 {
		return "; it has none"
	}
	names := make([]string, len(r.Options))
	for i, o := range r.Options {
		names[i] = o.Name
	}
	if hint := didYouMean(name, names); hint != "" {
		return hint
	}
	return ": its options are " + strings.Join(names, ", ")
}

func (l *loading) lookUp(id string) *diag.Rule {
	i := slices.IndexFunc(l.rules, func(r *diag.Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return l.rules[i]
}

// checkRules reports what is no rule. Where there are policies the rule may be
// one of theirs; the engine says so once it has read them.
func (l *loading) checkRules() {
	if len(l.config.Policies) > 0 {
		return
	}
	names := make([]string, len(l.rules))
	for i, r := range l.rules {
		names[i] = r.ID
	}
	for _, u := range l.unknown {
		u.in.Fail(u.at, "unknown rule %q%s", u.id, didYouMean(u.id, names))
	}
}
