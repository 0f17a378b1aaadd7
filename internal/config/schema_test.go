package config

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// The schema and the decoder judge the same. The schema sees one file and no
// others; what only the decoder can know is not among the samples: whether
// files exist, keys that are stated twice, overrides of locked rules.
func TestSchemaAgrees(t *testing.T) {
	text, err := Schema(known)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.CompileString("config.json", string(text))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), Name)
	for _, sample := range []struct {
		valid bool
		texts []string
	}{
		{true, []string{
			"{}", "target:\n", "target: {}", "target: {stack: 9.4}", "target: {stack: '9.4.1'}", "target: {stack: 8.10, license: trial, deployment: hosted}",
			"target: {license: }", "files: []", "files: ['roles/**', {glob: a.json}, {glob: ./b, as: roles-yml}, {glob: c, as: }]",
			"preset: strict", "preset:", "fail-on: never", "fail-on: error",
			"rules: {}", "rules:\n", "rules: {no-spaces: }", "rules: {unknown-feature: off, no-spaces: 'info'}",
			"rules: {no-spaces: {severity: error}}", "rules: {no-spaces: {severity: }}", "rules: {no-spaces: {}}", "rules: {no-spaces: {options: {}}}",
			"rules: {no-spaces: {options: {allow: [a, b], most: 4}}}", "rules: {no-spaces: {options: {allow: , most: 3.0}}}",
			"rules: {no-spaces: {options: }}", "rules: {unknown-feature: {options: {}}}",
			"rules: {no-spaces: {severity: warning, locked: true}}", "rules: {no-spaces: {locked: false}}", "rules: {no-spaces: {locked: }}",
			"policies: [p]\nrules: {own: error}", "policies: [p]\nrules: {own: {severity: info, locked: true, options: {anything: {a: [1]}}}}",
			"policies: []", "intents: [a.yaml]", "assignee-roles: ['a*']", "extends: []", "extends:",
			"overrides: []", "overrides: [{files: [a]}]", "overrides: [{files: [a], preset: minimal, rules: {no-spaces: off}}]",
			"overrides: [{files: ['a/**'], preset: , rules: {no-spaces: {severity: info, options: {most: 1}}, unknown-feature: }}]",
			"policies: [p]\noverrides: [{files: [a], rules: {own: {options: {a: 1}}}}]",
			"role-mappings: [a.json]", "kibana-yml: kibana.yml", "spaces: spaces.json", "spaces:", "baseline: b.json", "require-reason: true", "require-reason:",
			"suppressions: []", "suppressions: [{rule: no-spaces}]", "suppressions: [{rule: [no-spaces, unknown-feature], role: 'a*', file: 'roles/**', path: 'kibana[0].feature', reason: known, expires: 2027-01-31}]",
			"suppressions: [{rule: no-spaces, path: [kibana, 0, feature, a.b], role: , reason: }]",
			"suppressions:", "suppressions: []", "suppressions: [{rule: no-spaces, role: , file: , path: , reason: , expires: }]", "require-reason: false\nsuppressions: [{rule: no-spaces}]",
			"require-reason: true\nsuppressions: [{rule: [no-spaces, unknown-feature], role: 'a*', file: ./a, path: 'a[0].b', reason: x, expires: 2099-01-31}]",
			"suppressions: [{rule: no-spaces, path: [a, 0, '*']}, {rule: no-spaces, path: ''}]", "policies: [p]\nsuppressions: [{rule: [own]}]", "require-reason:", "baseline: a.json", "baseline:",
			"role-mappings: [a]", "kibana-yml: a", "spaces: a", "files: [././a, .a, a/.., ..]",
		}},
		{false, []string{
			"[]", "a", "targt: {}", "target: []", "target: {stak: 9.4}", "target: {stack: 9.99}", "target: {stack: '6.8'}", "target: {stack: true}", "target: {stack: '9'}",
			"target: {stack: 9.4.01}", "target: {license: free}", "target: {deployment: cloud}", "target: {license: 7}",
			"files: a", "files: ['']", "files: [/a]", "files: [../a]", "files: [7]", "files: [{as: kibana}]", "files: [{glob: }]", "files: [{glob: a, as: kibanna}]", "files: [{glob: a, is: b}]",
			"preset: all", "preset: [strict]", "fail-on: off", "fail-on: 3", "fail-on: warn",
			"rules: []", "rules: {own: error}", "rules: {no-spaces: fatal}", "rules: {no-spaces: true}", "rules: {no-spaces: 3}", "rules: {no-spaces: [error]}",
			"rules: {no-spaces: {severity: fatal}}", "rules: {no-spaces: {level: error}}", "rules: {no-spaces: {options: []}}",
			"rules: {no-spaces: {options: {alow: []}}}", "rules: {no-spaces: {options: {allow: a}}}", "rules: {no-spaces: {options: {allow: [1]}}}",
			"rules: {no-spaces: {options: {most: a}}}", "rules: {no-spaces: {options: {most: 1.5}}}", "rules: {unknown-feature: {options: {allow: [a]}}}",
			"rules: {no-spaces: {locked: true}}", "rules: {no-spaces: {severity: off, locked: true}}", "rules: {no-spaces: {severity: , locked: true}}", "rules: {no-spaces: {severity: error, locked: 'yes'}}",
			"policies: p", "policies: [7]", "policies: ['']", "policies: []\nrules: {own: error}", "intents: {}", "assignee-roles: [a, '']",
			"extends: 7", "extends: ''", "extends: ['https://example.com/a.yaml']", "extends: [a, 7]",
			"overrides: {}", "overrides: [a]", "overrides: [{}]", "overrides: [{files: }]", "overrides: [{files: []}]", "overrides: [{files: a}]", "overrides: [{files: [/a]}]",
			"overrides: [{files: [a], preset: all}]", "overrides: [{files: [a], rules: {own: off}}]", "overrides: [{files: [a], rules: {no-spaces: {severity: error, locked: true}}}]",
			"role-mappings: a.json", "role-mappings: ['']", "kibana-yml: [a]", "spaces: ''", "baseline: 7", "require-reason: 'yes'",
			"suppressions: {}", "suppressions: [no-spaces]", "suppressions: [{role: a}]", "suppressions: [{rule: }]", "suppressions: [{rule: []}]", "suppressions: [{rule: 7}]", "suppressions: [{rule: no-spaces, rol: a}]",
			"suppressions: [{rule: no-spaces, role: ''}]", "suppressions: [{rule: no-spaces, file: ../a}]", "suppressions: [{rule: no-spaces, expires: tomorrow}]", "suppressions: [{rule: no-spaces, path: 7}]", "suppressions: [{rule: no-spaces, path: [-1]}]",
			"overrides: [{files: [a], target: {stack: 9.4}}]", "overrides: [{files: [a], rules: {no-spaces: {options: {most: a}}}}]",
			"overrides: [{files: [a], target: {stack: 9.4}}]", "files: [./]", "files: [.//a]", "files: [./../a]", "overrides: [{files: [.//a]}]",
			"suppressions: {}", "suppressions: [a]", "suppressions: [{}]", "suppressions: [{rule: }]", "suppressions: [{rule: []}]", "suppressions: [{rule: ['']}]", "suppressions: [{rule: 3}]",
			"suppressions: [{rule: own}]", "suppressions: [{rule: [no-spaces, own]}]", "suppressions: [{rule: suppression-unused}]", "policies: [p]\nsuppressions: [{rule: [suppression-unused]}]",
			"suppressions: [{rule: [" + strings.Repeat("no-spaces, ", 50) + "no-spaces]}]",
			"suppressions: [{rule: no-spaces, why: x}]", "suppressions: [{rule: no-spaces, reason: ''}]", "suppressions: [{rule: no-spaces, role: ''}]", "suppressions: [{rule: no-spaces, file: ../a}]",
			"suppressions: [{rule: no-spaces, expires: soon}]", "suppressions: [{rule: no-spaces, expires: 2099-1-31}]", "suppressions: [{rule: no-spaces, expires: 2099-13-01}]", "suppressions: [{rule: no-spaces, expires: ''}]",
			"suppressions: [{rule: no-spaces, path: 3}]", "suppressions: [{rule: no-spaces, path: [-1]}]", "suppressions: [{rule: no-spaces, path: [true]}]",
			"require-reason: true\nsuppressions: [{rule: no-spaces}]", "require-reason: true\nsuppressions: [{rule: no-spaces, reason: }]", "require-reason: 'yes'", "baseline: ''", "baseline: [a]", "kibana-yml: [a]", "spaces: ''", "role-mappings: a",
			"extends: base.yaml\nrules: {no-spaces: {locked: true}}",
			"overrides: [{files: [a], rules: {no-spaces: {options: {most: a}}}}]",
		}},
	} {
		for _, text := range sample.texts {
			_, err := Decode(Name, path, []byte(text), known)
			if (err == nil) != sample.valid {
				t.Errorf("%s\nthe decoder says %v, want valid: %t", text, err, sample.valid)
			}
			file := source.Parse(Name, []byte(text), source.Limits{})
			err = schema.Validate(plainValue(file, file.Docs[0]))
			if (err == nil) != sample.valid {
				t.Errorf("%s\nthe schema says %v, want valid: %t", text, err, sample.valid)
			}
		}
	}
}

// plainValue returns a node as YAML 1.2 has it, which editors read: off and the
// like are strings.
func plainValue(f *source.File, n *source.Node) any {
	text := string(f.Src[n.Val.Start:n.Val.End])
	switch {
	case n.Kind == source.Object:
		m := map[string]any{}
		for _, c := range n.Children {
			m[c.Name] = plainValue(f, c)
		}
		return m
	case n.Kind == source.Array:
		list := []any{}
		for _, c := range n.Children {
			list = append(list, plainValue(f, c))
		}
		return list
	case n.Kind == source.Bool && text != "true" && text != "false":
		return text
	}
	v, err := decode.Value(n)
	if err != nil {
		panic(err)
	}
	return v
}

// schema/config.json is what the code says, with every built-in rule and option.
func TestSchemaIsUpToDate(t *testing.T) {
	want, err := Schema(lint.Rules())
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.FromSlash("../../schema/config.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema/config.json is not what the code says: run go generate ./schema")
	}
	for _, r := range lint.Rules() {
		if !strings.Contains(string(got), "\""+r.ID+"\": {") {
			t.Errorf("schema/config.json does not know the rule %s", r.ID)
		}
	}
}
