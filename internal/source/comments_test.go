package source

import (
	"slices"
	"testing"
)

// TestComments tells comments from texts that look like one.
func TestComments(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a.yml", "# mark 1\na: b # mark 2\n", []string{"# mark 1", "# mark 2"}},
		{"a.yml", "\ufeff# mark\na: b\n", []string{"# mark"}},
		{"a.yml", "a: \"x # mark\"\nb: 'y # mark'\nc: d#mark\n", nil},
		{"a.yml", "a: \"x # mark\" # it's mark\n", []string{"# it's mark"}},
		{"a.yml", "\"k # mark\": v\n", nil},
		{"a.yml", "a: | # mark\n  x\n  # mark in the text\n# mark\nb: c\n", []string{"# mark", "# mark"}},
		{"a.yml", "a: >-\n  x\n  # mark in the text\n", nil},
		{"a.yml", "a: x\n  y # mark\n", []string{"# mark"}},
		{"a.yml", "a: [1, # mark\r\n  2] # mark 2\r\n", []string{"# mark", "# mark 2"}},
		{"a.yml", "a: &x # mark\n  b: c\nd: *x # mark 2\n", []string{"# mark", "# mark 2"}},
		{"a.yml", "a: mark\n# nothing\n", nil},
		{"a.yml", "a: b\n# mark", []string{"# mark"}},
		{"a.json", `{"a": "// mark", /* mark 1 */ "b": 1} // mark 2`, []string{"/* mark 1 */", "// mark 2"}},
		{"a.json", `{"a": "mark"} // other`, nil},
	} {
		f := Parse(c.name, []byte(c.text), Limits{})
		if f.Err != nil {
			t.Fatalf("%q: %v", c.text, f.Err)
		}
		var got []string
		for _, s := range f.Comments("mark", f.Docs) {
			got = append(got, string(f.Src[s.Start:s.End]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
