//go:build dev

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed files are what the tables give.
func TestGenerated(t *testing.T) {
	files, err := generate(filepath.Join("..", "tables"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		committed, err := os.ReadFile(filepath.Join("..", f.name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(committed, f.text) {
			t.Errorf("%s is not what the tables give: run go generate in internal/catalog", f.name)
		}
	}
}
