package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/decode"
)

// A locked rule is what the file says that locks it; what goes against it is
// reported where it stands.
func TestLocked(t *testing.T) {
	const locked = "rules: {no-spaces: {severity: warning, options: {most: 5}, locked: true}}\n"
	for _, c := range []struct {
		name  string
		files map[string]string // main.yaml extends the others as it says
		want  string            // an error, or the severity and options of no-spaces
	}{
		{"alone", map[string]string{"main.yaml": locked}, "warning map[most:5]"},
		{"extended", map[string]string{"main.yaml": "extends: base.yaml\n", "base.yaml": locked}, "warning map[most:5]"},
		{"raised", map[string]string{"main.yaml": "extends: base.yaml\nrules: {no-spaces: error}\n", "base.yaml": locked}, "error map[most:5]"},
		{"as it is", map[string]string{"main.yaml": "extends: base.yaml\nrules: {no-spaces: {severity: warning, locked: true}}\n", "base.yaml": locked}, "warning map[most:5]"},
		{"another rule", map[string]string{"main.yaml": "extends: base.yaml\nrules: {unknown-feature: off}\n", "base.yaml": locked}, "warning map[most:5]"},
		{"what came before is no part of it", map[string]string{"main.yaml": "extends: [before.yaml, base.yaml]\n", "base.yaml": locked, "before.yaml": "rules: {no-spaces: {severity: off, options: {allow: [a]}}}\n"}, "warning map[most:5]"},
		{"extended twice", map[string]string{"main.yaml": "extends: [a.yaml, b.yaml]\n", "a.yaml": "extends: base.yaml\n", "b.yaml": "extends: base.yaml\n", "base.yaml": locked}, "warning map[most:5]"},
		{"lowered", map[string]string{"main.yaml": "extends: base.yaml\nrules: {no-spaces: info}\n", "base.yaml": locked}, "main.yaml:2:20: "},
		{"off", map[string]string{"main.yaml": "extends: base.yaml\nrules: {no-spaces: {severity: off}}\n", "base.yaml": locked}, "main.yaml:2:31: "},
		{"options", map[string]string{"main.yaml": "extends: base.yaml\nrules: {no-spaces: {options: {most: 9}}}\n", "base.yaml": locked}, "main.yaml:2:21: "},
		{"unlocked", map[string]string{"main.yaml": "extends: base.yaml\nrules: {no-spaces: {locked: false}}\n", "base.yaml": locked}, "main.yaml:2:21: "},
		{"beside", map[string]string{"main.yaml": "extends: [base.yaml, other.yaml]\n", "base.yaml": locked, "other.yaml": "rules: {no-spaces: off}\n"}, "other.yaml:1:20: "},
		{"farther", map[string]string{"main.yaml": "extends: middle.yaml\nrules: {no-spaces: off}\n", "middle.yaml": "extends: base.yaml\n", "base.yaml": locked}, "main.yaml:2:20: "},
		{"overridden", map[string]string{"main.yaml": "extends: base.yaml\noverrides: [{files: [a], rules: {no-spaces: error}}]\n", "base.yaml": locked}, "main.yaml:2:34: "},
		{"overridden options", map[string]string{"main.yaml": "extends: base.yaml\noverrides: [{files: [a], rules: {no-spaces: {options: {most: 1}}}}]\n", "base.yaml": locked}, "main.yaml:2:34: "},
		{"overridden below", map[string]string{"main.yaml": "extends: base.yaml\n" + locked, "base.yaml": "overrides: [{files: [a], rules: {no-spaces: off}}]\n"}, "base.yaml:1:34: "},
		{"locked again, higher, and lowered", map[string]string{"main.yaml": "extends: middle.yaml\nrules: {no-spaces: warning}\n", "middle.yaml": "extends: base.yaml\nrules: {no-spaces: {severity: error, locked: true}}\n", "base.yaml": locked}, "main.yaml:2:20: "},
		{"locked again, higher, and extended again", map[string]string{"main.yaml": "extends: [middle.yaml, base.yaml]\n", "middle.yaml": "extends: base.yaml\nrules: {no-spaces: {severity: error, locked: true}}\n", "base.yaml": locked}, "error map[most:5]"},
		{"overrides replaced", map[string]string{"main.yaml": "extends: base.yaml\noverrides: []\n" + locked, "base.yaml": "overrides: [{files: [a], rules: {no-spaces: off}}]\n"}, "warning map[most:5]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range c.files {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			got, err := Read(filepath.Join(folder, "main.yaml"), "main.yaml", known)
			var wrong decode.Errors
			if errors.As(err, &wrong) {
				if len(wrong) != 1 || !strings.HasPrefix(wrong[0].Error(), c.want) || !strings.Contains(wrong[0].Message, "is locked") {
					t.Errorf("got\n%v\nwant one error at %s", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if text := says(got, "no-spaces"); text != c.want || !got.Locked["no-spaces"] {
				t.Errorf("got %s, locked: %t; want %s", text, got.Locked["no-spaces"], c.want)
			}
		})
	}
}

// says is what a configuration says of a rule.
func says(c *Config, id string) string {
	return fmt.Sprintf("%s %v", c.Severities[id], map[string]any(c.Values[id]))
}
