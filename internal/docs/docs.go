// Package docs writes the generated parts of the documentation: one page per
// rule and their table of contents. The rules' own metadata and examples are
// the only source.
package docs

import (
	"context"
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

// Pages returns every generated page, in a stable order.
func Pages() ([]Page, error) {
	pages := []Page{{"rules/README.md", index()}}
	for _, r := range lint.Rules() {
		text, err := rulePage(r)
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{"rules/" + r.ID + ".md", text})
	}
	return pages, nil
}

const generated = "<!-- Generated from the rule's metadata and examples by `go generate ./internal/docs`. DO NOT EDIT. -->\n\n"

var meanings = map[diag.Category]string{
	diag.Rejected:    "The server answers 4xx, or the loader refuses the role.",
	diag.Ineffective: "Accepted, but grants nothing, or less than it reads.",
	diag.Excess:      "Grants more than it reads, or grants dangerous access.",
	diag.Incomplete:  "Cannot do what it is for without something else as well.",
	diag.Upgrade:     "Works now, deprecated or changed in a later version.",
	diag.Intent:      "Differs from declared access.",
	diag.Hygiene:     "Correct and effective, but hard to maintain.",
}

func index() string {
	var b strings.Builder
	b.WriteString(generated)
	fmt.Fprintf(&b, "# Rules\n\n%d rules, by what follows from a finding.\n", len(lint.Rules()))
	for _, c := range diag.Categories {
		var rows strings.Builder
		for _, r := range lint.Rules() {
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

func rulePage(r *diag.Rule) (string, error) {
	var b strings.Builder
	b.WriteString(generated)
	fmt.Fprintf(&b, "# %s\n\n%s.\n\n", r.ID, r.Title)
	fmt.Fprintf(&b, "| category | default severity | preset | written in |\n|---|---|---|---|\n| %s: %s | %s | [%s](../configuration.md#presets) | %s |\n\n",
		r.Category, strings.ToLower(meanings[r.Category][:1])+strings.TrimSuffix(meanings[r.Category][1:], "."), r.Severity, r.Preset(), writtenIn[r.Kind])
	if r.Versions != "" {
		fmt.Fprintf(&b, "Applies to: %s\n\n", r.Versions)
	}
	if r.Needs != "" {
		fmt.Fprintf(&b, "Needs a file that is given with `--%s`: [what stands beside roles](../surroundings.md).\n\n", r.Needs)
	}
	fmt.Fprintf(&b, "## Why\n\n%s\n\n## What to do\n\n%s\n\n", r.Why, r.What)
	options(&b, r)
	for _, e := range lint.Examples(r.ID) {
		if err := example(&b, r, e); err != nil {
			return "", err
		}
	}
	b.WriteString("## Evidence\n\n")
	for _, e := range r.Evidence {
		fmt.Fprintf(&b, "- %s\n", evidence(e))
	}
	return b.String(), nil
}

var writtenIn = map[string]string{"go": "Go", "rego": "Rego", "schema": "JSON Schema"}

func evidence(e string) string {
	if strings.HasPrefix(e, "https://") {
		return "<" + e + ">"
	}
	return e
}

func example(b *strings.Builder, r *diag.Rule, e lint.Example) error {
	title := "Good"
	if e.Bad {
		title = "Bad"
	}
	fmt.Fprintf(b, "## %s: `%s`\n\n", title, e.Name)
	if len(e.Args) > 0 {
		fmt.Fprintf(b, "With `%s`.\n\n", strings.Join(e.Args, " "))
	}
	text := strings.TrimRight(e.Text, "\n")
	fmt.Fprintf(b, "%s%s\n%s\n%s\n\n", fence(text), language(e.Name), text, fence(text))
	if e.Config != "" {
		fmt.Fprintf(b, "With these options:\n\n%syaml\n%s\n%s\n\n", fence(e.Config), e.Config, fence(e.Config))
	}
	if e.Intent != "" {
		fmt.Fprintf(b, "With this intent file:\n\n%syaml\n%s\n%s\n\n", fence(e.Intent), e.Intent, fence(e.Intent))
	}
	if e.Roles != "" {
		fmt.Fprintf(b, "Beside these roles:\n\n%s%s\n%s\n%s\n\n", fence(e.Roles), language(e.Input().Name), e.Roles, fence(e.Roles))
	}
	if e.Spaces != "" {
		fmt.Fprintf(b, "With these spaces:\n\n%syaml\n%s\n%s\n\n", fence(e.Spaces), e.Spaces, fence(e.Spaces))
	}
	if !e.Bad {
		return nil
	}
	opt, err := e.Options(r)
	if err != nil {
		return fmt.Errorf("%s, %s: %w", r.ID, e.Name, err)
	}
	res, err := lint.Run(context.Background(), opt, []lint.Input{e.Input()})
	if err != nil {
		return fmt.Errorf("%s, %s: %w", r.ID, e.Name, err)
	}
	for _, f := range res.Findings {
		if f.Rule.ID != r.ID {
			continue // of a rule that has to run besides
		}
		fmt.Fprintf(b, "> - %d:%d: %s: %s\n", f.Range.Start.Line, f.Range.Start.Column, f.Severity, escapeMarkdown(f.Message))
	}
	b.WriteString("\n")
	return nil
}

// fence returns a code fence that the text does not contain.
func fence(text string) string {
	f := "```"
	for strings.Contains(text, f) {
		f += "`"
	}
	return f
}

func language(name string) string {
	switch {
	case strings.HasSuffix(name, ".yml"), strings.HasSuffix(name, ".yaml"):
		return "yaml"
	}
	return "json"
}

var markdown = strings.NewReplacer("*", `\*`, "_", `\_`, "<", `\<`, "`", "\\`", "[", `\[`, "|", `\|`)

func escapeMarkdown(s string) string { return markdown.Replace(s) }
