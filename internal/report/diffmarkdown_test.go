package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// compare returns the difference of two texts with roles.
func compare(before, after string) *Diff {
	side := func(text string) *diff.Side {
		file := role.Decode(source.Parse("roles.json", []byte(text), source.Limits{}), role.Options{})
		s := &diff.Side{Title: "side", Target: catalog.Default()}
		for _, r := range file.Roles {
			s.Roles = append(s.Roles, diff.Loaded{Role: r, File: file.Source})
		}
		return s
	}
	return &Diff{Result: diff.Compare(side(before), side(after))}
}

func written(t *testing.T, d *Diff, format string) string {
	t.Helper()
	var b strings.Builder
	if err := WriteDiff(&b, d, format, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdownIsInert(t *testing.T) {
	const name = "@org/team <img src=x onerror=a> `|` [l](https://example.org) **b** #1 \\| $x$ \u202e"
	text := fmt.Sprintf(`{%q: {"cluster": [], "indices": [{"names": ["a"], "privileges": ["read"]}]}}`, "role")
	text = strings.Replace(text, "role", strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name), 1)
	got := written(t, compare(`{"other": {"cluster": [], "indices": [{"names": ["a"], "privileges": ["read"]}]}}`, text), "markdown")
	for _, dangerous := range []string{"<img", "[l](", "\u202e", "| `|`"} {
		if strings.Contains(got, dangerous) {
			t.Errorf("%q stands in:\n%s", dangerous, got)
		}
	}
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "| ") && strings.Count(line, "|") != 6 {
			t.Errorf("a row with other than five cells: %s", line)
		}
		if strings.Contains(line, "@org") {
			t.Errorf("a mention: %s", line)
		}
	}
}

func TestCode(t *testing.T) {
	for text, want := range map[string]string{
		"logs-*":    "`logs-*`",
		"a`b":       "<code>a&#96;b</code>",
		"a|b":       "<code>a&#124;b</code>",
		`a\`:        "<code>a&#92;</code>",
		"<b>":       "<code>&#60;b&#62;</code>",
		"a\nb":      "<code>a&#92;nb</code>",
		"":          "",
		" a":        "<code> a</code>",
		"www.a.org": "`www.a.org`",
	} {
		if got := code(text); got != want {
			t.Errorf("code(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestFenceIsLongerThanItsText(t *testing.T) {
	got := fenced([]diff.Line{{Sign: '+', Text: "a ```` b"}, {Sign: '@', Text: "@@"}})
	if got[1] != "`````diff" || got[len(got)-1] != "`````" {
		t.Errorf("%q", got)
	}
}

func TestMarkdownIsCut(t *testing.T) {
	var before, after []string
	for i := range 2000 {
		before = append(before, fmt.Sprintf(`"role%d": {"cluster": [], "indices": [{"names": ["a%d"], "privileges": ["read"]}]}`, i, i))
		after = append(after, fmt.Sprintf(`"role%d": {"cluster": [], "indices": [{"names": ["a%d"], "privileges": ["write"]}]}`, i, i))
	}
	got := written(t, compare("{"+strings.Join(before, ",")+"}", "{"+strings.Join(after, ",")+"}"), "markdown")
	if n := len([]rune(got)); n > mostComment || n < mostComment-2000 {
		t.Errorf("%d characters", n)
	}
	if !strings.HasPrefix(got, "### rolelint: changed: 2000 roles changed\n") || !strings.HasSuffix(got, ", the details of 2000 roles left out; all is in the output of `rolelint diff -f json`._\n") {
		t.Errorf("begins %q, ends %q", got[:60], got[len(got)-100:])
	}
}

func TestDiffTextEscapes(t *testing.T) {
	d := compare(`{"a\u001b[2J": {"cluster": ["monitor"], "run_as": []}}`, `{"a\u001b[2J": {"cluster": ["monitor"], "run_as": ["\u001b]0;x\u0007"]}}`)
	for _, format := range DiffNames() {
		if got := written(t, d, format); strings.ContainsAny(got, "\x1b\x07") || len(got) == 0 {
			t.Errorf("%s: control characters in %q", format, got)
		}
	}
}

func TestEqualChangesAreMerged(t *testing.T) {
	role := func(name, privileges string) string {
		return fmt.Sprintf(`%q: {"cluster": [], "indices": [{"names": ["a"], "privileges": [%s]}]}`, name, privileges)
	}
	got := written(t, compare("{"+role("x", `"read"`)+","+role("y", `"read"`)+","+role("z", `"read"`)+"}",
		"{"+role("x", `"read","write"`)+","+role("y", `"write","read"`)+","+role("z", `"read","manage"`)+"}"), "text")
	if !strings.Contains(got, "widened x (+1 more)\n  also y\n") || strings.Count(got, "+ write on a") != 1 || !strings.Contains(got, "widened z\n") {
		t.Errorf("%s", got)
	}
}
