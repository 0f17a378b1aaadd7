package policy

import (
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/rules"
)

// BenchmarkPrepare is what a run pays once: parse and compile all that ships.
func BenchmarkPrepare(b *testing.B) {
	for b.Loop() {
		if err := New(catalog.Default(), rules.Modules(), nil, Options{}).Prepare(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEval is what a role costs with all rules.
func BenchmarkEval(b *testing.B) {
	for name, json := range map[string]string{
		"feature": supportRole,
		"base":    `{"elasticsearch": {}, "kibana": [{"spaces": ["a", "b"], "base": ["all"]}]}`,
	} {
		b.Run(name, func(b *testing.B) {
			e := New(catalog.Default(), rules.Modules(), nil, Options{})
			in := inputOf(b, json)
			for b.Loop() {
				if _, problems := e.Eval(b.Context(), in); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}
