package role

import (
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

func TestLack(t *testing.T) {
	const entry = `[{"names": ["a"], "privileges": ["read"]}]`
	for _, test := range []struct {
		text           string
		listed, always string // the key that was meant; "" where nothing is lacking
	}{
		{`{"indicies": ` + entry + `}`, "indices", "indices"},
		{`{"Indices": ` + entry + `}`, "indices", "indices"},
		{`{"indexes": ` + entry + `}`, "indices", "indices"},
		{`{"a": {"indicies": ` + entry + `}}`, "indices", "indices"},
		{`[{"indicies": ` + entry + `}]`, "indices", "indices"},
		{`{"roles": {"a": {"indicies": ` + entry + `}}}`, "indices", "indices"},
		{`{"kibanna": [{"spaces": ["a"], "base": ["read"]}]}`, "kibana", "kibana"},
		{`{"runAs": ["a"]}`, "run_as", ""},
		{`{"clutser": ["monitor"]}`, "cluster", ""},
		{`{"elasticsearhc": {}}`, "elasticsearch", ""},
		{`{"elasticsearch": {"clusters": ["all"]}}`, "cluster", ""},
		{`{"indices": [{"name": "a", "privilege": ["read"]}]}`, "privileges", ""},
		{`{"kiban": []}`, "kibana", ""},
		// Other files.
		{`{"clusters": ["a", "b"], "kibana": {"version": 1}}`, "", ""},
		{`{"clusters": [{"name": "a"}], "users": [], "contexts": []}`, "", ""}, // of kubectl
		{`{"invoices": [{"id": 1}], "runs": ["a"], "publications": [{}]}`, "", ""},
		{`{"indices": [{"name": "a"}]}`, "", ""},
		{`{"application": "x", "index": 1}`, "", ""},
		{`{}`, "", ""},
		{`[]`, "", ""},
		{`{"cluster": ["monitor"], "indicies": []}`, "", ""}, // a role; the key is unknown-field's
		{`{"a": `, "", ""}, // syntax-error's
	} {
		for _, expected := range []bool{true, false} {
			want := test.always
			if expected {
				want = test.listed
			}
			got := ""
			if lack := Decode(source.Parse("a.json", []byte(test.text), source.Limits{}), Options{Expected: expected}).Lack(); lack != nil {
				got = lack.Key
			}
			if got != want {
				t.Errorf("%s, expected %t: %q, want %q", test.text, expected, got, want)
			}
		}
	}
}
