package lint

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// readValues reads options of a rule that are written as YAML or JSON: an
// object of names and values. The error says what the rule does not take.
func readValues(rule *diag.Rule, text string) (diag.Values, error) {
	f := source.Parse("options.yaml", []byte(text), source.Limits{})
	if f.Err != nil {
		return nil, fmt.Errorf("line %d: %s", f.Position(f.Err.Span.Start).Line, f.Err.Msg)
	}
	if len(f.Docs) != 1 || f.Docs[0].Kind != source.Object {
		return nil, fmt.Errorf("the options of a rule are an object of names and values")
	}
	values := diag.Values{}
	for _, member := range f.Docs[0].Children {
		value, err := decode.Value(member)
		if err == nil {
			value, err = optionValue(rule, member.Name, value)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", f.Position(member.Key.Start).Line, err)
		}
		values[member.Name] = value
	}
	return values, nil
}

// optionValue returns the value of an option as its type has it.
func optionValue(rule *diag.Rule, name string, value any) (any, error) {
	o, ok := rule.Option(name)
	if !ok {
		names := make([]string, len(rule.Options))
		for i, o := range rule.Options {
			names[i] = o.Name
		}
		if near := catalog.Suggest(name, names); near != "" {
			return nil, fmt.Errorf("rule %q has no option %q; did you mean %q?", rule.ID, name, near)
		}
		return nil, fmt.Errorf("rule %q has no option %q", rule.ID, name)
	}
	value, err := o.Type.Convert(value)
	if err != nil {
		return nil, fmt.Errorf("option %q of rule %q %w", name, rule.ID, err)
	}
	return value, nil
}
