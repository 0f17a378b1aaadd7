package source

import (
	"fmt"
	"strings"
	"testing"
)

// benchRole is a role of about 1.3 KB.
func benchRole(yaml bool) []byte {
	var b strings.Builder
	if yaml {
		b.WriteString("elasticsearch:\n  cluster: [monitor, manage_index_templates]\n  indices:\n")
		for i := range 6 {
			fmt.Fprintf(&b, "    - names: [\"logs-app%d-*\", \"metrics-app%d-*\"]\n      privileges: [read, view_index_metadata]\n      query: '{\"term\": {\"team\": \"soc\"}}'\n", i, i)
		}
		b.WriteString("  run_as: []\nkibana:\n  - base: []\n    feature:\n      discover: [all]\n      dashboard: [read]\n      generalCasesV3: [all]\n      actions: [all]\n    spaces: [soc, support]\n")
		return []byte(b.String())
	}
	b.WriteString("{\n  \"elasticsearch\": {\n    \"cluster\": [\"monitor\", \"manage_index_templates\"],\n    \"indices\": [")
	for i := range 6 {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "\n      {\n        \"names\": [\"logs-app%d-*\", \"metrics-app%d-*\"],\n        \"privileges\": [\"read\", \"view_index_metadata\"],\n        \"query\": \"{\\\"term\\\": {}}\"\n      }", i, i)
	}
	b.WriteString("\n    ],\n    \"run_as\": []\n  },\n  \"kibana\": [\n    {\n      \"base\": [],\n      \"feature\": {\"discover\": [\"all\"], \"dashboard\": [\"read\"], \"generalCasesV3\": [\"all\"], \"actions\": [\"all\"]},\n      \"spaces\": [\"soc\", \"support\"]\n    }\n  ]\n}\n")
	return []byte(b.String())
}

func benchmarkParse(b *testing.B, name string, src []byte) {
	if f := Parse(name, src, Limits{}); f.Err != nil {
		b.Fatal(f.Err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(name, src, Limits{})
	}
}

func BenchmarkJSON(b *testing.B) { benchmarkParse(b, "a.json", benchRole(false)) }

func BenchmarkYAML(b *testing.B) { benchmarkParse(b, "a.yml", benchRole(true)) }
