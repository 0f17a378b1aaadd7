package report

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/schema"
)

// Each member that the outputs have is in the published schemas: they are held
// to it with everything else forbidden.
func TestOutputsFollowTheirSchemas(t *testing.T) {
	findings := strictSchema(t, "findings")
	for name, result := range results(t) {
		validate(t, name, findings, write(t, "json", result, Options{}))
	}
	differences := strictSchema(t, "diff")
	for _, d := range []*Diff{
		compare(`{"a": {"cluster": ["all"], "indices": [{"names": ["x"], "privileges": ["read"], "query": "{}"}]}}`,
			`{"a": {"cluster": ["monitor"], "run_as": ["u"], "indices": [{"names": ["/x.*/"], "privileges": ["write"], "field_security": {"grant": ["f"]}, "allow_restricted_indices": true}]}, "b": {"cluster": [], "indices": []}}`),
		compare(`{"a": {"cluster": []}}`, `{"a": {"cluster": []}}`),
		compare(`[{"name": "a", "elasticsearch": {}, "kibana": [{"spaces": ["s"], "feature": {"discover": ["all"]}}]}]`,
			`[{"name": "b", "elasticsearch": {"remote_indices": [{"clusters": ["c"], "names": ["i"], "privileges": ["read"]}], "remote_cluster": [{"clusters": ["c"], "privileges": ["monitor_enrich"]}]}, "kibana": [{"spaces": ["*"], "base": ["all"]}]}]`),
	} {
		d.Errors = results(t)["everything"].Errors
		validate(t, "diff", differences, written(t, d, "json"))
		d.From.Stack, d.Errors = catalog.V(7, 17), nil
		d.CheckDeclared([]diff.Declaration{{Role: "gone", Text: "gone +x"}}, []error{errors.New("no declaration")})
		validate(t, "diff with declarations", differences, written(t, d, "json"))
	}
}

// strictSchema returns a published schema in which no object may have members
// that the schema does not name.
func strictSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, ok := schema.Text(name)
	if !ok {
		t.Fatalf("no schema %s", name)
	}
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var close func(any)
	close = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if _, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
				v["additionalProperties"] = false
			}
			for _, child := range v {
				close(child)
			}
		case []any:
			for _, child := range v {
				close(child)
			}
		}
	}
	close(doc)
	strict, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.LoadURL = func(u string) (io.ReadCloser, error) { t.Fatalf("asks for %s", u); return nil, nil }
	if err := c.AddResource("mem:schema", strings.NewReader(string(strict))); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("mem:schema")
}

func validate(t *testing.T, what string, s *jsonschema.Schema, text string) {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%s: %v in\n%s", what, err, text)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%s: %#v of\n%s", what, err, text)
	}
}
