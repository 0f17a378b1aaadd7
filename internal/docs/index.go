package docs

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// builtinIndex is the table of contents of the built-in rules: by category,
// and by topic.
func builtinIndex() string {
	var b strings.Builder
	b.WriteString(generated)
	rules := lint.Rules()
	inPreset := map[diag.Preset]int{}
	for _, r := range rules {
		for _, p := range []diag.Preset{diag.Minimal, diag.Recommended, diag.Strict} {
			if r.In(p) {
				inPreset[p]++
			}
		}
	}
	fmt.Fprintf(&b, `# Rules

%d rules. Each has a page with why it is there, what to do, its options, bad and good examples and the evidence; `+"`rolelint explain RULE`"+` prints it.

The category says what follows from a finding:

| category | what follows | rules |
|---|---|---|
`, len(rules))
	for _, c := range diag.Categories {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %d |\n", c, c, strings.TrimSuffix(c.Meaning(), "."), len(ofCategory(rules, c)))
	}
	fmt.Fprintf(&b, `
The severity says how certain and how grave it is: only what is certain for the target is an `+"`error`"+`. A finding may be less severe than its rule, where less is certain.

The preset says which rules run: %d are in `+"`minimal`"+`, %d in `+"`recommended`"+`, the default, and all in `+"`strict`"+`; see [presets](../configuration.md#presets). Each rule can be switched on and off by itself.

By topic: `, inPreset[diag.Minimal], inPreset[diag.Recommended])
	topics := lint.Topics()
	for i, t := range topics {
		if i > 0 {
			b.WriteString(" · ")
		}
		fmt.Fprintf(&b, "[%s](#topic-%s)", t.ID, t.ID)
	}
	b.WriteString("\n")
	for _, c := range diag.Categories {
		list := ofCategory(rules, c)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| rule | severity | preset | |\n|---|---|---|---|\n", c, c.Meaning())
		for _, r := range list {
			fmt.Fprintf(&b, "| [`%s`](%s.md) | %s | %s | %s |\n", r.ID, r.ID, r.Severity, r.Preset(), escapeCell(r.Title))
		}
	}
	b.WriteString("\n## Topics\n")
	for _, t := range topics {
		fmt.Fprintf(&b, "\n<a id=\"topic-%s\"></a>**%s**: ", t.ID, t.ID)
		for i, r := range t.Rules {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "[%s](%s.md)", r.ID, r.ID)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// ownIndex is the table of contents of a user's own rules.
func ownIndex(rules []*diag.Rule) string {
	var b strings.Builder
	b.WriteString(Generated)
	noun := "rules"
	if len(rules) == 1 {
		noun = "rule"
	}
	fmt.Fprintf(&b, "# Rules\n\n%d %s, by what follows from a finding.\n", len(rules), noun)
	for _, c := range diag.Categories {
		list := ofCategory(rules, c)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| rule | severity | |\n|---|---|---|\n", c, c.Meaning())
		for _, r := range list {
			fmt.Fprintf(&b, "| [`%s`](%s.md) | %s | %s |\n", r.ID, r.ID, r.Severity, escapeCell(r.Title))
		}
	}
	return b.String()
}

// ofCategory returns the rules of a category.
func ofCategory(rules []*diag.Rule, c diag.Category) []*diag.Rule {
	var out []*diag.Rule
	for _, r := range rules {
		if r.Category == c {
			out = append(out, r)
		}
	}
	return out
}
