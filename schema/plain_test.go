package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// TestPlainlyValid holds the quick walk against the validator: over every
// replacement in a complete role, and over the real roles at hand. What the
// walk calls valid is valid; what is valid it finds out, so that it is quick.
func TestPlainlyValid(t *testing.T) {
	replacements := []any{nil, true, 3.5, "x", "", "_x", "A B", []any{}, []any{"y", "y"}, []any{3.0}, []any{[]any{}}, map[string]any{}, map[string]any{"z": "x"}, map[string]any{"grant": []any{"a"}}, "[]"}
	compared := 0
	compare := func(format role.Format, n *source.Node) {
		sch, err := compiled[format]()
		if err != nil {
			t.Fatal(err)
		}
		compared++
		if got, want := plainlyValid(sch, n), sch.Validate(value(n)) == nil; got != want {
			b, _ := json.Marshal(value(n))
			t.Errorf("%v: the walk says %v, the validator %v: %.300s", format, got, want, b)
		}
	}
	for _, format := range []role.Format{role.KibanaBody, role.KibanaList, role.KibanaMap, role.KibanaBulk, role.ElasticsearchBody, role.ElasticsearchMap, role.ElasticsearchList, role.ElasticsearchBulk, role.RoleDescriptors, role.RolesYML} {
		text := complete[role.ElasticsearchBody]
		if format.API() == role.Kibana {
			text = complete[role.KibanaBody]
		}
		var doc any
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		visit(doc, func() {
			mutant, _ := json.Marshal(doc)
			compare(format, source.Parse("a.json", mutant, source.Limits{}).Docs[0])
		}, replacements)
	}
	files, _ := filepath.Glob("../../shared/corpus/files/*")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range role.Decode(source.Parse(name, text, source.Limits{}), role.Options{}).Roles {
			compare(r.Format, r.Node)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d compared", compared)
	}
}
