package lint_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/lint"
)

// object is a JSON object.
type object = map[string]any

// list makes n values.
func list[T any](n int, make func(i int) T) []T {
	out := []T{}
	for i := range n {
		out = append(out, make(i))
	}
	return out
}

// Roles that nobody writes are looked at in seconds; before, each of these took
// minutes or all memory there was. What is left out is said.
func TestHostileRoles(t *testing.T) {
	texts := func(n int, format string) []string {
		return list(n, func(i int) string { return fmt.Sprintf(format, i) })
	}
	indices := func(entries ...any) object { return object{"cluster": []string{}, "indices": entries} }
	entry := func(names ...string) object {
		return object{"names": names, "privileges": []string{"read"}, "field_security": object{"grant": []string{"a*"}}}
	}
	kibana := func(entries ...any) object {
		return object{"elasticsearch": object{}, "kibana": entries}
	}
	features := object{}
	for _, id := range []string{"discover_v2", "dashboard_v2", "generalCasesV3", "actions", "ml"} {
		features[id] = []string{"all"}
	}
	hard := func(i int) string { return fmt.Sprintf("/%d.*a&.*b.*&.*c.*&.*d.*&.*e.*&.*f.*&.*g.*&.*h.*/", i) }
	const many = 20_000
	for _, test := range []struct {
		name string
		role any
		// least and most are how many findings there are; errors what must be
		// said of what was not looked at.
		least, most int
		errors      []string
	}{
		{"cluster privileges", object{"cluster": texts(many, "privilege%d"), "indices": []any{}}, many, many, nil},
		{"cluster actions", object{"cluster": texts(many, "cluster:admin/x%d"), "indices": []any{}}, 0, many, nil},
		{"index privileges", indices(object{"names": []string{"a"}, "privileges": texts(many, "privilege%d")}), many, many, nil},
		{"one privilege", indices(object{"names": []string{"a"}, "privileges": texts(many, "read%.0[1]s")}), many - 1, many, nil},
		{"unknown keys", func() object {
			o := indices()
			for _, key := range texts(many, "key%d") {
				o[key] = 1
			}
			return o
		}(), many, many + 10, nil},
		{"names of two entries", indices(entry(texts(many, "logs-%d")...), object{"names": texts(many, "metrics-%d"), "privileges": []string{"read"}}), 0, 0, nil},
		{"names of many entries", indices(list(300, func(i int) any { return entry(texts(200, fmt.Sprintf("*%d-%%d", i))...) })...), 0, 300, nil},
		{"fields", indices(object{"names": []string{"a"}, "privileges": []string{"read"}, "field_security": object{
			"grant": texts(many, "f%d.*"), "except": texts(many, "f%d.x")}}), 0, 0, nil},
		{"open fields", indices(object{"names": []string{"a"}, "privileges": []string{"read"}, "field_security": object{
			"grant": texts(5000, "*f%d*"), "except": texts(5000, "*f%dx")}}), 0, 1, []string{"too hard to analyse"}},
		{"hard names", indices(list(500, func(i int) any { return entry(hard(i)) })...), 0, 100, []string{"too hard to analyse"}},
		{"roles with hard names", func() object {
			o := object{}
			for i := range 500 {
				o[fmt.Sprint("r", i)] = indices(entry(hard(2*i)), entry(hard(2*i+1)))
			}
			return o
		}(), 0, 1000, []string{"too hard to analyse"}},
		{"entries for one space", kibana(list(5000, func(int) any {
			return object{"spaces": []string{"a"}, "feature": object{"discover_v2": []string{"all"}}}
		})...), 4999, 10_000, []string{"5000 Kibana entries"}},
		{"spaces of many entries", kibana(list(300, func(i int) any {
			return object{"spaces": texts(300, fmt.Sprintf("s%d-%%d", i)), "base": []string{"read"}}
		})...), 0, 300, []string{"90000 spaces"}},
		{"features in spaces", kibana(object{"spaces": texts(50_000, "s%d"), "feature": features}), 0, 10, []string{"250000 grants of a feature in a space"}},
		{"privileges of a feature", kibana(object{"spaces": []string{"a"}, "feature": object{"discover_v2": texts(many, "p%d")}}), many, many + 10, nil},
		{"findings", indices(list(60_000, func(int) any { return object{} })...), lint.MaxFindings, lint.MaxFindings, []string{"more than 100000 findings"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := json.Marshal(test.role)
			if err != nil {
				t.Fatal(err)
			}
			result := run(t, "role.json", text)
			if n := len(result.Findings); n < test.least || n > test.most {
				t.Errorf("%d findings, want %d to %d", n, test.least, test.most)
			}
			if len(result.Errors) != len(test.errors) {
				t.Fatalf("errors %v, want %q", result.Errors, test.errors)
			}
			for i, e := range result.Errors {
				if !strings.Contains(e.Message, test.errors[i]) || e.Range == nil {
					t.Errorf("error %+v, want %q and a place", e, test.errors[i])
				}
			}
		})
	}
}

// A message quotes names as they stand; one word of many megabytes is cut.
func TestLongMessages(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	result := run(t, "roles.json", []byte(`{"`+long+`": {"cluster": ["`+long+`", "monitor"], "indices": []}}`))
	if len(result.Findings) < 2 {
		t.Fatalf("%d findings", len(result.Findings))
	}
	for _, f := range result.Findings {
		if len(f.Message) > 5000 || len(f.Role) > 5000 {
			t.Errorf("%s: message of %d bytes, role of %d", f.Rule.ID, len(f.Message), len(f.Role))
		}
		if !strings.HasSuffix(f.Role, "é…") {
			t.Errorf("%s: nothing says that the role's name goes on", f.Rule.ID)
		}
	}
}

// run lints one text with all rules.
func run(t *testing.T, name string, text []byte) *lint.Result {
	t.Helper()
	result, err := lint.Run(context.Background(), lint.Options{}, []lint.Input{{
		Name: name, Named: true, Read: func() ([]byte, error) { return text, nil },
	}})
	if err != nil {
		t.Fatal(err)
	}
	return result
}
