package docs

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// What a page shows as YAML, people copy: all of it is YAML. The pages of rules
// show roles with mistakes, and the tests of the rules read them.
func TestYAMLOnPages(t *testing.T) {
	root := filepath.Join("..", "..")
	pages := []string{filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")}
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == "rules" {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".md") {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split(string(text), "\n```yaml")[1:] {
			_, block, _ = strings.Cut(block, "\n")
			block, _, _ = strings.Cut(block, "\n```")
			blocks++
			if err := readYAML(block); err != nil {
				t.Errorf("%s: %v in\n%s", page, err, block)
			}
		}
	}
	if blocks < 15 {
		t.Errorf("only %d blocks", blocks)
	}
}

func readYAML(text string) error {
	documents := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	for {
		var value any
		if err := documents.Decode(&value); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
