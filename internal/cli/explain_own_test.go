package cli

import (
	"os"
	"strings"
	"testing"
)

// Policies may come from elsewhere: what their metadata say cannot act on the
// terminal.
func TestExplainEscapes(t *testing.T) {
	t.Chdir(t.TempDir())
	module := "# METADATA\n# title: \"a\\e[31m\"\n# description: \"why\\e[2J\"\n# custom:\n#   what: \"- a\\e]0;\\n\\n  b\"\n#   options:\n#     - {name: o, type: string, doc: \"d\\e[1m\"}\npackage rolelint.rules[\"own\"]\n\nfindings := set()\n"
	if err := os.Mkdir("p", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("p/own.rego", []byte(module), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"explain", "own", "--policy", "p"}, {"rules", "--policy", "p"}} {
		if text := output(t, command...); strings.Contains(text, "\x1b") || !strings.Contains(text, `a\x1b[31m`) {
			t.Errorf("%q", text)
		}
	}
}
