package automata_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/rolelint/rolelint/internal/automata"
)

// numbered returns n patterns, made from a format with one %d and one %s.
func numbered(n int, format string) []string {
	environments := []string{"dev", "test", "prod"}
	var patterns []string
	for i := range n {
		patterns = append(patterns, fmt.Sprintf(format, i, environments[i%3]))
	}
	return patterns
}

// One of N patterns is widened from "-*" to "*".
func BenchmarkOneOfManyWidened(b *testing.B) {
	for _, c := range []struct {
		name, before, after string
		n                   int
	}{
		{"prefix", "logs-app%d.%s-*", "logs-app%d.%s*", 20},
		{"prefix", "logs-app%d.%s-*", "logs-app%d.%s*", 400},
		{"infix", "*-app%d.*-%s-*", "*-app%d.*-%s*", 20},
		{"infix", "*-app%d.*-%s-*", "*-app%d.*-%s*", 400},
	} {
		b.Run(fmt.Sprintf("%s/%d", c.name, c.n), func(b *testing.B) {
			before := numbered(c.n, c.before)
			after := numbered(c.n, c.before)
			after[c.n/2] = numbered(c.n, c.after)[c.n/2]
			for b.Loop() {
				one, other := union(b, after...), union(b, before...)
				witness, found, err := automata.Minus(one, other).Witness()
				if !found || err != nil {
					b.Fatal(witness, found, err)
				}
				if subset, err := automata.Subset(other, one); !subset || err != nil {
					b.Fatal(subset, err)
				}
			}
		})
	}
}

// All patterns are spelt differently on both sides, so that nothing is shared.
func BenchmarkNothingShared(b *testing.B) {
	for _, c := range []struct {
		name, one, other string
		n                int
	}{
		{"prefix", "logs-app%d.%s-*", "/logs-app%d\\.%s-.*/", 20},
		{"prefix", "logs-app%d.%s-*", "/logs-app%d\\.%s-.*/", 400},
		{"infix", "*-app%d.%s-*", "/.*-app%d\\.%s-.*/", 20},
		{"infix", "*-app%d.%s-*", "/.*-app%d\\.%s-.*/", 100},
	} {
		b.Run(fmt.Sprintf("%s/%d", c.name, c.n), func(b *testing.B) {
			one, other := union(b, numbered(c.n, c.one)...), union(b, numbered(c.n, c.other)...)
			for b.Loop() {
				if subset, err := automata.Subset(one, other); !subset && err == nil {
					b.Fatal(subset, err)
				} else if err != nil {
					b.Skip(err)
				}
			}
		})
	}
}

// Twenty patterns against twenty others, one of them too much.
func BenchmarkTwentyAgainstTwenty(b *testing.B) {
	one := union(b, append(numbered(19, "logs-app%d.%s-*"), "metrics-*")...)
	other := union(b, numbered(20, "logs-app%d.%s*")...)
	for b.Loop() {
		if subset, err := automata.Subset(one, other); subset || err != nil {
			b.Fatal(subset, err)
		}
	}
}

// Both sides of a role of Kibana's, parsing included.
func BenchmarkRegularExpression(b *testing.B) {
	for b.Loop() {
		granted := parse(b, `/@&~(\.kibana.*|filebeat-ess-.*)/`)
		witness, _, err := automata.Minus(parse(b, "filebeat-*"), granted).Witness()
		if witness != "filebeat-ess-" || err != nil {
			b.Fatal(witness, err)
		}
	}
}

func BenchmarkAdversaries(b *testing.B) {
	for i, pattern := range adversaries() {
		b.Run(fmt.Sprint(i), func(b *testing.B) {
			for b.Loop() {
				l, err := automata.Parse(pattern)
				if err == nil {
					_, err = automata.Subset(parse(b, "/(a|b)*/"), l)
				}
				if err != nil && !errors.Is(err, automata.ErrTooComplex) {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkContains(b *testing.B) {
	l := union(b, numbered(400, "logs-app%d.%s-*")...)
	for b.Loop() {
		if !l.Contains("logs-app399.dev-2026") {
			b.Fatal("not contained")
		}
	}
}
