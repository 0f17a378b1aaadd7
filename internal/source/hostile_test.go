package source

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// Hostile texts cost no more than their size and limits allow. The bound on
// memory is generous: what it catches is a square or an exponent.
func TestHostile(t *testing.T) {
	const mb = 1 << 20
	rep := strings.Repeat
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 20; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, rep(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	mergeBomb := "m0: &m0 {k0: 1}\n" + lines(20_000, "m%[2]d: &m%[2]d {<<: *m%[1]d, k%[2]d: 1}\n")
	chain := "c0: &c0 x\n" + lines(20_000, "c%[2]d: &c%[2]d [*c%[1]d]\n")
	anchors := lines(20_000, "- &n%[1]d x%[2]d\n- *n%[1]d\n")
	for _, tt := range []struct {
		name, file, text string
		want             ErrorKind // 0: it is read
	}{
		{"open brackets", "a.json", rep("[", mb), ErrLimit},
		{"open objects", "a.json", rep(`{"a":`, mb/5), ErrLimit},
		{"nested flow", "a.yml", rep("[", mb), ErrLimit},
		{"nested flow mappings", "a.yml", rep("{a: ", mb/4), ErrLimit},
		{"nested dashes", "a.yml", rep("- ", mb/2), ErrLimit},
		{"nested keys", "a.yml", rep("? ", mb/2), ErrLimit},
		{"duplicate names, JSON", "a.json", "{" + rep(`"a":1,`, mb/6) + `"a":1}`, 0},
		{"duplicate names, YAML", "a.yml", rep("a: 1\n", mb/10), 0},
		{"many names", "a.yml", lines(50_000, "name%d: [x%d]\n"), 0},
		{"aliases", "a.yml", "a: &a x\nb: [" + rep("*a,", mb/3) + "]\n", 0},
		{"alias bomb", "a.yml", bomb, ErrLimit},
		{"merge bomb", "a.yml", mergeBomb, ErrLimit},
		{"chain of aliases", "a.yml", chain, ErrLimit},
		{"many anchors", "a.yml", anchors, 0},
		{"long line", "a.yml", "a: [" + rep("é, ", mb/4) + "]\n", 0},
		{"long string", "a.yml", "a: \"" + rep("é\\n", mb/4) + "\"\n", 0},
		{"long plain text", "a.yml", "a: x" + rep("\n  word", mb/7) + "\n", 0},
		{"empty lines", "a.yml", "a: x" + rep("\n", mb) + "  y\n", 0},
		{"block text", "a.yml", "a: |" + rep("\n  word", mb/7) + "\n", 0},
		{"comments, YAML", "a.yml", "a: 1\n" + rep("# x\n", mb/4) + "b: 2\n", 0},
		{"comments, JSON", "a.json", "[" + rep("/**/", mb/4) + "1]", 0},
		{"half a comment", "a.json", "[" + "/*" + rep("x", mb), ErrTruncated},
		{"escapes", "a.json", `["` + rep(`\u00e9`, mb/6) + `"]`, 0},
		{"documents", "a.yml", rep("--- x\n", mb/24), 0},
		{"values", "a.json", rep("[]", mb/2), 0},
		{"dashes and no space", "a.yml", rep("-", mb), 0},
		{"colons", "a.yml", rep(":", mb/4), 0},
		{"question marks", "a.yml", rep("?\n", mb/16), 0},
		{"tags", "a.yml", "[" + rep("!a x,", mb/20) + "]", 0},
		{"quotes", "a.json", rep(`""`, mb/2), ErrSyntax},
		{"commas", "a.yml", "[" + rep(",", mb/4), ErrSyntax},
		{"too many values, JSON", "a.json", "[" + rep("1,", mb) + "1]", ErrLimit},
		{"too many values, YAML", "a.yml", "[" + rep("1,", mb) + "1]", ErrLimit},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f := Parse(tt.file, []byte(tt.text), Limits{Nodes: mb / 2})
			runtime.ReadMemStats(&after)
			switch {
			case tt.want == 0 && f.Err != nil:
				t.Errorf("%v at %v", f.Err, f.Err.Span)
			case tt.want != 0 && (f.Err == nil || f.Err.Kind != tt.want):
				t.Errorf("got %v, want kind %d", f.Err, tt.want)
			}
			if spent := (after.TotalAlloc - before.TotalAlloc) / mb; spent > 1000 {
				t.Errorf("%d MB allocated for %d bytes", spent, len(tt.text))
			}
		})
	}
}

// lines writes n lines, each with the numbers i and i+1.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i+1)
	}
	return b.String()
}

// The limits count as documented, and what is at the limit is read.
func TestLimits(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		lim       Limits
		ok        bool
	}{
		{"a.json", "[[[1]]]", Limits{Depth: 3}, true},
		{"a.json", "[[[[]]]]", Limits{Depth: 3}, false},
		{"a.yml", "[[[1]]]", Limits{Depth: 3}, true},
		{"a.yml", "- - - 1", Limits{Depth: 3}, true},
		{"a.yml", "- - - []", Limits{Depth: 3}, false},
		{"a.yml", "a: &a [[x]]\nb: [*a]", Limits{Depth: 4}, true},
		{"a.yml", "a: &a [[x]]\nb: [[*a]]", Limits{Depth: 4}, false},
		{"a.yml", "a: &a {b: {c: 1}}\nd: {e: {<<: *a}}", Limits{Depth: 4}, true},
		{"a.yml", "a: &a {b: {c: 1}}\nd: {e: {<<: *a}}", Limits{Depth: 3}, false},
		{"a.json", "[1, 2]", Limits{Nodes: 3}, true},
		{"a.json", "[1, 2, 3]", Limits{Nodes: 3}, false},
		{"a.yml", "a: &a [1, 2]\nb: *a\n", Limits{Nodes: 7}, true},
		{"a.yml", "a: &a [1, 2]\nb: *a\n", Limits{Nodes: 6}, false},
	} {
		f := Parse(tt.name, []byte(tt.src), tt.lim)
		if tt.ok != (f.Err == nil) || f.Err != nil && f.Err.Kind != ErrLimit {
			t.Errorf("%q %+v: %v", tt.src, tt.lim, f.Err)
		}
	}
}
