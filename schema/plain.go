package schema

import (
	"slices"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/source"
)

// plainlyValid reports whether a value is valid beyond doubt: most roles are,
// and walking the tree costs a tenth of what the validator needs. False says
// nothing; then the validator decides.
func plainlyValid(s *jsonschema.Schema, n *source.Node) bool {
	if s.Always != nil {
		return *s.Always
	}
	if s.Ref != nil && !plainlyValid(s.Ref, n) {
		return false
	}
	if len(s.Types) > 0 && !slices.Contains(s.Types, n.Kind.String()) || !understood(s) {
		return false
	}
	switch n.Kind {
	case source.Object:
		return plainObject(s, n)
	case source.Array:
		if s.MinItems >= 0 && len(n.Children) < s.MinItems || s.MaxItems >= 0 && len(n.Children) > s.MaxItems {
			return false
		}
		if s.Items2020 != nil {
			for _, c := range n.Children {
				if !plainlyValid(s.Items2020, c) {
					return false
				}
			}
		}
	case source.String:
		if s.Pattern != nil && !s.Pattern.MatchString(n.Text) || len(s.Enum) > 0 && !slices.Contains(s.Enum, any(n.Text)) {
			return false
		}
		if s.MinLength >= 0 || s.MaxLength >= 0 {
			length := utf8.RuneCountInString(n.Text)
			return length >= s.MinLength && (s.MaxLength < 0 || length <= s.MaxLength)
		}
	default:
		return len(s.Enum) == 0
	}
	return true
}

func plainObject(s *jsonschema.Schema, n *source.Node) bool {
	if len(s.Enum) > 0 || s.MinProperties >= 0 && len(n.Children) < s.MinProperties ||
		s.MaxProperties >= 0 && len(n.Children) > s.MaxProperties {
		return false
	}
	for _, name := range s.Required {
		if n.Get(name) == nil {
			return false
		}
	}
	for name, needed := range s.DependentRequired {
		if n.Get(name) != nil && slices.ContainsFunc(needed, func(other string) bool { return n.Get(other) == nil }) {
			return false
		}
	}
	for _, c := range n.Children {
		if !plainMember(s, c) {
			return false
		}
	}
	return true
}

func plainMember(s *jsonschema.Schema, c *source.Node) bool {
	property, known := s.Properties[c.Name]
	if known && !plainlyValid(property, c) {
		return false
	}
	for pattern, property := range s.PatternProperties {
		if pattern.MatchString(c.Name) {
			known = true
			if !plainlyValid(property, c) {
				return false
			}
		}
	}
	if known {
		return true
	}
	switch additional := s.AdditionalProperties.(type) {
	case nil:
		return true
	case bool:
		return additional
	case *jsonschema.Schema:
		return plainlyValid(additional, c)
	}
	return false
}

// understood reports whether a schema has no keyword that plainlyValid does
// not look at.
func understood(s *jsonschema.Schema) bool {
	return s.RecursiveRef == nil && s.DynamicRef == nil && s.Constant == nil && s.Not == nil &&
		len(s.AllOf) == 0 && len(s.AnyOf) == 0 && len(s.OneOf) == 0 && s.If == nil &&
		s.PropertyNames == nil && len(s.Dependencies) == 0 && len(s.DependentSchemas) == 0 &&
		s.UnevaluatedProperties == nil && s.UnevaluatedItems == nil && s.Items == nil && s.AdditionalItems == nil &&
		len(s.PrefixItems) == 0 && s.Contains == nil && !s.UniqueItems &&
		s.Minimum == nil && s.Maximum == nil && s.ExclusiveMinimum == nil && s.ExclusiveMaximum == nil && s.MultipleOf == nil &&
		s.ContentEncoding == "" && s.ContentMediaType == ""
}
