package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The pages on GitHub and pre-commit name what action.yml and
// .pre-commit-hooks.yaml have, and nothing else.
func TestIntegrationsAreDocumented(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	named := func(text, pattern string) []string {
		var names []string
		for _, m := range regexp.MustCompile("(?m)"+pattern).FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		return names
	}
	action, _, _ := strings.Cut(read("action.yml"), "\nruns:")
	for _, c := range []struct {
		what, page string
		there      []string
	}{
		{"action.yml", "docs/ci/github.md", named(action, `^  ([a-z-]+):$`)},
		{".pre-commit-hooks.yaml", "docs/ci/pre-commit.md", named(read(".pre-commit-hooks.yaml"), `^- id: (\S+)$`)},
	} {
		if rows := named(read(c.page), "^\\| `([a-z-]+)` \\|"); len(rows) == 0 || !slices.Equal(rows, c.there) {
			t.Errorf("%s has rows for %v, but %s has %v", c.page, rows, c.what, c.there)
		}
	}
}
