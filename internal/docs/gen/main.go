//go:build dev

// Command gen writes the generated pages, and the generated parts of others,
// below the folder it is given, and removes pages that are gone.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/rolelint/rolelint/internal/docs"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	pages, err := docs.Pages()
	if err != nil {
		return err
	}
	for _, folder := range docs.Folders {
		if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
			return err
		}
	}
	for _, p := range pages {
		name := filepath.Join(dir, filepath.FromSlash(p.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(p.Text), 0o644); err != nil {
			return err
		}
	}
	return writeKeys(filepath.Join(dir, "configuration.md"))
}

// writeKeys writes the table of the configuration's keys into its page.
func writeKeys(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	page, err := docs.WithKeys(string(text))
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(page), 0o644)
}
