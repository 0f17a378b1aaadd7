package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocumentedCommands runs every `$ rolelint …` of the console blocks in
// the README and in docs/, and compares the output with what stands there.
func TestDocumentedCommands(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	files, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, name := range append(files, "README.md") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split(string(text), "```console\n")[1:] {
			block, _, _ = strings.Cut(block, "```")
			command, want, _ := strings.Cut(block, "\n")
			line, ok := strings.CutPrefix(command, "$ rolelint ")
			if !ok {
				continue
			}
			ran++
			var out bytes.Buffer
			code := Main(splitWords(line), strings.NewReader(""), &out, &out, func(string) string { return "" })
			if code > 1 || strings.TrimSpace(out.String()) != strings.TrimSpace(want) {
				t.Errorf("%s: %s\nexit code %d, output:\n%s", name, command, code, out.String())
			}
		}
	}
	if ran < 3 {
		t.Errorf("only %d commands ran", ran)
	}
}

// splitWords splits a command line at blanks; single quotes hold words together.
func splitWords(line string) []string {
	var words []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}
