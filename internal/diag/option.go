package diag

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// OptionType says which values an option takes.
type OptionType string

// The types of options, with the Go type of their values.
const (
	StringOption  OptionType = "string"  // string
	StringsOption OptionType = "strings" // []string
	IntegerOption OptionType = "integer" // int
	BooleanOption OptionType = "boolean" // bool
	AnyOption     OptionType = "any"     // any JSON value; for tables of a user's own policies
)

// Option is something of a rule that the configuration can set.
type Option struct {
	Name    string     `json:"name"` // kebab-case
	Type    OptionType `json:"type"`
	Default any        `json:"default"` // a value of Type; never nil
	Doc     string     `json:"doc"`     // what it says, one line without a full stop
}

// Values are the options of one rule that the configuration sets, by name.
type Values map[string]any

// Convert returns a value as the type has it; nil means the type's zero. The
// value is what a JSON or YAML reader makes of a text, or what Convert returned.
// The error says what was expected.
func (t OptionType) Convert(v any) (any, error) {
	switch t {
	case StringOption:
		if v == nil {
			return "", nil
		}
		if s, ok := v.(string); ok {
			return s, nil
		}
		return nil, fmt.Errorf("must be a string")
	case StringsOption:
		if typed, ok := v.([]string); ok {
			return typed, nil
		}
		out := []string{}
		list, ok := v.([]any)
		if v != nil && !ok {
			return nil, fmt.Errorf("must be a list of strings")
		}
		for _, e := range list {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf("must be a list of strings")
			}
			out = append(out, s)
		}
		return out, nil
	case IntegerOption:
		switch n := v.(type) {
		case nil:
			return 0, nil
		case int:
			return n, nil
		case float64:
			if n == float64(int(n)) {
				return int(n), nil
			}
		case json.Number:
			if i, err := strconv.Atoi(n.String()); err == nil {
				return i, nil
			}
			if f, err := n.Float64(); err == nil && f == float64(int(f)) && math.Abs(f) < 1<<53 { // 3.0, 3e2
				return int(f), nil
			}
		}
		return nil, fmt.Errorf("must be a whole number")
	case BooleanOption:
		if v == nil {
			return false, nil
		}
		if b, ok := v.(bool); ok {
			return b, nil
		}
		return nil, fmt.Errorf("must be true or false")
	case AnyOption:
		if v == nil {
			return map[string]any{}, nil
		}
		return v, nil
	}
	return nil, fmt.Errorf("unknown type %q: one of string, strings, integer, boolean, any", t)
}

// Option returns the option of that name.
func (r *Rule) Option(name string) (Option, bool) {
	for _, o := range r.Options {
		if o.Name == name {
			return o, true
		}
	}
	return Option{}, false
}

// Value returns what an option is set to, or its default.
func (r *Rule) Value(set Values, name string) any {
	if v, ok := set[name]; ok {
		return v
	}
	if o, ok := r.Option(name); ok {
		return o.Default
	}
	panic("rule " + r.ID + " has no option " + name)
}
