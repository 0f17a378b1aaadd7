package policy

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/rules"
)

// optionsModule is a rule with options of every type, which reports them all.
const optionsModule = `# METADATA
# custom:
#   options:
#     - {name: text, type: string, default: a, doc: A text}
#     - {name: list, type: strings, default: [b, c]}
#     - {name: count, type: integer, default: 3}
#     - {name: on, type: boolean, default: true}
#     - {name: table, type: any, default: {soc: [x]}}
#     - {name: empty, type: strings}
package rolelint.rules["x"]

findings contains {"at": [], "message": json.marshal(data.rolelint.config.x)}
`

func TestMetadataOptions(t *testing.T) {
	rule, err := Metadata("x.rego", optionsModule)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%#v", rule.Options)
	want := fmt.Sprintf("%#v", []diag.Option{
		{Name: "text", Type: diag.StringOption, Default: "a", Doc: "A text"},
		{Name: "list", Type: diag.StringsOption, Default: []string{"b", "c"}},
		{Name: "count", Type: diag.IntegerOption, Default: 3},
		{Name: "on", Type: diag.BooleanOption, Default: true},
		{Name: "table", Type: diag.AnyOption, Default: map[string]any{"soc": []any{"x"}}},
		{Name: "empty", Type: diag.StringsOption, Default: []string{}},
	})
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMetadataOptionsErrors(t *testing.T) {
	for options, want := range map[string]string{
		"{name: a, type: string}":                            "must be a list",
		"[a]":                                                "must be {name, type, default, doc}",
		"[{name: A, type: string}]":                          `"A" is not in kebab-case`,
		"[{name: 7, type: string}]":                          "name must be a string",
		"[{name: a, type: text}]":                            `unknown type "text"`,
		"[{name: a}]":                                        `unknown type ""`,
		"[{name: a, type: integer, default: b}]":             `default of "a": must be a whole number`,
		"[{name: a, type: string, defalt: b}]":               `unknown key "defalt"`,
		"[{name: a, type: string}, {name: a, type: string}]": `has "a" twice`,
	} {
		_, err := Metadata("x.rego", "# METADATA\n# custom:\n#   options: "+options+"\npackage rolelint.rules[\"x\"]\n")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", options, err, want)
		}
	}
}

// What a rule sees as data.rolelint.config are the defaults with what is set
// over them, and each view has its own.
func TestConfig(t *testing.T) {
	user, err := ParseUser([]UserModule{{Name: "x.rego", Src: []byte(optionsModule)}, {
		Name: "y.rego", Src: []byte("package rolelint.rules[\"y\"]\n\nfindings contains {\"at\": [], \"message\": \"y\"}\n"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	e := New(catalog.Default(), rules.Modules(), user, Options{
		Selected: func(id string) bool { return id == "x" || id == "y" },
		Values:   map[string]diag.Values{"x": {"text": "set", "count": 4}},
	})
	defaults := map[string]any{"text": "a", "list": []any{"b", "c"}, "count": 3.0, "on": true, "table": map[string]any{"soc": []any{"x"}}, "empty": []any{}}
	with := func(set map[string]any) map[string]any {
		out := maps.Clone(defaults)
		maps.Copy(out, set)
		return out
	}
	for _, c := range []struct {
		name   string
		engine *Engine
		want   map[string]any
		rules  []string
	}{
		{"the engine", e, with(map[string]any{"text": "set", "count": 4.0}), []string{"x", "y"}},
		{"a view", e.View(func(id string) bool { return id == "x" }, map[string]diag.Values{"x": {"on": false, "list": []string{}, "table": map[string]any{"n": json.Number("1.5")}}}),
			with(map[string]any{"on": false, "list": []any{}, "table": map[string]any{"n": 1.5}}), []string{"x"}},
		{"a view with the defaults", e.View(func(string) bool { return true }, nil), defaults, []string{"x", "y"}},
		{"a view without the rule", e.View(func(id string) bool { return id == "y" }, nil), nil, []string{"y"}},
	} {
		findings, problems := c.engine.Eval(t.Context(), inputOf(t, `{"elasticsearch": {}, "kibana": []}`))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		var ids []string
		for _, f := range findings {
			ids = append(ids, f.Rule.ID)
			if f.Rule.ID != "x" {
				continue
			}
			want, _ := json.Marshal(c.want)
			var got any
			if err := json.Unmarshal([]byte(f.Message), &got); err != nil {
				t.Fatal(err)
			}
			if text, _ := json.Marshal(got); string(text) != string(want) {
				t.Errorf("%s: the rule sees %s, want %s", c.name, text, want)
			}
		}
		if slices.Sort(ids); !slices.Equal(ids, c.rules) {
			t.Errorf("%s evaluates %q, want %q", c.name, ids, c.rules)
		}
	}
}
