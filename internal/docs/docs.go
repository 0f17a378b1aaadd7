// Package docs writes the generated parts of the documentation: one page per
// rule and their table of contents, from the rules' own metadata and examples,
// and the tables of the catalogue.
package docs

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
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
	pages := []Page{{"rules/README.md", index(generated, lint.Rules())}}
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
	pages := []Page{{"README.md", index(Generated, rules)}}
	for _, r := range rules {
		text, err := rulePage(Generated, r, own.ExamplesOf(r), own)
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{r.ID + ".md", text})
	}
	return pages, nil
}

var meanings = map[diag.Category]string{
	diag.Rejected:    "The server answers 4xx, or the loader refuses the role.",
	diag.Ineffective: "Accepted, but grants nothing, or less than it reads.",
	diag.Excess:      "Grants more than it reads, or grants dangerous access.",
	diag.Incomplete:  "Cannot do what it is for without something else as well.",
	diag.Upgrade:     "Works now, deprecated or changed in a later version.",
	diag.Intent:      "Differs from declared access.",
	diag.Hygiene:     "Correct and effective, but hard to maintain.",
}

func index(first string, rules []*diag.Rule) string {
	var b strings.Builder
	b.WriteString(first)
	noun := "rules"
	if len(rules) == 1 {
		noun = "rule"
	}
	fmt.Fprintf(&b, "# Rules\n\n%d %s, by what follows from a finding.\n", len(rules), noun)
	for _, c := range diag.Categories {
		var rows strings.Builder
		for _, r := range rules {
			if r.Category == c {
				fmt.Fprintf(&rows, "| [`%s`](%s.md) | %s | %s |\n", r.ID, r.ID, r.Severity, escapeCell(r.Title))
			}
		}
		if rows.Len() > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| rule | severity | |\n|---|---|---|\n%s", c, meanings[c], rows.String())
		}
	}
	return b.String()
}

func escapeCell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
