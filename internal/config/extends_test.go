package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files that extend the next one twice make 2^40 readings, if nothing stops it.
func TestExtendsIsBounded(t *testing.T) {
	folder := t.TempDir()
	for i := range 40 {
		text := fmt.Sprintf("extends: [%d.yaml, %d.yaml]\n", i+1, i+1)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.yaml", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "40.yaml"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := Read(filepath.Join(folder, "0.yaml"), "0.yaml", known)
	if err == nil || !strings.Contains(err.Error(), "more than 100 files") {
		t.Errorf("got %v", err)
	}
}

// Paths and globs are relative to the file that they stand in.
func TestExtendsPaths(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"base.yaml":      "policies: [own]\nfiles: ['roles/**']\noverrides: [{files: ['team/legacy/*'], preset: minimal}]\n",
		"team/main.yaml": "extends: ../base.yaml\nintents: [intent.yaml]\n",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Read(filepath.Join(folder, "team", "main.yaml"), "team/main.yaml", known)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Policies[0]; got != filepath.Join(folder, "own") {
		t.Errorf("the policies are in %s", got)
	}
	if got := c.Intents[0]; got != filepath.Join(folder, "team", "intent.yaml") {
		t.Errorf("the intents are in %s", got)
	}
	for name, want := range map[string]bool{"roles/a.json": true, "team/roles/a.json": false} {
		if _, ok := c.Match(filepath.Join(folder, filepath.FromSlash(name))); ok != want {
			t.Errorf("%s is a role file: %t, want %t", name, ok, want)
		}
	}
	for name, want := range map[string]int{"team/legacy/a.json": 1, "legacy/a.json": 0} {
		if got := c.Overriding(filepath.Join(folder, filepath.FromSlash(name))); len(got) != want {
			t.Errorf("overrides of %s: %v, want %d", name, got, want)
		}
	}
	if got := c.Resolve().YAML(); !strings.Contains(got, "\n  - ../own  # ") && !strings.Contains(got, "\n  - \"../own\"  # ") {
		t.Errorf("the policies are not printed from the folder of the configuration:\n%s", got)
	}
}
