package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func writing(text string, err error) func(io.Writer) error {
	return func(w io.Writer) error {
		_, _ = io.WriteString(w, text)
		return err
	}
}

// A file is there as a whole or as it was, and nothing else is left behind.
func TestWriteFile(t *testing.T) {
	t.Chdir(t.TempDir())
	p := &program{env: noEnvironment}
	holds := func(want string) {
		t.Helper()
		if got, err := os.ReadFile("real"); err != nil || string(got) != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if err := p.writeFile("real", writing("one", nil)); err != nil {
		t.Fatal(err)
	}
	holds("one")
	broken := errors.New("broken")
	if err := p.writeFile("real", writing("half", broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	holds("one")
	if err := errors.Join(os.Chmod("real", 0o600), os.Symlink("real", "link")); err != nil {
		t.Fatal(err)
	}
	if err := p.writeFile("link", writing("two", nil)); err != nil {
		t.Fatal(err)
	}
	holds("two")
	if info, err := os.Lstat("link"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if info, err := os.Stat("real"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions %v, %v", info, err)
	}
	if left, _ := filepath.Glob("*"); len(left) != 2 {
		t.Errorf("%q are left", left)
	}
}

func TestWriteFileToDevice(t *testing.T) {
	p := &program{env: noEnvironment}
	if _, err := os.Stat(os.DevNull); err != nil {
		t.Skip(err)
	}
	if err := p.writeFile(os.DevNull, writing("gone", nil)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is a file now", os.DevNull)
	}
}
