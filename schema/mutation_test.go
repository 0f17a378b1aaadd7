package schema

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// complete is a role in each format that has every field.
var complete = map[role.Format]string{
	role.ElasticsearchBody: `{
	  "cluster": ["monitor"], "run_as": ["bob"], "description": "d", "metadata": {"team": "soc"}, "transient_metadata": {},
	  "indices": [{"names": ["a"], "privileges": ["read"], "query": "{}", "allow_restricted_indices": true,
	    "field_security": {"grant": ["*"], "except": ["b"]}}],
	  "applications": [{"application": "kibana-.kibana", "privileges": ["read"], "resources": ["*"]}],
	  "remote_indices": [{"clusters": ["eu"], "names": ["a"], "privileges": ["read"]}],
	  "remote_cluster": [{"clusters": ["eu"], "privileges": ["monitor_enrich"]}],
	  "global": {"application": {"manage": {"applications": ["a"]}}, "profile": {"write": {"applications": ["a"]}},
	    "role": {"manage": {"indices": [{"names": ["a"], "privileges": ["read"]}]}}, "data_source": [{"names": ["a"], "privileges": ["read"]}]}}`,
	role.KibanaBody: `{
	  "description": "d", "metadata": {"team": "soc"},
	  "elasticsearch": {"cluster": ["monitor"], "run_as": ["bob"],
	    "indices": [{"names": ["a"], "privileges": ["read"], "query": "{}", "allow_restricted_indices": true,
	      "field_security": {"grant": ["*"], "except": ["b"]}}],
	    "remote_indices": [{"clusters": ["eu"], "names": ["a"], "privileges": ["read"]}],
	    "remote_cluster": [{"clusters": ["eu"], "privileges": ["monitor_enrich"]}]},
	  "kibana": [{"spaces": ["a"], "base": ["all"]}, {"spaces": ["*"], "feature": {"discover_v2": ["read"]}}]}`,
}

// A role with every field has no finding; with any one value replaced by one
// of another kind it has a finding exactly where the schema refuses it, one
// that says everything in a line.
func TestEveryReplacement(t *testing.T) {
	for format, text := range complete {
		for _, d := range lint(t, "a.json", text, catalog.Default(), format) {
			t.Errorf("%s [%s]", d.Message, d.Rule.ID)
		}
		var doc any
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		sch, err := compiled[format]()
		if err != nil {
			t.Fatal(err)
		}
		replacements := []any{nil, true, "x", []any{}, []any{"y"}, []any{[]any{}}, map[string]any{}, map[string]any{"z": "x"}, "[]"}
		visit(doc, func() {
			mutant, _ := json.Marshal(doc)
			refused := sch.Validate(doc) != nil
			found := lint(t, "a.json", string(mutant), catalog.Default(), format)
			if refused != (len(found) > 0) && !onlyGoKnows(string(mutant)) {
				t.Errorf("refused: %v, %d findings: %s", refused, len(found), mutant)
			}
			for _, d := range found {
				for _, bad := range []string{"{role}", "{field}", "{key}", "{token}", "%!", "\n", "must be ,", "..", ". .", "<nil>"} {
					if strings.Contains(strings.ReplaceAll(d.Message, "...", "…"), bad) {
						t.Errorf("message with %q: %s", bad, d.Message)
					}
				}
			}
		}, replacements)
	}
}

// onlyGoKnows reports whether a text has what the schema and the check judge
// differently: JSON in a string, which Kibana reads, and the privileges of
// remote_cluster, whose names the schema leaves open.
func onlyGoKnows(text string) bool {
	return strings.Contains(text, `"[]"`) || strings.Contains(text, `"privileges":["x"]`) || strings.Contains(text, `"privileges":["y"]`)
}

// visit calls f with every value inside v replaced by every replacement.
func visit(v any, f func(), replacements []any) {
	each := func(get any, set func(any)) {
		for _, r := range replacements {
			set(r)
			f()
		}
		set(get)
		visit(get, f, replacements)
	}
	switch v := v.(type) {
	case map[string]any:
		for k, child := range v {
			each(child, func(r any) { v[k] = r })
		}
	case []any:
		for i, child := range v {
			each(child, func(r any) { v[i] = r })
		}
	}
}
