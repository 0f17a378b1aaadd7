package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the archives in testdata/cli expect")

// TestGolden runs the command lines of testdata/cli/*.txtar. An archive holds
// files, and then command lines with what is expected of them:
//
//	-- $ NO_COLOR=1 rolelint lint - --
//	the standard input
//	-- stdout --
//	-- stderr --
//	-- exit 2 --
//	-- file out.sarif --
//	what the file then holds
//
// Files are made anew for each archive in a folder of its own, which is the
// working directory. "NAME (crlf)" has line ends as on Windows, "NAME
// (read-only)" may not be written, and "NAME -> OTHER" is a symbolic link; what
// a file then holds has "^M" for a carriage return. Sections that are empty, and exit 0, may be left out. An
// archive stands in an archive with \ before the headings of its sections.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("../../testdata/cli/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		absolute, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { golden(t, absolute) })
	}
}

// run is a command line with what it did or is expected to do.
type run struct {
	line           string
	stdin          []byte
	stdout, stderr string
	exit           int
	files          []txtar.File // written
}

func golden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var runs []run
	files := archive.Files[:0:0]
	for _, file := range archive.Files {
		line, isRun := strings.CutPrefix(file.Name, "$ ")
		code, isExit := strings.CutPrefix(file.Name, "exit ")
		last := len(runs) - 1
		switch {
		case isRun:
			runs = append(runs, run{line: line, stdin: file.Data})
		case last < 0:
			files = append(files, file)
			makeFile(t, file)
		case isExit:
			if runs[last].exit, err = strconv.Atoi(code); err != nil {
				t.Fatal(err)
			}
		case strings.HasPrefix(file.Name, "file "):
			runs[last].files = append(runs[last].files, file)
		case file.Name == "stdout":
			runs[last].stdout = string(file.Data)
		case file.Name == "stderr":
			runs[last].stderr = string(file.Data)
		default:
			t.Fatalf("section %q stands behind a command line", file.Name)
		}
	}
	if len(runs) == 0 {
		t.Fatal("no command line")
	}
	archive.Files = files
	for _, want := range runs {
		got := runLine(t, want.line, want.stdin)
		for _, file := range want.files {
			text, err := os.ReadFile(strings.TrimPrefix(file.Name, "file "))
			if err != nil {
				t.Error(err)
			}
			text = bytes.ReplaceAll(text, []byte("\r"), []byte("^M"))
			got.files = append(got.files, txtar.File{Name: file.Name, Data: text})
			if !*update && string(text) != string(file.Data) {
				t.Errorf("$ %s\n%s: got\n%s\nwant\n%s", want.line, file.Name, text, file.Data)
			}
		}
		archive.Files = append(archive.Files, got.sections()...)
		if *update {
			continue
		}
		if got.stdout != want.stdout || got.stderr != want.stderr || got.exit != want.exit {
			t.Errorf("$ %s\ngot exit %d, stdout:\n%s\nstderr:\n%s\nwant exit %d, stdout:\n%s\nstderr:\n%s",
				want.line, got.exit, got.stdout, got.stderr, want.exit, want.stdout, want.stderr)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// runLine runs a command line: assignments to the environment, "rolelint", and
// arguments, separated by blanks.
func runLine(t *testing.T, line string, stdin []byte) run {
	t.Helper()
	env := map[string]string{}
	words := strings.Fields(line)
	for len(words) > 0 && words[0] != "rolelint" {
		name, value, ok := strings.Cut(words[0], "=")
		if !ok {
			t.Fatalf("not a command line: %s", line)
		}
		env[name] = value
		words = words[1:]
	}
	var stdout, stderr bytes.Buffer
	code := Main(words[1:], bytes.NewReader(stdin), &stdout, &stderr, func(name string) string { return env[name] })
	return run{line: line, stdin: stdin, stdout: stdout.String(), stderr: stderr.String(), exit: code}
}

// sections returns a run as sections of an archive.
func (r run) sections() []txtar.File {
	files := []txtar.File{{Name: "$ " + r.line, Data: r.stdin}}
	if r.stdout != "" {
		files = append(files, txtar.File{Name: "stdout", Data: []byte(r.stdout)})
	}
	if r.stderr != "" {
		files = append(files, txtar.File{Name: "stderr", Data: []byte(r.stderr)})
	}
	return append(append(files, txtar.File{Name: fmt.Sprintf("exit %d", r.exit)}), r.files...)
}

func makeFile(t *testing.T, file txtar.File) {
	t.Helper()
	name, link, isLink := strings.Cut(file.Name, " -> ")
	name, readOnly := strings.CutSuffix(name, " (read-only)")
	name, crlf := strings.CutSuffix(name, " (crlf)")
	path := filepath.FromSlash(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if isLink {
		if err := os.Symlink(filepath.FromSlash(link), path); err != nil {
			t.Fatal(err)
		}
		return
	}
	text := bytes.ReplaceAll(file.Data, []byte("\n\\-- "), []byte("\n-- "))
	text = bytes.TrimPrefix(text, []byte("\\"))
	if crlf {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	mode := os.FileMode(0o666)
	if readOnly {
		mode = 0o444
	}
	if err := os.WriteFile(path, text, mode); err != nil {
		t.Fatal(err)
	}
}
