package elasticsearch

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// run runs checks over the one role of a text.
func run(t testing.TB, list []*checks.Check, text string) []diag.Finding {
	t.Helper()
	f := role.Decode(source.Parse("role.json", []byte(text), source.Limits{}), role.Options{})
	if len(f.Roles) != 1 {
		t.Fatalf("%d roles in %.100s", len(f.Roles), text)
	}
	var out []diag.Finding
	for _, c := range list {
		c.Role(checks.NewPass(f, f.Roles[0], catalog.Default(), &c.Rule, func(d diag.Finding) { out = append(out, d) }))
	}
	return out
}

// What the beginnings of patterns rule out, the patterns themselves rule out too.
func TestBeginnings(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pattern := func() string {
		const pieces = "ab*?"
		var b strings.Builder
		for range 1 + random.IntN(4) {
			b.WriteByte(pieces[random.IntN(len(pieces))])
		}
		if random.IntN(8) == 0 {
			return "/" + strings.NewReplacer("*", ".*", "?", ".").Replace(b.String()) + "/"
		}
		return b.String()
	}
	language := func(p string) *automata.Language {
		l, err := automata.Parse(p)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	covered, overlapping := 0, 0
	for range 5000 {
		inner, outer := pattern(), []string{pattern(), pattern()}
		union := automata.Union(language(outer[0]), language(outer[1]))
		subset, err := automata.Subset(language(inner), union)
		if err != nil {
			t.Fatal(err)
		}
		if subset {
			covered++
			if !mayCover(outer, inner) || !mayCoverAll(outer, []string{inner}) {
				t.Errorf("%q cover %q", outer, inner)
			}
		}
		disjoint, err := automata.Disjoint(language(inner), union)
		if err != nil {
			t.Fatal(err)
		}
		if !disjoint {
			overlapping++
			if !mayOverlap([]role.Text{{Value: inner}}, []role.Text{{Value: outer[0]}, {Value: outer[1]}}) {
				t.Errorf("%q overlap %q", outer, inner)
			}
			many := slices.Repeat([]role.Text{{Value: outer[0]}, {Value: outer[1]}}, 10)
			if !mayOverlap([]role.Text{{Value: inner}}, many) || !mayOverlap(many, []role.Text{{Value: inner}}) {
				t.Errorf("many %q overlap %q", outer, inner)
			}
		}
	}
	if covered < 500 || overlapping < 500 {
		t.Errorf("%d covered, %d overlapping of 5000", covered, overlapping)
	}
}

// A pattern past Elasticsearch's limit is always looked at.
func TestMayBeComplex(t *testing.T) {
	for _, pattern := range []string{
		"*a" + strings.Repeat("?", 14), "*a?????????????b", "logs-*a" + strings.Repeat("?", 14), "/.*a.{14}/", "/(a|b)*a(a|b){14}/",
		"/(a|b)*a" + strings.Repeat("(a|b)", 14) + "/", "/@a" + strings.Repeat(".", 14) + "/", "*" + strings.Repeat("a", 700),
	} {
		effort, err := automata.ServerEffort(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if effort >= 2*automata.ServerPatternEffort && !mayBeComplex(pattern) {
			t.Errorf("%q costs %d", pattern, effort)
		}
	}
	for _, pattern := range []string{"*", "logs-*", "logs-*-????.??.??", "/logs-.*&~(logs-secret.*)/", "/metrics-(beats|elasticsearch|kibana).*/"} {
		if mayBeComplex(pattern) {
			t.Errorf("%q is looked at", pattern)
		}
	}
}

// roleOf writes a role of n entries.
func roleOf(n int, entry func(i int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = entry(i)
	}
	return `{"indices": [` + strings.Join(list, ",\n") + `]}`
}

// Beyond the limits a restriction is said to be undecided, once.
func TestLiftedRestrictionsOfManyEntries(t *testing.T) {
	got := run(t, []*checks.Check{&documentRestrictionLifted}, roleOf(700, func(i int) string {
		query := []string{`, "query": "{}"`, ""}[i%2]
		return fmt.Sprintf(`{"names": ["*%d"], "privileges": ["read"]%s}`, i, query)
	}))
	undecided := 0
	for _, f := range got {
		if strings.Contains(f.Message, "was not looked at") {
			undecided++
		}
	}
	if undecided != 1 || !strings.Contains(got[len(got)-1].Message, "the role's 700 entries") {
		t.Errorf("%d of %d findings say that something was not looked at", undecided, len(got))
	}
}

// Roles that are made to be slow are given up on, and nothing is said of them
// that is not so.
func TestHostileRoles(t *testing.T) {
	for name, entry := range map[string]func(i int) string{
		"one pattern": func(int) string { return `{"names": ["logs-*"], "privileges": ["read"], "query": "{}"}` },
		"raw actions": func(i int) string {
			return fmt.Sprintf(`{"names": ["*"], "privileges": ["indices:*%[1]d*", "indices:*a*%[1]d*"]}`, i)
		},
		"hard patterns": func(i int) string {
			return fmt.Sprintf(`{"names": ["/(a|b)*a(a|b){%d}/"], "privileges": ["read"]}`, 10+i%10)
		},
	} {
		got := run(t, []*checks.Check{&redundantEntry, &redundantPrivilege, &documentRestrictionLifted}, roleOf(500, entry))
		for _, f := range got {
			if f.Severity != diag.Info {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
	}
}

func TestNamesInCommon(t *testing.T) {
	for _, test := range []struct {
		mine, theirs     string
		myFlag, theyFlag bool
		name             string
		all              bool
	}{
		{"logs-*", "logs-a*", false, false, "logs-a", false},
		{"logs-a*", "logs-*", false, false, "logs-a", true},
		{"logs-*", "web-*", false, false, "", false},
		{".kibana", ".kibana*", false, false, "", false}, // neither reaches it
		{".kibana", ".kibana*", true, false, "", false},
		{".kibana", ".kibana*", true, true, ".kibana", true},
		{".k*", "*", true, false, ".k", false}, // not .kibana
		{".k*", "*", false, false, ".k", true},
		{".k*", "*", false, true, ".k", true},
	} {
		e := &role.Indices{Names: []role.Text{{Value: test.mine}}, AllowRestricted: test.myFlag}
		other := &role.Indices{Names: []role.Text{{Value: test.theirs}}, AllowRestricted: test.theyFlag}
		name, all, err := newEffort().namesInCommon(catalog.Default(), e, other)
		if name != test.name || all != test.all || err != nil {
			t.Errorf("%+v: %q %t %v", test, name, all, err)
		}
	}
}
