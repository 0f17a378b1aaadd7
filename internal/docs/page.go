package docs

import (
	"context"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// rulePage returns the page of a rule with its examples; own is what a user's
// rule is run with.
func rulePage(first string, r *diag.Rule, examples []lint.Example, own lint.Own) (string, error) {
	var b, shown strings.Builder
	var fixes lint.FixKinds
	for _, e := range examples {
		if err := example(&shown, &fixes, r, e, own); err != nil {
			return "", err
		}
	}
	b.WriteString(first)
	fmt.Fprintf(&b, "# %s\n\n%s.\n\n", r.ID, r.Title)
	meaning := r.Category.Meaning()
	meaning = strings.ToLower(meaning[:1]) + strings.TrimSuffix(meaning[1:], ".")
	if r.User { // in every preset, in Rego, and elsewhere than the rest of the documentation
		fmt.Fprintf(&b, "| category | default severity |\n|---|---|\n| [%s](README.md#%[1]s): %s | %s |\n\n", r.Category, meaning, r.Severity)
	} else {
		fmt.Fprintf(&b, "| category | default severity | preset | fix | written in |\n|---|---|---|---|---|\n| [%s](README.md#%[1]s): %s | %s | [%s](../configuration.md#presets) | %s | %s |\n\n",
			r.Category, meaning, r.Severity, r.Preset(), fixLink(fixes), writtenIn[r.Kind])
	}
	if r.Versions != "" {
		fmt.Fprintf(&b, "Applies to: %s\n\n", r.Versions)
	}
	if r.Needs != "" {
		fmt.Fprintf(&b, "Needs a file that is given with `--%s`: [what stands beside roles](../surroundings.md).\n\n", r.Needs)
	}
	section(&b, "Why", r.Why)
	section(&b, "What to do", r.What)
	options(&b, r)
	b.WriteString(shown.String())
	if len(r.Evidence) > 0 {
		b.WriteString("## Evidence\n\n")
	}
	for _, e := range r.Evidence {
		fmt.Fprintf(&b, "- %s\n", evidence(e))
	}
	return b.String(), nil
}

func section(b *strings.Builder, heading, text string) {
	if text != "" {
		fmt.Fprintf(b, "## %s\n\n%s\n\n", heading, text)
	}
}

var writtenIn = map[string]string{"go": "Go", "rego": "Rego", "schema": "JSON Schema"}

func evidence(e string) string {
	if strings.HasPrefix(e, "https://") {
		return "<" + e + ">"
	}
	return e
}

// example writes an example and, below a bad one, what rolelint says of it; the
// fixes of its findings are added to fixes.
func example(b *strings.Builder, fixes *lint.FixKinds, r *diag.Rule, e lint.Example, own lint.Own) error {
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
	opt.Policies = own.Modules
	res, err := lint.Run(context.Background(), opt, e.Inputs())
	if err != nil {
		return fmt.Errorf("%s, %s: %w", r.ID, e.Name, err)
	}
	for i := range res.Findings {
		f := &res.Findings[i]
		if f.Rule.ID != r.ID {
			continue // of a rule that has to run besides
		}
		fixes.Add(f)
		fmt.Fprintf(b, "> - %d:%d: %s: %s\n", f.Range.Start.Line, f.Range.Start.Column, f.Severity, escapeMarkdown(f.Message))
	}
	b.WriteString("\n")
	if e.Fixed != "" {
		fixed := strings.TrimRight(e.Fixed, "\n")
		fmt.Fprintf(b, "`rolelint lint %s` makes of it:\n\n%s%s\n%s\n%s\n\n", fixFlag(res.Findings), fence(fixed), language(e.Name), fixed, fence(fixed))
	}
	return nil
}

// fixLink says which fixes there are, and leads to what that means.
func fixLink(fixes lint.FixKinds) string {
	if fixes == (lint.FixKinds{}) {
		return fixes.String()
	}
	return "[" + fixes.String() + "](../fixes.md#safe-and-unsafe)"
}

// fixFlag is the flag that makes the fixes of all findings.
func fixFlag(findings []lint.Finding) string {
	for i := range findings {
		if fix := findings[i].Fix; fix != nil && !fix.Safe {
			return "--fix=unsafe"
		}
	}
	return "--fix"
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
