package cli

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAccessGuide runs the commands of docs/access.md: a fence with a
// file's name behind its language holds the file, a fence "shell-session" commands
// behind "$ " with their output. With -update the outputs are written anew.
func TestAccessGuide(t *testing.T) {
	path, err := filepath.Abs("../../docs/access.md")
	if err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var out strings.Builder
	commands := 0
	parts := strings.Split(string(guide), "```")
	for i, part := range parts {
		if i > 0 {
			out.WriteString("```")
		}
		info, text, _ := strings.Cut(part, "\n")
		_, name, isFile := strings.Cut(info, " ")
		switch {
		case i%2 == 1 && isFile:
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		case i%2 == 1 && info == "shell-session":
			part = "shell-session\n"
			for line := range strings.Lines(text) {
				if !strings.HasPrefix(line, "$ rolelint ") {
					continue
				}
				commands++
				words := strings.Fields(strings.ReplaceAll(line, "'", ""))[2:]
				stdout, stderr, code := invoke(t, words...)
				part += line + stdout + stderr
				if code != 0 {
					part += fmt.Sprintf("(exit code %d)\n", code)
				}
			}
		}
		out.WriteString(part)
	}
	if commands < 5 {
		t.Fatalf("only %d commands", commands)
	}
	if out.String() == string(guide) {
		return
	}
	if !flag.Lookup("update").Value.(flag.Getter).Get().(bool) {
		t.Fatalf("docs/access.md is not what the program says; go test ./internal/cli -run TestAccessGuide -update writes it anew. It should be:\n%s", out.String())
	}
	if err := os.WriteFile(path, []byte(out.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}
