package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDocumentation runs every command that the documentation shows.
//
// A page is run from its top in a folder of its own, a git repository that
// begins with examples/ and, where the page has no file of its own, with what
// testdata/docs holds. Of its fences,
//
//   - one with a file's name behind the language ("```json roles/a.json") is
//     that file;
//   - "console" has command lines behind "$ " with exactly their output, and
//     "(exit code N)" where it is not 0; with -update it is written anew;
//   - "sh" has commands whose output is not shown: they must find nothing to
//     refuse, that is, exit with 0 or 1.
//
// Commands of other programs are not run; what they pipe into rolelint is
// examples/good/kibana-roles.json.
func TestDocumentation(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, pattern := range []string{"README.md", "CONTRIBUTING.md", "docs/*.md", "docs/ci/*.md"} {
		pages, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			name, _ := filepath.Rel(root, page)
			t.Run(filepath.ToSlash(name), func(t *testing.T) { ran += document(t, root, page) })
		}
	}
	if ran < 20 {
		t.Errorf("only %d commands ran", ran)
	}
}

// document runs one page and returns how many commands it has.
func document(t *testing.T, root, page string) int {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(text), "```")
	own := false
	for i := 1; i < len(parts); i += 2 {
		_, isFile := fileName(parts[i])
		own = own || isFile
	}
	pageFolder(t, root, own)
	ran := 0
	var out strings.Builder
	for i, part := range parts {
		if i > 0 {
			out.WriteString("```")
		}
		info, body, _ := strings.Cut(part, "\n")
		name, isFile := fileName(part)
		switch {
		case i%2 == 0:
		case isFile:
			writeFile(t, name, body)
		case info == "console":
			part = info + "\n"
			for line := range strings.Lines(body) {
				command, isCommand := strings.CutPrefix(line, "$ ")
				if !isCommand {
					continue
				}
				ran++
				output, code := shell(t, strings.TrimSpace(command))
				part += line + output
				if code != 0 {
					part += fmt.Sprintf("(exit code %d)\n", code)
				}
			}
		case info == "sh":
			for line := range strings.Lines(body) {
				line, _, _ = strings.Cut(strings.TrimSpace(line), " #")
				if line == "" || strings.HasPrefix(line, "#") {
					continue
				}
				ran++
				if output, code := shell(t, line); code > 1 {
					t.Errorf("%s\nexit code %d, output:\n%s", line, code, output)
				}
			}
		}
		out.WriteString(part)
	}
	switch {
	case out.String() == string(text):
	case *update:
		writeFile(t, page, out.String())
	default:
		t.Errorf("the page is not what the program says; go test ./internal/cli -run TestDocumentation -update writes it anew. It should be:\n%s", out.String())
	}
	return ran
}

// fileName returns the name behind the language of a fence.
func fileName(fence string) (string, bool) {
	info, _, _ := strings.Cut(fence, "\n")
	language, name, found := strings.Cut(info, " ")
	return name, found && language != "" && !strings.Contains(name, " ")
}

// pageFolder makes the folder that a page is run in the working directory.
func pageFolder(t *testing.T, root string, ownFiles bool) {
	t.Helper()
	folder := t.TempDir()
	begins := map[string]string{"examples": "examples", "testdata/docs": "."}
	if ownFiles {
		delete(begins, "testdata/docs")
	}
	for from, to := range begins {
		if err := os.CopyFS(filepath.Join(folder, to), os.DirFS(filepath.Join(root, filepath.FromSlash(from)))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(folder)
	for _, arguments := range [][]string{
		{"init", "-q", "-b", "main"},
		{"add", "-A"},
		{"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "roles"},
	} {
		if output, err := exec.Command("git", arguments...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", arguments[0], err, output)
		}
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// otherPrograms may stand in the documentation and are not run.
var otherPrograms = []string{"bash", "brew", "cosign", "curl", "docker", "gh", "git", "go", "pre-commit", "scripts/bench.sh", "sha256sum"}

// shell runs a command line: environment, rolelint, arguments, perhaps a pipe
// into it and a redirection of its output.
func shell(t *testing.T, line string) (output string, code int) {
	t.Helper()
	words := splitWords(line)
	stdin := ""
	if i := slices.Index(words, "|"); i >= 0 {
		text, err := os.ReadFile("examples/good/kibana-roles.json")
		if err != nil {
			t.Fatal(err)
		}
		words, stdin = words[i+1:], string(text)
	}
	env := map[string]string{}
	for len(words) > 0 && !strings.HasPrefix(words[0], "-") && strings.Contains(words[0], "=") {
		name, value, _ := strings.Cut(words[0], "=")
		env[name], words = value, words[1:]
	}
	if len(words) > 3 && words[0] == "go" && words[1] == "run" && words[2] == "./cmd/rolelint" {
		words = append([]string{"rolelint"}, words[3:]...)
	}
	if len(words) == 0 || words[0] != "rolelint" {
		if len(words) == 0 || !slices.Contains(otherPrograms, words[0]) {
			t.Errorf("what program is this: %s", line)
		}
		return "", 0
	}
	to := ""
	if i := slices.Index(words, ">"); i >= 0 && i+1 < len(words) {
		words, to = words[:i], words[i+1]
	}
	var stdout, both bytes.Buffer
	var out interface{ Write([]byte) (int, error) } = &both
	if to != "" {
		out = &stdout
	}
	code = Main(words[1:], strings.NewReader(stdin), out, &both, func(name string) string { return env[name] })
	if to != "" {
		writeFile(t, to, stdout.String())
	}
	return both.String(), code
}

// splitWords splits a command line at blanks; quotes hold words together.
func splitWords(line string) []string {
	var words []string
	var word strings.Builder
	var quote rune
	started := false
	for _, r := range line {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote, started = r, true
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && r == ' ':
			if started {
				words = append(words, word.String())
				word.Reset()
				started = false
			}
		default:
			word.WriteRune(r)
			started = true
		}
	}
	if started {
		words = append(words, word.String())
	}
	return words
}
