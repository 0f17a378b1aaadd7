package automata_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/rolelint/rolelint/internal/automata"
)

// adversaries are patterns whose deterministic automata are huge.
func adversaries() []string {
	nested := "ab?"
	for range 40 {
		nested = "~(" + nested + "x)|(a|b)*a(a|b){3}"
	}
	return []string{
		"*a" + strings.Repeat("?", 10),
		"*a" + strings.Repeat("?", 14),
		"*a" + strings.Repeat("?", 30),
		"*" + strings.Repeat("a*b?*", 200),
		"/((a{100}){100}){100}/",
		"/((a?){100}){100}/",
		"/(((a|b)*a(a|b){12})*b){9}/",
		"/~(.*a.{20})b/",
		"/x~(.*a.{12})~(.*b.{12})/",
		"/~((a|b)*a(a|b){18}&.*c.{18})/",
		"/(){2147483647}/",
		"/((((#{1000}){1000}){1000}){1000})*/",
		"/<0-2147483647>{50}/",
		"/" + strings.Repeat("(", 5000) + "a" + strings.Repeat(")", 5000) + "/",
		"/" + strings.Repeat("~", 5000) + "a/",
		"/" + strings.Repeat("(~", 500) + "a" + strings.Repeat(")b", 500) + "/",
		"/" + nested + "/",
		"/" + strings.Repeat("a|", 20000) + "b/",
		"/" + strings.Repeat("(.*a.*)&", 30) + "b/",
	}
}

// Every question about an adversary ends: with an answer or ErrTooComplex.
func TestAdversariesEnd(t *testing.T) {
	ends := parse(t, "/.*(ab|ba).{7}|b{3,}/")
	for _, pattern := range adversaries() {
		l, err := automata.Parse(pattern)
		if errors.Is(err, automata.ErrTooComplex) {
			continue
		}
		if err != nil {
			t.Errorf("%.40q: %v", pattern, err)
			continue
		}
		for _, question := range []*automata.Language{
			l, automata.Complement(l), automata.Minus(l, ends), automata.Minus(ends, l),
			automata.Minus(l, automata.Union(ends, parse(t, "*b"+strings.Repeat("?", 9)))),
		} {
			witness, found, err := question.Witness()
			if err != nil && !errors.Is(err, automata.ErrTooComplex) {
				t.Errorf("%.40q: %v", pattern, err)
			}
			if err == nil && found != question.Contains(witness) && found {
				t.Errorf("%.40q: %q is no witness", pattern, witness)
			}
		}
	}
}

// Where the answer needs 2^n states, a small budget says so, and a smaller n
// is answered.
func TestBudget(t *testing.T) {
	for _, c := range []struct {
		n, effort int
		decided   bool
	}{{6, 100_000, true}, {6, 100, false}, {20, 100_000, false}} {
		reading := "/(a|b)*a(a|b){%d}|(a|b)*b(a|b){%d}/"
		all := parse(t, fmt.Sprintf("/(a|b){%d,}/", c.n+1))
		_, err := automata.Budget{Effort: c.effort}.Subset(all, parse(t, fmt.Sprintf(reading, c.n, c.n)))
		if (err == nil) != c.decided {
			t.Errorf("n = %d under %d: %v", c.n, c.effort, err)
		}
	}
}

// What the server accepts and refuses: "*a" and n times "?" need 2^n states of
// n/2 members on average.
func TestServerEffort(t *testing.T) {
	for _, c := range []struct {
		pattern   string
		low, high int
	}{
		{"logs", 1, 20}, {"logs-*", 1, 20}, {"*logs*", 1, 40}, {"/logs-~((a|b).*)/", 1, 40}, {"/@&~(.*a.*)/", 1, 20},
		{"*a????????", 1 << 9, 1 << 12},
		{"*a??????????", 1 << 11, automata.ServerPatternEffort},
		{"*a??????????????", automata.ServerPatternEffort + 1, 2 * automata.ServerPatternEffort},
		{"*a" + strings.Repeat("?", 100), 2 * automata.ServerPatternEffort, 2 * automata.ServerPatternEffort},
	} {
		effort, err := automata.ServerEffort(c.pattern)
		if effort < c.low || effort > c.high || err != nil {
			t.Errorf("%q: %d, %v; want %d to %d", c.pattern, effort, err, c.low, c.high)
		}
	}
	if _, err := automata.ServerEffort("/a"); err == nil {
		t.Error("a pattern that cannot be read has an effort")
	}
}

// Many patterns with several stars have too many states together, but part by
// part they are decided.
func TestManyInfixPatterns(t *testing.T) {
	var before, after []string
	for i := range 40 {
		before = append(before, fmt.Sprintf("*-app%d.*-prod-*", i))
		after = append(after, fmt.Sprintf("*-app%d.*-prod-*", i))
	}
	after[7] = "*-app7.*-prod*"
	wide, narrow := union(t, after...), union(t, before...)
	if witness, _, err := automata.Minus(wide, narrow).Witness(); witness != "-app7.-prod" || err != nil {
		t.Errorf("gained %q, %v", witness, err)
	}
	if subset, err := automata.Subset(narrow, wide); !subset || err != nil {
		t.Errorf("nothing lost: %v, %v", subset, err)
	}
}

func TestConcurrentUse(t *testing.T) {
	one, other := union(t, "logs-*", "/metrics-[0-9]+/"), union(t, "logs-a*", "/metrics-~(1.*)/")
	difference := automata.Minus(one, other)
	want, _, _ := difference.Witness()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if got, found, err := difference.Witness(); got != want || !found || err != nil {
					t.Errorf("witness %q, %v, %v; want %q", got, found, err, want)
				}
				if !difference.Contains("logs-b") || difference.Contains("logs-ab") {
					t.Error("membership is wrong")
				}
			}
		})
	}
	group.Wait()
}

func FuzzParse(f *testing.F) {
	for _, pattern := range append(adversaries(), "logs-*", `/logs-~((a|b).*)/`, `a\*?`, "/<1-10>/", `/[^\d-x]"q"/`, "/\x9c\"/") {
		f.Add(pattern)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		l, err := automata.Parse(pattern)
		var syntax *automata.SyntaxError
		switch {
		case errors.As(err, &syntax):
			if syntax.Pattern != pattern || syntax.Offset < 0 || syntax.Offset > len(pattern) || syntax.Msg == "" {
				t.Fatalf("%q: %#v", pattern, syntax)
			}
			return
		case errors.Is(err, automata.ErrTooComplex):
			return
		case err != nil:
			t.Fatal(err)
		}
		witness, found, err := automata.Budget{Effort: 50_000}.Witness(l)
		if err == nil && found && !l.Contains(witness) {
			t.Fatalf("%q does not contain its witness %q", pattern, witness)
		}
	})
}
