package lint

import (
	"context"
	"fmt"
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

// benchRole is a role of about 1 KB as teams keep them; one in twenty has a
// finding.
func benchRole(i int) []byte {
	actions := `, "actions": ["all"]`
	if i%20 == 0 {
		actions = ""
	}
	return fmt.Appendf(nil, `{
  "description": "Analysts of team-%[1]d",
  "elasticsearch": {
    "cluster": ["monitor"],
    "indices": [
      {"names": ["logs-team-%[1]d-*", "metrics-team-%[1]d-*"], "privileges": ["read", "view_index_metadata"]},
      {"names": [".alerts-security.alerts-team-%[1]d", ".lists-team-%[1]d"], "privileges": ["read", "write", "maintenance", "view_index_metadata"]},
      {"names": ["reports-%[1]d"], "privileges": ["read"], "field_security": {"grant": ["*"], "except": ["customer.email"]}}
    ],
    "run_as": []
  },
  "kibana": [
    {
      "spaces": ["team-%[1]d"],
      "feature": {
        "discover_v2": ["read"], "dashboard_v2": ["all"], "savedQueryManagement": ["all"], "generalCasesV3": ["all"]%[2]s
      }
    },
    {"spaces": ["shared"], "base": ["read"], "feature": {}}
  ]
}
`, i, actions)
}

func benchInputs(n int) []Input {
	inputs := make([]Input, n)
	for i := range inputs {
		text := benchRole(i)
		inputs[i] = Input{Name: fmt.Sprintf("role-%d.json", i), Read: func() ([]byte, error) { return text, nil }}
	}
	return inputs
}

// BenchmarkLint runs every rule over files of one role each.
func BenchmarkLint(b *testing.B) {
	for _, n := range []int{1, 100, 1000, 10000} {
		inputs := benchInputs(n)
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				res, err := Run(context.Background(), Options{}, inputs)
				if err != nil || res.Summary.Roles != n {
					b.Fatal(err, res)
				}
			}
		})
	}
}

// BenchmarkPhases runs the parts over 100 roles, one worker each.
func BenchmarkPhases(b *testing.B) {
	inputs := benchInputs(100)
	b.Run("parse", func(b *testing.B) {
		for range b.N {
			for i, in := range inputs {
				text, _ := in.Read()
				if f := source.Parse(in.Name, text, source.Limits{}); f.Err != nil {
					b.Fatal(i, f.Err)
				}
			}
		}
	})
	var ids = map[string][]string{}
	for _, r := range Rules() {
		ids[r.Kind] = append(ids[r.Kind], r.ID)
	}
	for _, kind := range []string{"schema", "go", "rego"} {
		b.Run(kind, func(b *testing.B) {
			for range b.N {
				if _, err := Run(context.Background(), Options{Only: ids[kind], Workers: 1}, inputs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
