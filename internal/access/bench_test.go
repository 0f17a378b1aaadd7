package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// typical is a role of twenty patterns as repositories have them.
func typical(n int, more ...refEntry) refRole {
	team := fmt.Sprintf("team%d", n)
	var logs, metrics []string
	for _, app := range []string{"web", "api", "db", "cache", "queue", "auth", "mail", "search"} {
		logs = append(logs, "logs-"+team+"."+app+"-*")
		metrics = append(metrics, "metrics-"+team+"."+app+"-*")
	}
	return refRole{
		cluster: []string{"monitor", "manage_index_templates"},
		indices: append([]refEntry{
			{names: logs, privileges: []string{"read", "view_index_metadata"}},
			{names: metrics, privileges: []string{"read", "view_index_metadata", "monitor"}},
			{names: []string{team + "-*", ".alerts-" + team + "*"}, privileges: []string{"read", "write", "maintenance"}},
			{names: []string{"/" + team + "-(in|out)-.*/", "reports-" + team}, privileges: []string{"all"}},
		}, more...),
		kibana: []refKibana{{spaces: []string{team}, features: []string{"discover_v2.all", "dashboard_v2.all", "generalCasesV3.all", "actions.read"}}},
	}
}

func set(b testing.TB, r refRole) *access.Set {
	b.Helper()
	var all []*role.Role
	for _, text := range r.texts() {
		all = append(all, role.Decode(source.Parse("role.json", []byte(text), source.Limits{}), role.Options{}).Roles...)
	}
	s, err := access.Of(catalog.Default(), all...)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkPair compares two typical roles, one with a pattern more, both ways.
func BenchmarkPair(b *testing.B) {
	one, other := set(b, typical(1)), set(b, typical(1, refEntry{names: []string{"logs-*"}, privileges: []string{"read"}}))
	for b.Loop() {
		gained, _ := other.Uncovered(one)
		lost, _ := one.Uncovered(other)
		if len(gained) != 1 || len(lost) != 0 {
			b.Fatal(gained, lost)
		}
	}
}

// BenchmarkUnlikePair compares two typical roles of different teams.
func BenchmarkUnlikePair(b *testing.B) {
	one, other := set(b, typical(1)), set(b, typical(2))
	for b.Loop() {
		if gained, _ := other.Uncovered(one); len(gained) == 0 {
			b.Fatal("no difference")
		}
	}
}

// BenchmarkThousandRoles compares a thousand roles with their thousand
// successors, every second changed, both ways.
func BenchmarkThousandRoles(b *testing.B) {
	var before, after []*access.Set
	for i := range 1000 {
		r := typical(i)
		before = append(before, set(b, r))
		if i%2 == 0 {
			r.indices[0].privileges = append(r.indices[0].privileges, "write")
			r.indices[1].names = append(r.indices[1].names, "metrics-*")
		}
		after = append(after, set(b, r))
	}
	for b.Loop() {
		for i := range before {
			before[i].Uncovered(after[i])
			after[i].Uncovered(before[i])
		}
	}
}

// BenchmarkManyPatterns finds the one of 400 patterns that was widened.
func BenchmarkManyPatterns(b *testing.B) {
	before, after := many(400)
	one, other := set(b, before), set(b, after)
	for b.Loop() {
		if gained, _ := other.Uncovered(one); len(gained) != 1 {
			b.Fatal(gained)
		}
	}
}

// many is a role of n patterns, and the same with one widened.
func many(n int) (before, after refRole) {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("logs-app%d.prod-*", i))
	}
	before.indices = []refEntry{{names: names, privileges: []string{"read"}}}
	widened := append([]string(nil), names...)
	widened[n/2] = fmt.Sprintf("logs-app%d.*", n/2)
	after.indices = []refEntry{{names: widened, privileges: []string{"read"}}}
	return before, after
}

// hostile are roles of which one is within the other only by way of an
// exponential number of states: "the n-th character from the end is an a".
func hostile() (inner, outer refRole) {
	inner.indices = []refEntry{{names: []string{"*a" + strings.Repeat("?", 15)}, privileges: []string{"read"}}}
	var names []string
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		names = append(names, "*"+string(c)+strings.Repeat("?", 14))
	}
	outer.indices = []refEntry{{names: append(names, "*a????????*b??????"), privileges: []string{"read"}}}
	return inner, outer
}

// BenchmarkHostile gives up on a question that is exponential.
func BenchmarkHostile(b *testing.B) {
	inner, outer := hostile()
	one, other := set(b, inner), set(b, outer)
	for b.Loop() {
		one.Uncovered(other)
		other.Uncovered(one)
	}
}

// BenchmarkThousandEntries compares two roles of a thousand entries each.
func BenchmarkThousandEntries(b *testing.B) {
	before, after := entries(1000)
	one, other := set(b, before), set(b, after)
	for b.Loop() {
		if gained, _ := other.Uncovered(one); len(gained) != 1 {
			b.Fatal(gained)
		}
	}
}

// entries is a role of n entries, no two alike, and the same with one widened.
func entries(n int) (before, after refRole) {
	for i := range n {
		e := refEntry{names: []string{fmt.Sprintf("logs-app%d.prod-*", i)}, privileges: []string{"read"}}
		if i%3 == 0 {
			e.privileges = append(e.privileges, "write")
		}
		if i%5 == 0 {
			e.query = fmt.Sprintf(`{"term":{"a":%d}}`, i)
		}
		if i%7 == 0 {
			e.grant = []string{fmt.Sprintf("f%d*", i)}
		}
		before.indices = append(before.indices, e)
	}
	after = before.clone()
	after.indices[n/2].names = []string{fmt.Sprintf("logs-app%d.*", n/2)}
	return before, after
}
