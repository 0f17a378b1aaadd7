package schema

import (
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/source"
)

// violation is one reason why a role does not fit its schema.
type violation struct {
	keyword string         // the violated keyword: "type", "required", …
	rule    string         // rule id
	node    *source.Node   // the offending value; for a key its member, for a missing key the object
	key     string         // the missing or offending key, else ""
	def     map[string]any // the schema that holds the keyword
}

// ruleOf are the rules of keywords where no x-rule says otherwise. maxLength
// is none of them: servers count UTF-16 units, see checkDescription.
var ruleOf = map[string]string{
	"type":                 "wrong-type",
	"pattern":              "wrong-type",
	"enum":                 "wrong-type",
	"required":             "missing-field",
	"additionalProperties": "unknown-field",
	"minItems":             "empty-list",
	"maxItems":             "too-many-items",
}

// violations returns the leaves of a validation error, one for each missing or
// extra key, in the order of the validator.
func violations(err *jsonschema.ValidationError, body *source.Node) []violation {
	if len(err.Causes) > 0 {
		var all []violation
		for _, cause := range err.Causes {
			all = append(all, violations(cause, body)...)
		}
		return all
	}
	keyword, def, rule := definition(err.AbsoluteKeywordLocation)
	if rule == "" {
		rule = ruleOf[keyword]
	}
	if rule == "" {
		return nil
	}
	v := violation{keyword: keyword, rule: rule, node: follow(body, err.InstanceLocation), def: def}
	switch keyword {
	case "required":
		return v.forEach(missing(v.node, texts(def["required"])))
	case "dependentRequired":
		v.key = "grant"
	case "additionalProperties":
		return v.forEach(extra(v.node, def))
	}
	return []violation{v}
}

// forEach returns the violation once for each key.
func (v violation) forEach(keys []string) []violation {
	var all []violation
	for _, key := range keys {
		w := v
		w.key = key
		if member := v.node.Get(key); member != nil {
			w.node = member
		}
		all = append(all, w)
	}
	return all
}

// follow returns the node at a JSON pointer below body.
func follow(body *source.Node, pointer string) *source.Node {
	n := body
	for _, token := range pointerTokens(pointer) {
		if n.Kind == source.Array {
			i, _ := strconv.Atoi(token)
			n = n.At(i)
		} else {
			n = n.Get(token)
		}
	}
	return n
}

func missing(n *source.Node, required []string) []string {
	var keys []string
	for _, key := range required {
		if n.Get(key) == nil {
			keys = append(keys, key)
		}
	}
	return keys
}

// extra returns the keys of an object that its schema does not describe.
func extra(n *source.Node, def map[string]any) []string {
	properties, _ := def["properties"].(map[string]any)
	patterns, _ := def["patternProperties"].(map[string]any)
	var described []*regexp.Regexp
	for _, pattern := range slices.Sorted(maps.Keys(patterns)) {
		described = append(described, regexp.MustCompile(pattern))
	}
	var keys []string
	for _, c := range n.Children {
		_, known := properties[c.Name]
		for _, pattern := range described {
			known = known || pattern.MatchString(c.Name)
		}
		if !known {
			keys = append(keys, c.Name)
		}
	}
	return keys
}

// texts returns the strings of a decoded JSON array, or of a single string.
func texts(list any) []string {
	if s, ok := list.(string); ok {
		return []string{s}
	}
	var out []string
	items, _ := list.([]any)
	for _, item := range items {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
