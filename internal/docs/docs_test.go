package docs

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPagesAreUpToDate(t *testing.T) {
	pages, err := Pages()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		got, err := os.ReadFile(filepath.Join("..", "..", "docs", filepath.FromSlash(p.Name)))
		if err != nil {
			t.Error(err)
			continue
		}
		if string(got) != p.Text {
			t.Errorf("docs/%s is not what the rules say: run go generate ./internal/docs", p.Name)
		}
	}
	files := 0
	for _, folder := range Folders {
		entries, err := os.ReadDir(filepath.Join("..", "..", "docs", folder))
		if err != nil {
			t.Fatal(err)
		}
		files += len(entries)
	}
	if files != len(pages) {
		t.Errorf("%d files in %v, but %d pages", files, Folders, len(pages))
	}
}

func TestKeysAreUpToDate(t *testing.T) {
	got, err := os.ReadFile(filepath.Join("..", "..", "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := WithKeys(string(got))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("the table in docs/configuration.md is not what the code says: run go generate ./internal/docs")
	}
}
