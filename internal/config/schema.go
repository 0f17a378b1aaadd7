package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/suppress"
)

// Schema returns the JSON Schema of the configuration, with every rule that is
// given and its options. Names of rules are free where the file names policies
// of its own, or extends files that may.
func Schema(rules []*diag.Rule) ([]byte, error) {
	body := objectSchema(keys(), rules)
	text, err := marshal(append(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "https://raw.githubusercontent.com/rolelint/rolelint/main/schema/config.json"},
		{"$comment", "Generated from internal/config by go generate ./schema. DO NOT EDIT."},
		{"title", "rolelint configuration"},
		{"description", "What .rolelint.yaml says. https://github.com/rolelint/rolelint/blob/main/docs/configuration.md"},
	}, append(body,
		member{"allOf", []any{ownFileOnly(rules), reasonsRequired()}},
		member{"$defs", append(ruleDefinitions(), suppressible(rules))},
	)...))
	if err != nil {
		return nil, fmt.Errorf("the configuration's schema: %w", err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, fmt.Errorf("the configuration's schema: %w", err)
	}
	return append(b.Bytes(), '\n'), nil
}

// ownFileOnly says that rules are built-in ones where the file names no policies
// and extends none that may.
func ownFileOnly(rules []*diag.Rule) object {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	builtIn := object{{"propertyNames", object{{"enum", anys(ids)}}}}
	suppressed := ruleOrRules(object{{"$ref", "#/$defs/suppressible"}})
	return object{
		{"if", object{{"not", object{{"anyOf", []any{
			object{{"properties", object{{"policies", object{{"type", "array"}, {"minItems", 1}}}}}, {"required", []any{"policies"}}},
			object{{"required", []any{"extends"}}},
		}}}}}},
		{"then", object{{"properties", object{
			{"rules", builtIn},
			{"overrides", object{{"items", object{{"properties", object{{"rules", builtIn}}}}}}},
			{"suppressions", object{{"items", object{{"properties", object{{"rule", suppressed}}}}}}},
		}}}},
	}
}

// suppressible is the definition of the built-in rules that can be suppressed.
func suppressible(rules []*diag.Rule) member {
	var ids []any
	for _, r := range rules {
		if !suppress.Always(r.ID) {
			ids = append(ids, r.ID)
		}
	}
	return member{"suppressible", object{{"enum", ids}}}
}

// reasonsRequired says what require-reason asks of suppressions.
func reasonsRequired() object {
	return object{
		{"if", object{{"properties", object{{"require-reason", object{{"const", true}}}}}, {"required", []any{"require-reason"}}}},
		{"then", object{{"properties", object{
			{"suppressions", object{{"items", object{{"properties", object{{"reason", object{{"type", "string"}}}}}, {"required", []any{"reason"}}}}}},
		}}}},
	}
}

// objectSchema is the schema of an object with keys.
func objectSchema[T any](keys []key[T], rules []*diag.Rule) object {
	var properties object
	var required []any
	for _, k := range keys {
		about := object{{"description", plain(k.doc)}}
		if k.initial != nil {
			about = append(about, member{"default", k.initial})
		}
		properties = append(properties, member{k.name, append(about, takes(k, rules)...)})
		if k.required {
			required = append(required, k.name)
		}
	}
	o := object{{"type", "object"}, {"properties", properties}}
	if required != nil {
		o = append(o, member{"required", required})
	}
	return append(o, member{"additionalProperties", false})
}

// takes is the schema of a key's value; a key without a value says nothing
// unless it is required.
func takes[T any](k key[T], rules []*diag.Rule) object {
	if k.required {
		return k.schema(rules)
	}
	return orNothing(k.schema(rules))
}

// orNothing is a schema that takes null besides.
func orNothing(schema object) object {
	out := slices.Clone(schema)
	for i, m := range out {
		switch v := m.value.(type) {
		case string:
			if m.name == "$ref" {
				out[i] = member{"anyOf", []any{object{m}, object{{"type", "null"}}}}
			}
			if m.name == "type" {
				out[i].value = []any{v, "null"}
			}
		case []any:
			if m.name == "enum" {
				out[i].value = append(slices.Clone(v), nil)
			}
			if m.name == "anyOf" {
				out[i].value = append(slices.Clone(v), object{{"type", "null"}})
			}
		}
	}
	return out
}

// plain is Markdown as editors show it that know none.
func plain(markdown string) string { return strings.ReplaceAll(markdown, "`", "") }

// textsSchema is a list of strings that are not empty.
func textsSchema() object {
	return object{{"type", "array"}, {"items", object{{"type", "string"}, {"minLength", 1}}}}
}

// stackSchema is a version that the catalogue answers for.
func stackSchema() object {
	var minors []string
	var numbers []any
	for _, v := range catalog.Stacks() {
		minors = append(minors, strings.ReplaceAll(v.String(), ".", `\.`))
		numbers = append(numbers, json.Number(v.String()))
	}
	return object{{"anyOf", []any{
		object{{"type", "string"}, {"pattern", "^(" + strings.Join(minors, "|") + `)(\.(0|[1-9][0-9]{0,2}))?$`}},
		object{{"enum", numbers}},
	}}}
}
