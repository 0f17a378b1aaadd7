package access_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func TestHostilePatternsAreUndecided(t *testing.T) {
	inner, outer := hostile()
	changes, unknown := set(t, inner).Uncovered(set(t, outer))
	if len(changes) > 0 || len(unknown) == 0 || !strings.Contains(unknown[0].Reason, "too complex") {
		t.Errorf("got %s, want unknown", show(changes, unknown))
	}
}

// Fields of entries whose names overlap in every way make exponentially many
// parts; what cannot be looked at is undecided.
func TestOverlappingNamesAreUndecided(t *testing.T) {
	var mine, theirs refRole
	for i := range 24 {
		names := []string{fmt.Sprintf("*%c*", 'a'+i)}
		mine.indices = append(mine.indices, refEntry{names: append(names, "zz"), privileges: []string{"read"}, grant: []string{fmt.Sprintf("/(f|g%d).*/", i)}})
		theirs.indices = append(theirs.indices, refEntry{names: names, privileges: []string{"read"}, grant: []string{fmt.Sprintf("/(f.|g%d).*/", i), "f"}})
		theirs.indices = append(theirs.indices, refEntry{names: append(names, "zz"), privileges: []string{"read"}, grant: []string{fmt.Sprintf("h%d", i)}})
	}
	changes, unknown := set(t, mine).Uncovered(set(t, theirs))
	if len(changes) == 0 && len(unknown) == 0 {
		t.Error("claims a proof")
	}
}

// A change among a thousand entries is found, and nothing else.
func TestThousandEntries(t *testing.T) {
	before, after := entries(1000)
	gained, unknown := set(t, after).Uncovered(set(t, before))
	if len(gained) != 1 || gained[0].Witness.Index != "logs-app500." || len(unknown) != 0 {
		t.Errorf("gained %s", show(gained, unknown))
	}
	lost, unknown := set(t, before).Uncovered(set(t, after))
	if len(lost) != 0 || len(unknown) != 0 {
		t.Errorf("lost %s", show(lost, unknown))
	}
}

func TestManyEntriesOfTheSameNames(t *testing.T) {
	var r refRole
	for i := range 5000 {
		r.indices = append(r.indices, refEntry{names: []string{"a"}, privileges: []string{"read"}, query: fmt.Sprintf(`{"term":{"a":%d}}`, i), grant: []string{fmt.Sprint("f", i)}})
	}
	s := set(t, r)
	if changes, unknown := s.Uncovered(set(t, r)); len(changes)+len(unknown) > 0 {
		t.Errorf("got %s", show(changes, unknown))
	}
}

// The caches are shared: comparisons may run side by side.
func TestComparisonsSideBySide(t *testing.T) {
	one, other := typical(1), typical(2)
	want := show(set(t, one).Uncovered(set(t, other)))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := show(set(t, one).Uncovered(set(t, other))); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	wg.Wait()
}

// yamlSet reads the roles of a roles.yml.
func yamlSet(t *testing.T, target catalog.Target, text string) *access.Set {
	t.Helper()
	f := role.Decode(source.Parse("roles.yml", []byte(text), source.Limits{}), role.Options{})
	s, err := access.Of(target, f.Roles...)
	if err != nil || len(f.Roles) == 0 {
		t.Fatalf("%d roles, %v", len(f.Roles), err)
	}
	return s
}

// Numbers that only YAML knows are not all alike.
func TestNumbersInQueries(t *testing.T) {
	with := func(n string) *access.Set {
		return yamlSet(t, catalog.Default(), "r:\n  indices:\n    - names: [a]\n      privileges: [read]\n      query: {term: {a: "+n+"}}\n")
	}
	for _, n := range []string{"1", "0x10", ".inf", ".nan", "1_000", "+1", "010"} {
		if changes, unknown := with(n).Uncovered(with(n)); len(changes)+len(unknown) > 0 {
			t.Errorf("%s: %s", n, show(changes, unknown))
		}
		if changes, unknown := with(n).Uncovered(with("0x11")); len(changes) > 0 || len(unknown) != 1 {
			t.Errorf("%s: %s, want unknown", n, show(changes, unknown))
		}
	}
}

// A name with a NUL is no other name than one without.
func TestKeysDoNotCollide(t *testing.T) {
	one := refRole{indices: []refEntry{{names: []string{"a"}, privileges: []string{"read\x00write"}}, {names: []string{"b"}, privileges: []string{"read"}}}}
	other := refRole{indices: []refEntry{{names: []string{"a"}, privileges: []string{"read"}}, {names: []string{"b"}, privileges: []string{"read"}}}}
	set(t, one).Uncovered(set(t, one))
	if changes, _ := set(t, other).Uncovered(set(t, one)); len(changes) != 1 {
		t.Errorf("got %s", show(changes, nil))
	}
	quoted := refRole{indices: []refEntry{{names: []string{`a","b`}, privileges: []string{"read"}}}}
	both := refRole{indices: []refEntry{{names: []string{"a", "b"}, privileges: []string{"read"}}}}
	if changes, _ := set(t, both).Uncovered(set(t, quoted)); len(changes) != 1 {
		t.Errorf("got %s", show(changes, nil))
	}
}
