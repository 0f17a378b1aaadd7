// Package docs writes the generated parts of the documentation: one page per
// rule and their table of contents, from the rules' own metadata and examples,
// and the tables of the catalogue.
package docs

import (
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
)

// Page is a generated file.
type Page struct {
	Name string // below docs/
	Text string
}

// Folders are the folders below docs/ that have generated pages only.
var Folders = []string{"rules", "catalogue"}

// Pages returns every generated page, in a stable order.
func Pages() ([]Page, error) {
	pages := []Page{{"rules/README.md", builtinIndex()}}
	for _, r := range lint.Rules() {
		text, err := rulePage(generated, r, lint.Examples(r.ID), lint.Own{})
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{"rules/" + r.ID + ".md", text})
	}
	return append(pages, cataloguePages()...), nil
}

const generated = "<!-- Generated from the rule's metadata and examples by `go generate ./internal/docs`. DO NOT EDIT. -->\n\n"

// Generated is what pages of a user's own rules begin with.
const Generated = "<!-- Generated from the rule's metadata and examples by `rolelint docs`. DO NOT EDIT. -->\n\n"

// OwnPages returns a page per rule of a user's own, and their table of contents;
// none where there are no rules. The error is about modules or examples that are
// wrong.
func OwnPages(own lint.Own) ([]Page, error) {
	rules, err := own.Rules()
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	pages := []Page{{"README.md", ownIndex(rules)}}
	for _, r := range rules {
		text, err := rulePage(Generated, r, own.ExamplesOf(r), own)
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{r.ID + ".md", text})
	}
	return pages, nil
}

func escapeCell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
