package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
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

// A file that cannot be replaced gets the text all the same.
func TestPutIntoWhatCannotBeReplaced(t *testing.T) {
	t.Chdir(t.TempDir())
	busy := func(string, string) error { return syscall.EBUSY }
	if err := errors.Join(os.WriteFile("new", []byte("new"), 0o666), os.WriteFile("mounted", []byte("what was there"), 0o666)); err != nil {
		t.Fatal(err)
	}
	if err := put("new", "mounted", true, busy); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile("mounted"); err != nil || string(text) != "new" {
		t.Errorf("%v: %q", err, text)
	}
	if left, _ := filepath.Glob("*"); len(left) != 1 {
		t.Errorf("%q are left", left)
	}
	if err := put("mounted", "gone", false, busy); !errors.Is(err, syscall.EBUSY) {
		t.Errorf("%v", err)
	}
}

// So does one in a folder in which nothing can be made.
func TestWriteFileInClosedFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	p := &program{env: noEnvironment}
	if err := errors.Join(os.Mkdir("closed", 0o755), os.WriteFile("closed/file", []byte("what was there"), 0o666), os.Chmod("closed", 0o555)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod("closed", 0o755) })
	broken := errors.New("broken")
	if err := p.writeFile("closed/file", writing("half", broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if text, _ := os.ReadFile("closed/file"); string(text) != "what was there" {
		t.Errorf("%q", text)
	}
	if err := p.writeFile("closed/file", writing("new", nil)); err != nil {
		t.Error(err)
	}
	if text, _ := os.ReadFile("closed/file"); string(text) != "new" {
		t.Errorf("%q", text)
	}
}

// A link that leads nowhere yet is followed, and a name may be as long as names
// can be.
func TestWriteFileWhereNothingIs(t *testing.T) {
	t.Chdir(t.TempDir())
	p := &program{env: noEnvironment}
	long := strings.Repeat("n", 255)
	if err := os.Symlink(long, "link"); err != nil {
		t.Fatal(err)
	}
	if err := p.writeFile("link", writing("text", nil)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat("link"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if text, err := os.ReadFile(long); err != nil || string(text) != "text" {
		t.Errorf("%v: %q", err, text)
	}
}
