package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/docs"
)

var docsCommand = command{
	name: "docs", summary: "Write a page for each of your own rules",
	about: `Writes RULE.md for each rule of your policies, as those of the built-in rules are, and README.md, their table of contents, into a folder. Files that are no such pages are left alone, and are an error.
A rule that states the address of its page as custom.url has it in each of its findings.`,
	examples: []string{"rolelint docs", "rolelint docs --policy policies --to docs/policies"},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		policies := newPolicyFlags(flags, true)
		to := flags.String("to", "docs/policies", "`FOLDER` to write to")
		return func(p *program, args []string) error {
			if err := noArguments("docs", args); err != nil {
				return err
			}
			return p.docs(policies, *to)
		}
	},
}

// docs writes the pages.
func (p *program) docs(policies *policyFlags, folder string) error {
	own, err := policies.own()
	if err != nil {
		return err
	}
	pages, err := docs.OwnPages(own)
	if err != nil {
		return usageError{err}
	}
	if len(pages) == 0 {
		return usagef("no policies: --policy or policies in the configuration says where they are")
	}
	for _, page := range pages {
		name := filepath.Join(folder, page.Name)
		text, err := readFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("read the page that is there: %w", err)
		case !strings.HasPrefix(string(text), docs.Generated):
			return usagef("%s is there and was not written by rolelint docs; nothing was written", filepath.ToSlash(name))
		}
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return fmt.Errorf("make the folder of the pages: %w", err)
	}
	for _, page := range pages {
		if err := os.WriteFile(filepath.Join(folder, page.Name), []byte(page.Text), 0o666); err != nil {
			return fmt.Errorf("write the page: %w", err)
		}
	}
	return p.print(fmt.Sprintf("wrote %d pages to %s\n", len(pages), filepath.ToSlash(folder)))
}
