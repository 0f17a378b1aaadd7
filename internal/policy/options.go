package policy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
)

// readOptions reads custom.options of a METADATA block.
func readOptions(r *diag.Rule, value any) error {
	list, ok := value.([]any)
	if !ok {
		return fmt.Errorf("custom.options must be a list of {name, type, default, doc}")
	}
	for _, element := range list {
		o, err := readOption(element)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(r.Options, func(other diag.Option) bool { return other.Name == o.Name }) {
			return fmt.Errorf("custom.options has %q twice", o.Name)
		}
		r.Options = append(r.Options, o)
	}
	return nil
}

func readOption(value any) (diag.Option, error) {
	members, ok := value.(map[string]any)
	if !ok {
		return diag.Option{}, fmt.Errorf("an element of custom.options must be {name, type, default, doc}")
	}
	var o diag.Option
	for _, key := range sortedKeys(members) {
		v := members[key]
		text, isText := v.(string)
		switch {
		case key == "default":
			o.Default = v
		case !isText:
			return o, fmt.Errorf("custom.options: %s must be a string", key)
		case key == "name":
			o.Name = text
		case key == "type":
			o.Type = diag.OptionType(text)
		case key == "doc":
			o.Doc = text
		default:
			return o, fmt.Errorf("custom.options: unknown key %q", key)
		}
	}
	if !isKebab(o.Name) {
		return o, fmt.Errorf("custom.options: the name %q is not in kebab-case", o.Name)
	}
	var err error
	if o.Default, err = o.Type.Convert(o.Default); err != nil {
		return o, fmt.Errorf("custom.options: default of %q: %w", o.Name, err)
	}
	return o, nil
}

// configTerm is data.rolelint.config: rule id → option → value.
func configTerm(rules []*diag.Rule, set map[string]diag.Values) (*ast.Term, error) {
	config := ast.NewObject()
	for _, r := range rules {
		if len(r.Options) == 0 {
			continue
		}
		values := ast.NewObject()
		for _, o := range r.Options {
			// Through JSON, so that every Go type of an option becomes what it is in Rego.
			text, err := json.Marshal(r.Value(set[r.ID], o.Name))
			if err != nil {
				return nil, fmt.Errorf("option %q of rule %q: %w", o.Name, r.ID, err)
			}
			v, err := ast.ValueFromReader(bytes.NewReader(text))
			if err != nil {
				return nil, fmt.Errorf("option %q of rule %q: %w", o.Name, r.ID, err)
			}
			values.Insert(ast.StringTerm(o.Name), ast.NewTerm(v))
		}
		config.Insert(ast.StringTerm(r.ID), ast.NewTerm(values))
	}
	return ast.NewTerm(config), nil
}
