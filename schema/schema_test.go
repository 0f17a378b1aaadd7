package schema

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func TestSchemasCompile(t *testing.T) {
	for format, location := range bodies {
		if location == "" {
			continue
		}
		if _, err := compiled[format](); err != nil {
			t.Errorf("%s: %v", location, err)
		}
	}
}

// A schema as `rolelint schema` prints it compiles with nothing else at hand
// and takes its own examples.
func TestTextIsComplete(t *testing.T) {
	for _, name := range Names() {
		text, ok := Text(name)
		if !ok {
			t.Fatalf("Text(%q) is not there", name)
		}
		c := jsonschema.NewCompiler()
		c.LoadURL = func(u string) (io.ReadCloser, error) { return nil, fmt.Errorf("asks for %s", u) }
		if err := c.AddResource(base+name+".json", strings.NewReader(string(text))); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sch, err := c.Compile(base + name + ".json")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var doc struct {
			ID       string `json:"$id"`
			Title    string
			Examples []any
		}
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(err)
		}
		if doc.ID != base+name+".json" || doc.Title == "" {
			t.Errorf("%s: $id %q, title %q", name, doc.ID, doc.Title)
		}
		for _, example := range doc.Examples {
			if err := sch.Validate(example); err != nil {
				t.Errorf("%s: its example: %v", name, err)
			}
		}
	}
	if _, ok := Text("nothing"); ok {
		t.Error("there is a schema called nothing")
	}
}

// Every x-rule names a rule, and every keyword it stands for is one that
// violations can have.
func TestOwnKeywords(t *testing.T) {
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any:
			switch x := v["x-rule"].(type) {
			case string:
				ruleByID(x)
			case map[string]any:
				for keyword, id := range x {
					if _, ok := v[keyword]; !ok {
						t.Errorf("%s: x-rule for %s, which is not there", at, keyword)
					}
					ruleByID(id.(string))
				}
			}
			for _, own := range []string{"x-server", "x-elasticsearch"} {
				words, _ := v[own].(map[string]any)
				for keyword := range words {
					keyword, _, _ = strings.Cut(keyword, "/")
					if _, ok := v[keyword]; !ok && keyword != "null" {
						t.Errorf("%s: %s for %s, which is not there", at, own, keyword)
					}
				}
			}
			for k, child := range v {
				walk(at+"/"+k, child)
			}
		case []any:
			for _, child := range v {
				walk(at, child)
			}
		}
	}
	for _, name := range Names() {
		walk(name, raw(name+".json"))
	}
}

func TestRulesAreSortedAndUsed(t *testing.T) {
	if !slices.IsSortedFunc(Rules, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("Rules are not sorted by id")
	}
	for _, r := range Rules {
		if _, err := Examples.ReadFile("examples/" + r.ID + ".txtar"); err != nil {
			t.Error(err)
		}
	}
}

func lint(t *testing.T, name, text string, target catalog.Target, formats ...role.Format) []diag.Finding {
	t.Helper()
	f := source.Parse(name, []byte(text), source.Limits{})
	if f.Err != nil {
		t.Fatalf("%s: %v", name, f.Err)
	}
	decoded := role.Decode(f, role.Options{Formats: formats})
	var found []diag.Finding
	report := func(d diag.Finding) { found = append(found, d) }
	CheckFile(decoded, target, report)
	for _, r := range decoded.Roles {
		Check(decoded, r, target, report)
	}
	return found
}

const twoEntries = `{
  "cluster": ["monitor"],
  "indices": [
    {"names": ["logs-*"], "privileges": ["read", "view_index_metadata"], "field_security": {"grant": ["*"]}},
    {"names": ["metrics-*", "traces-*"], "privileges": ["read"], "query": "{\"match_all\": {}}"}
  ],
  "applications": [{"application": "kibana-.kibana", "privileges": ["feature_discover_v2.read"], "resources": ["space:soc"]}],
  "metadata": {"team": "soc"}
}`

// The validator goes through Go's maps; the findings must not show it.
// The newest Kibana takes at most 100 roles at once; Elasticsearch any number.
func TestBulkSize(t *testing.T) {
	for _, c := range []struct {
		roles  int
		body   string
		format role.Format
		want   int
	}{
		{100, `{"elasticsearch":{"cluster":["monitor"]}}`, role.KibanaBulk, 0},
		{101, `{"elasticsearch":{"cluster":["monitor"]}}`, role.KibanaBulk, 1},
		{101, `{"cluster":["monitor"]}`, role.ElasticsearchBulk, 0},
	} {
		var members []string
		for i := range c.roles {
			members = append(members, fmt.Sprintf(`"r%d":%s`, i, c.body))
		}
		text := `{"roles":{` + strings.Join(members, ",") + `}}`
		f := role.Decode(source.Parse("roles.json", []byte(text), source.Limits{}), role.Options{Formats: []role.Format{c.format}})
		var found []diag.Finding
		CheckFile(f, catalog.Default(), func(d diag.Finding) { found = append(found, d) })
		if len(found) != c.want {
			t.Errorf("%d roles of %s: %d findings, want %d", c.roles, c.format, len(found), c.want)
		}
	}
}

func TestOrderIsStable(t *testing.T) {
	const text = `{"indexes": [], "cluster": "a", "run_as": 1, "foo": 1, "bar": 2, "metadata": {"_a": 1, "_b": 2},
	  "indices": [{}, {"names": [], "privileges": null, "x": 1}], "remote_cluster": [{"clusters": [""]}], "restriction": {}}`
	var first string
	for range 50 {
		var all []string
		for _, d := range lint(t, "a.json", text, catalog.Default(), role.ElasticsearchBody) {
			all = append(all, d.Rule.ID+": "+d.Message)
		}
		got := strings.Join(all, "\n")
		if first == "" {
			first = got
			if len(all) < 10 {
				t.Fatalf("only %d findings:\n%s", len(all), got)
			}
		}
		if got != first {
			t.Fatalf("got\n%s\nbefore\n%s", got, first)
		}
	}
}

// A placeholder stands for anything.
func TestTemplatesAreLeftAlone(t *testing.T) {
	const text = `{"cluster": "{{ privileges | to_json }}", "indices": [{"names": ["logs-*"], "privileges": "${PRIVILEGES}"}]}`
	for _, d := range lint(t, "a.json", text, catalog.Default(), role.ElasticsearchBody) {
		t.Errorf("%s: %s", d.Rule.ID, d.Message)
	}
}

func BenchmarkSchema(b *testing.B) {
	f := source.Parse("a.json", []byte(twoEntries), source.Limits{})
	decoded := role.Decode(f, role.Options{})
	target := catalog.Default()
	b.SetBytes(int64(len(twoEntries)))
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range decoded.Roles {
			Check(decoded, r, target, func(d diag.Finding) { b.Fatal(d.Message) })
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := compile("elasticsearch-role.json"); err != nil {
			b.Fatal(err)
		}
	}
}

// No text makes a check panic, whatever it is read as, and every finding has a
// place and a message.
func FuzzCheck(f *testing.F) {
	f.Add(twoEntries)
	f.Add(`{"roles": {"": {"kibana": [{"": 1, "base": ["*"], "feature": {"a/b~%": []}, "spaces": [null]}]}}, "%~/": {}}`)
	f.Add(`[{"elasticsearch": {"remote_cluster": [[], {"clusters": {}}], "global": {"role": []}}, "kibana": {"base": []}}]`)
	f.Add(`{"role_descriptors": {"a": {"remote_indices": [{"clusters": []}], "remote_cluster": [3, {"privileges": ["x"]}]}}}`)
	targets := []catalog.Target{
		catalog.Default(),
		{Stack: catalog.V(7, 17), License: catalog.Basic, Deployment: catalog.Hosted},
		{Stack: catalog.Latest(), License: catalog.Enterprise, Deployment: catalog.Serverless},
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed := source.Parse("a.json", []byte(text), source.Limits{})
		for format := range bodies {
			decoded := role.Decode(parsed, role.Options{Formats: []role.Format{role.Format(format)}})
			for _, target := range targets {
				report := func(d diag.Finding) {
					if d.Node == nil {
						t.Errorf("%s: no place in the text", d.Message)
					}
					if d.Message == "" || d.Rule == nil {
						t.Errorf("finding without message or rule: %+v", d)
					}
				}
				CheckFile(decoded, target, report)
				for _, r := range decoded.Roles {
					Check(decoded, r, target, report)
				}
			}
		}
	})
}
