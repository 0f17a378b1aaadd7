package fix

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestWrite: all or nothing, with the permissions of before, through links.
func TestWrite(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "role.json")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link.json")
	if err := os.Symlink("role.json", link); err != nil {
		t.Skip(err)
	}
	if err := Write(link, []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "new" {
		t.Errorf("holds %q", got)
	}
	if runtime.GOOS != "windows" && info.Mode() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}

	for _, c := range []struct {
		says string
		make func()
		path string
	}{
		{"changed by somebody else", func() { _ = os.WriteFile(path, []byte("other"), 0o640) }, path},
		{"read-only", func() { _ = os.Chmod(path, 0o440) }, path},
		{"no regular file", func() {}, folder},
		{"no such file", func() {}, filepath.Join(folder, "none.json")},
	} {
		c.make()
		before, _ := os.ReadFile(path)
		err := Write(c.path, []byte("new"), []byte("newer"))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v, want %q", err, c.says)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s: the file holds %q", c.says, after)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
}
