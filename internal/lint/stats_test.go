package lint

import (
	"context"
	"reflect"
	"slices"
	"testing"
)

const pushing = `{"elasticsearch": {"indices": [{"names": ["*"], "privileges": ["all"]}]}, "kibana": [{"spaces": ["*"], "feature": {"generalCasesV3": ["all"]}}]}`

// Taking the time changes no finding, and every rule that ran is listed with
// the number of roles it ran over.
func TestStats(t *testing.T) {
	input := Input{Name: "a.json", Named: true, Read: func() ([]byte, error) { return []byte(pushing), nil }}
	run := func(opt Options) *Result {
		t.Helper()
		res, err := Run(context.Background(), opt, []Input{input, input, input})
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	without, with := run(Options{}), run(Options{Stats: true})
	if without.Stats != nil {
		t.Error("statistics that nobody asked for")
	}
	if len(with.Findings) == 0 || !reflect.DeepEqual(without.Findings, with.Findings) {
		t.Error("the findings differ")
	}
	for _, rule := range []string{"all-on-star", "cases-push-needs-connectors"} { // in Go, in Rego
		i := slices.IndexFunc(with.Stats.Rules, func(s Spent) bool { return s.Name == rule })
		if i < 0 || with.Stats.Rules[i].Calls != 3 {
			t.Errorf("%s: place %d of %v", rule, i, with.Stats.Rules)
		}
	}
	var names []string
	for _, s := range with.Stats.Phases {
		names = append(names, s.Name)
	}
	if !slices.Equal(names, phases) {
		t.Errorf("phases %q", names)
	}
	if len(run(Options{Stats: true, Only: []string{"all-on-star"}}).Stats.Rules) != 1 {
		t.Error("rules that did not run are listed")
	}
}
