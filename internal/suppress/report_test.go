package suppress

import (
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
)

// TestRemove applies the fix of suppressions that suppress nothing.
func TestRemove(t *testing.T) {
	for _, c := range []struct{ name, file, before, after string }{
		{"on a line of its own", "a.yml", "cluster: []\n  # rolelint:ignore x\nindices: []\n", "cluster: []\nindices: []\n"},
		{"with CRLF", "a.yml", "cluster: []\r\n# rolelint:ignore x\r\nindices: []\r\n", "cluster: []\r\nindices: []\r\n"},
		{"at the top", "a.yml", "# rolelint:ignore x\ncluster: []\nindices: []\n", "cluster: []\nindices: []\n"},
		{"behind a value", "a.yml", "cluster: []  # rolelint:ignore x, y -- z\nindices: []\n", "cluster: []\nindices: []\n"},
		{"at the end of the file", "a.yml", "cluster: []\nindices: [] # rolelint:ignore x", "cluster: []\nindices: []"},
		{"between values", "a.json", "{\n\"cluster\": [], /* rolelint:ignore x */ \"indices\": []}", "{\n\"cluster\": [],  \"indices\": []}"},
		{"a rule is misspelt", "a.yml", "cluster: []  # rolelint:ignore x, xx\nindices: []\n", "cluster: []  # rolelint:ignore x, xx\nindices: []\n"},
		{"one rule did not run", "a.yml", "cluster: []  # rolelint:ignore x, z\nindices: []\n", "cluster: []  # rolelint:ignore x, z\nindices: []\n"},
	} {
		s := read(c.file, c.before)
		text := c.before
		s.Report(func(rule string) bool { return rule != "z" }, func(f diag.Finding) {
			if f.Fix != nil {
				e := f.Fix.Edits[0]
				text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
			}
		})
		if text != c.after {
			t.Errorf("%s: got %q, want %q", c.name, text, c.after)
		}
	}
}
