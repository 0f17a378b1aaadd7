package access_test

import (
	"testing"

	"github.com/rolelint/rolelint/internal/access"
)

// An example is there exactly where the answer is not no, it is granted itself,
// and entries that touch no name grant nothing.
func TestExamples(t *testing.T) {
	entries := []string{
		entry("logs-*", "read"), entry("logs-a* .kibana*", "write"), entry("/[lm].*/", "manage"),
		entry("*", "all", `,"allow_restricted_indices":true`), entry("metrics-?", "read_failure_store"),
		entry("logs-*", "read", `,"field_security":{"grant":["a*"]}`), entry("a,b", "all"), entry("x", "indices:data/read/search"),
	}
	answered := map[access.Verdict]int{}
	for i, one := range entries {
		for _, other := range entries[i:] {
			set := setOf(t, indicesBody(one, other))
			for _, on := range []string{"logs-1", "logs-*", ".kibana_1", "m*", "x", "y", "*"} {
				for _, do := range []string{"read", "write", "all", "indices:data/read/search", "read_failure_store"} {
					q := access.IndexQuestion{On: on, Do: do}
					a, err := set.Index(q)
					if err != nil {
						t.Fatal(err)
					}
					answered[a.Verdict]++
					w, at, found := set.IndexExample(q)
					if found != (a.Verdict != access.No) {
						t.Errorf("%s and %s: %s on %s: %s, but an example: %t %s", one, other, do, on, a.Verdict, found, w)
					}
					if !set.Touches(q) && a.Verdict != access.No {
						t.Errorf("%s and %s: %s on %s: %s, but it touches nothing", one, other, do, on, a.Verdict)
					}
					if !found {
						continue
					}
					if at.Node == nil {
						t.Errorf("%s on %s: the example has no place", do, on)
					}
					if w.Failures {
						continue // the question does not reach the failure store by the action's name
					}
					if one, err := set.Index(access.IndexQuestion{On: w.Index, Do: w.Action}); err != nil || one.Verdict != access.Yes {
						t.Errorf("the example %s is answered %v, %v", w, one.Verdict, err)
					}
				}
			}
		}
	}
	for _, v := range []access.Verdict{access.Yes, access.Partly, access.No} {
		if answered[v] == 0 {
			t.Errorf("no question was answered %s", v)
		}
	}
}

func TestGranted(t *testing.T) {
	set := setOf(t, `{"elasticsearch":{"cluster":["monitor","MONITOR","all"],"indices":[{"names":["b","a"],"privileges":["read"]},{"names":["a","b"],"privileges":["write"],"query":"{}"}]},
		"kibana":[{"spaces":["*"],"base":["read"]},{"spaces":["s"],"feature":{"discover":["all"],"noSuch":["all"]}}]}`)
	var got []string
	for _, g := range set.Granted() {
		line := string(g.Kind) + " " + g.Space + g.Feature
		for _, list := range [][]string{g.Names, g.Privileges} {
			for _, s := range list {
				line += " " + s
			}
		}
		got = append(got, line+" "+g.Documents)
	}
	want := []string{"kibana * read ", "kibana sdiscover_v2 all ", "kibana ssavedQueryManagement all ", "index  a b read write all", "cluster  monitor all "}
	if len(got) != len(want) {
		t.Fatalf("%q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
}
