package access

import (
	"testing"

	"github.com/rolelint/rolelint/internal/automata"
)

// TestMayBeRestricted: what the prefixes rule out, the automata rule out too.
func TestMayBeRestricted(t *testing.T) {
	patterns := append([]string{
		"logs-*", "*", "", ".", ".k*", ".kibana", ".kibana_7*", ".alerts-*", ".ml-anomalies*", ".ml-*", ".security*", ".fleet-agents-1",
		`/\.kibana.*/`, `/\.?kibana/`, `/\.{2}x/`, `/a|\.kibana/`, `/~(x)/`, `/[.]kibana_1/`, `/\.alerts-(a|b)/`, `/\.alerts.*/`, `/\.wat*ches-1/`, "?kibana", `\.kibana_*`,
	}, restrictedSince8...)
	no := 0
	for _, p := range patterns {
		l, err := automata.Parse(p)
		if err != nil {
			t.Fatal(p, err)
		}
		disjoint, err := automata.Disjoint(l, knownRestricted[1]())
		if err != nil {
			t.Fatal(p, err)
		}
		if !MayBeRestricted(p) {
			no++
			if !disjoint {
				t.Errorf("%s matches a restricted name", p)
			}
		}
	}
	if no < 4 {
		t.Errorf("only %d patterns are ruled out", no)
	}
}
