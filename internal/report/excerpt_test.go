package report

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

func TestExcerpt(t *testing.T) {
	for _, test := range []struct{ name, text, line, marks string }{
		{"plain", `{"a": «"bc"»}`, `{"a": "bc"}`, `      ^^^^`},
		{"tabs", "\t\"a\":\t«\"b\"»,", `    "a":    "b",`, `            ^^^`},
		{"tab inside", "«\"a\tb\"»", `"a  b"`, `^^^^^^`},
		{"wide before", `"漢字": «"x"»`, `"漢字": "x"`, `        ^^^`},
		{"wide inside", `«"漢字"»: 1`, `"漢字": 1`, `^^^^^^`},
		{"combining", "\"e\u0301\": «1»", "\"e\u0301\": 1", `     ^`},
		{"CRLF", "{\r\n  «\"a\"»: 1\r\n}", `  "a": 1`, `  ^^^`},
		{"several lines", "{\"a\": «{\n \"b\": 1\n}»}", `{"a": {`, `      ^…`},
		{"several lines, CRLF", "«{\r\n}»", `{`, `^…`},
		{"empty at the end", "{\"a\": 1«»", `{"a": 1`, `       ^`},
		{"empty line", "«»", ``, `^`},
		{"byte order mark", "\ufeff{«\"a\"»: 1}", `{"a": 1}`, ` ^^^`},
		{"escapes", "{\"\x1b[31m\": «1»}", `{"\x1b[31m": 1}`, `             ^`},
		{"bidi inside", "«\"\u202ex\"»", `"\u202ex"`, `^^^^^^^^^`},
		{"blanks at the end", "«1»   ", `1`, `^`},
	} {
		t.Run(test.name, func(t *testing.T) {
			at := marked(t, "f", test.text)
			got := newExcerpt(at.Lines[0], at.Range, &columnCursor{}, 80)
			equal(t, got.text+"\n"+got.marks, test.line+"\n"+test.marks)
		})
	}
}

// However long the line, what is shown fits and the marks stand under the range.
func TestExcerptOfLongLine(t *testing.T) {
	long := strings.Repeat(`"漢":0,`, 20000)
	for _, test := range []struct{ name, text, under string }{
		{"middle", "{" + long + `«"find"»:1,` + long + "}", `"find"`},
		{"start", `{«"find"»:1,` + long + "}", `"find"`},
		{"end", "{" + long + `«"find"»`, `"find"`},
		{"range longer than the room", "{" + long + `«"` + strings.Repeat("x", 500) + `"»`, ""},
		{"range of megabytes", "{«" + long + long + "»}", ""},
		{"just too long", strings.Repeat("a", 60) + "«b»" + strings.Repeat("c", 21), "b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			const width = 80
			at := marked(t, "f", test.text)
			got := newExcerpt(at.Lines[0], at.Range, &columnCursor{}, width)
			if n := displaywidth.String(got.text); n > width {
				t.Errorf("%d columns wide: %s", n, got.text)
			}
			if n := displaywidth.String(got.marks); n > width {
				t.Errorf("marks %d columns wide: %s", n, got.marks)
			}
			if !strings.Contains(got.text, ellipsis) {
				t.Errorf("nothing says that the line goes on: %s", got.text)
			}
			if test.under != "" {
				before, _, ok := strings.Cut(got.text, test.under)
				want := strings.Repeat(" ", displaywidth.String(before)) + strings.Repeat("^", len(test.under))
				if !ok || got.marks != want {
					t.Errorf("marks are not under %s:\n%s\n%s", test.under, got.text, got.marks)
				}
			}
		})
	}
}

func TestColumnCursor(t *testing.T) {
	line := "aä漢b"
	var c columnCursor
	for _, step := range []struct{ line, column, want int }{
		{1, 2, 1}, {1, 3, 3}, {1, 4, 6}, {1, 9, 7}, {1, 1, 0}, {1, 4, 6}, {2, 2, 1}, {1, 3, 3},
	} {
		if got := c.offset(line, step.line, step.column); got != step.want {
			t.Errorf("line %d column %d: offset %d, want %d", step.line, step.column, got, step.want)
		}
	}
}

// Related places stand anywhere in the line, so that columns go back and forth.
func TestColumnCursorLongLine(t *testing.T) {
	line := strings.Repeat("aä漢b", 5000)
	var c columnCursor
	for i := range 20_000 {
		column := 1 + i*7919%20_000
		want := (column - 1) / 4 * 7
		want += []int{0, 1, 3, 6}[(column-1)%4]
		if got := c.offset(line, 1, column); got != want {
			t.Fatalf("column %d: offset %d, want %d", column, got, want)
		}
	}
	if got := c.offset(line, 1, 20_001); got != len(line) {
		t.Errorf("the end: offset %d, want %d", got, len(line))
	}
	if got := c.offset(line, 1, 1_000_000); got != len(line) {
		t.Errorf("beyond the end: offset %d, want %d", got, len(line))
	}
}
