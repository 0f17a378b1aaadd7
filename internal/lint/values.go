package lint

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
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
		value, err := optionValue(rule, member)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", f.Position(member.Key.Start).Line, err)
		}
		values[member.Name] = value
	}
	return values, nil
}

// optionValue returns the value of an option as its type has it.
func optionValue(rule *diag.Rule, member *source.Node) (any, error) {
	i := slices.IndexFunc(rule.Options, func(o diag.Option) bool { return o.Name == member.Name })
	if i < 0 {
		names := make([]string, len(rule.Options))
		for i, o := range rule.Options {
			names[i] = o.Name
		}
		if near := catalog.Suggest(member.Name, names); near != "" {
			return nil, fmt.Errorf("rule %q has no option %q; did you mean %q?", rule.ID, member.Name, near)
		}
		return nil, fmt.Errorf("rule %q has no option %q", rule.ID, member.Name)
	}
	value, err := rule.Options[i].Type.Convert(plain(member))
	if err != nil {
		return nil, fmt.Errorf("option %q %w", member.Name, err)
	}
	return value, nil
}

// plain returns a node as a JSON reader would.
func plain(n *source.Node) any {
	switch n.Kind {
	case source.Object:
		out := make(map[string]any, len(n.Children))
		for _, c := range n.Children {
			out[c.Name] = plain(c)
		}
		return out
	case source.Array:
		out := make([]any, len(n.Children))
		for i, c := range n.Children {
			out[i] = plain(c)
		}
		return out
	case source.String:
		return n.Text
	case source.Number:
		return json.Number(n.Text)
	case source.Bool:
		return n.Text == "true"
	}
	return nil
}
