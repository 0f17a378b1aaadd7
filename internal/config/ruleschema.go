package config

import (
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
)

// rulesSchema is the schema of `rules`: what each rule takes.
func rulesSchema(rules []*diag.Rule, lockable bool) object {
	var properties object
	for _, r := range rules {
		about := object{
			{"title", r.Title},
			{"description", strings.Join([]string{r.Preset().String(), r.Severity.String(), r.URL()}, ", ")},
		}
		takes := object{{"$ref", "#/$defs/" + definition("rule", lockable)}}
		if len(r.Options) > 0 {
			takes = ruleSchema(r, lockable)
		}
		properties = append(properties, member{r.ID, append(about, takes...)})
	}
	return object{
		{"type", "object"},
		{"properties", properties},
		{"additionalProperties", object{{"$ref", "#/$defs/" + definition("own-rule", lockable)}}},
	}
}

// definition names what most rules take.
func definition(name string, lockable bool) string {
	if !lockable {
		return name + "-override"
	}
	return name
}

// ruleDefinitions are what most rules take: those without options, and those of
// the user's own, of which the schema does not know the options.
func ruleDefinitions() object {
	out := object{{"severity", object{{"enum", anys(severityNames)}}}}
	for _, lockable := range []bool{true, false} {
		out = append(out,
			member{definition("rule", lockable), ruleSchema(&diag.Rule{}, lockable)},
			member{definition("own-rule", lockable), ruleSchema(nil, lockable)},
		)
	}
	return out
}

// ruleSchema is what a rule takes; nil is one of the user's own.
func ruleSchema(rule *diag.Rule, lockable bool) object {
	o := objectSchema(ruleKeys(rule, lockable), nil)
	if lockable {
		o = append(o,
			member{"if", object{{"properties", object{{"locked", object{{"const", true}}}}}, {"required", []any{"locked"}}}},
			member{"then", object{{"properties", object{{"severity", object{{"enum", anys(severityNames[1:])}}}}}, {"required", []any{"severity"}}}},
		)
	}
	return object{{"anyOf", []any{object{{"$ref", "#/$defs/severity"}}, o, object{{"type", "null"}}}}}
}

// optionsSchema is what the options of a rule take; nil is one of the user's own.
func optionsSchema(rule *diag.Rule) object {
	if rule == nil {
		return object{{"type", "object"}}
	}
	properties := object{}
	for _, o := range rule.Options {
		about := object{{"description", plain(o.Doc)}, {"default", o.Default}}
		properties = append(properties, member{o.Name, append(about, orNothing(optionTypes[o.Type])...)})
	}
	return object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
}

// optionTypes are the schemas of the types of options.
var optionTypes = map[diag.OptionType]object{
	diag.StringOption:  {{"type", "string"}},
	diag.StringsOption: {{"type", "array"}, {"items", object{{"type", "string"}}}},
	diag.IntegerOption: {{"type", "integer"}},
	diag.BooleanOption: {{"type", "boolean"}},
	diag.AnyOption:     {},
}
