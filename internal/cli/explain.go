package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var explainCommand = command{
	name: "explain", arguments: "RULE|CATEGORY|TOPIC", summary: "Say why a rule is there and what to do, with examples",
	about: "Of a category (such as excess) or a topic (such as cases) it says what it means and which rules it has.",
	examples: []string{
		"rolelint explain unknown-feature",
		"rolelint explain team-names --policy policies",
		"rolelint explain ineffective",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		policies := newPolicyFlags(flags, true)
		return func(p *program, args []string) error { return p.explain(policies, args) }
	},
}

// explain prints what is known of a rule.
func (p *program) explain(policies *policyFlags, args []string) error {
	if len(args) != 1 {
		return usagef("explain takes one rule id, but got %d; rolelint rules lists them", len(args))
	}
	rule, own, err := findRule(policies, args[0])
	if err != nil {
		return err
	}
	if rule == nil {
		return p.explainOther(args[0], own)
	}
	width := report.DefaultWidth
	if columns := terminalWidth(p.stdout); columns > 0 {
		width = min(width, columns)
	}
	examples := lint.Examples(rule.ID)
	if rule.User {
		examples = own.ExamplesOf(rule)
	}
	var b, shown strings.Builder
	var fixes lint.FixKinds
	for _, example := range examples {
		if err := writeExample(&shown, &fixes, rule, example, own); err != nil {
			return err
		}
	}
	from := "preset " + rule.Preset().String()
	if rule.User {
		from = "your own rule"
	}
	fmt.Fprintf(&b, "%s: %s\n%s, %s, %s\n", rule.ID, report.Escape(rule.Title), rule.Severity, rule.Category, from)
	section(&b, "Why", rule.Why, width)
	section(&b, "What to do", rule.What, width)
	section(&b, "Fix", fixWords[fixes], width)
	section(&b, "Applies to", rule.Versions, width)
	if rule.Needs != "" {
		section(&b, "Needs", "a file that `lint --"+rule.Needs+"` or the key `"+rule.Needs+"` of the configuration gives", width)
	}
	section(&b, "Options", optionList(rule), width)
	if len(rule.Evidence) > 0 {
		section(&b, "Evidence", "- "+strings.Join(rule.Evidence, "\n- "), width)
	}
	b.WriteString(shown.String())
	if rule.User {
		fmt.Fprintf(&b, "\nDefined in %s\n", report.Escape(rule.File))
	}
	if url := rule.URL(); url != "" {
		fmt.Fprintf(&b, "\n%s\n", report.Escape(url))
	}
	return p.print(b.String())
}

// fixWords say how the findings of a rule are fixed.
var fixWords = map[lint.FixKinds]string{
	{Safe: true}:               "`lint --fix` makes it; access stays as it is.",
	{Unsafe: true}:             "`lint --fix=unsafe` makes it, which may change access: read `--diff` first.",
	{Safe: true, Unsafe: true}: "`lint --fix` makes it where access stays as it is, `lint --fix=unsafe` elsewhere.",
}

// optionList returns the options of a rule as a list; "" where it has none.
func optionList(rule *diag.Rule) string {
	lines := make([]string, len(rule.Options))
	for i, o := range rule.Options {
		initial, _ := json.Marshal(o.Default) // a test holds defaults to their types
		lines[i] = fmt.Sprintf("- %s (%s, default %s): %s", o.Name, o.Type, initial, o.Doc)
	}
	return strings.Join(lines, "\n")
}

// findRule returns a built-in rule or one of the user's own; own are then the
// policies. There is no rule where none has the id.
func findRule(policies *policyFlags, id string) (*diag.Rule, lint.Own, error) {
	for _, rule := range lint.Rules() {
		if rule.ID == id {
			return rule, lint.Own{}, nil
		}
	}
	own, err := policies.own()
	if err != nil {
		return nil, own, err
	}
	rules, err := own.Rules()
	if err != nil {
		return nil, own, usageError{err}
	}
	for _, rule := range rules {
		if rule.ID == id {
			return rule, own, nil
		}
	}
	return nil, own, nil
}

// section writes a heading and Markdown paragraphs, wrapped; nothing where
// there is no text. Lists and code keep their lines.
func section(b *strings.Builder, heading, markdown string, width int) {
	if markdown == "" {
		return
	}
	fmt.Fprintf(b, "\n%s\n", heading)
	for i, paragraph := range strings.Split(strings.TrimSpace(markdown), "\n\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		if !keepsLines(paragraph) {
			b.WriteString(report.Wrap(report.Escape(strings.Join(strings.Fields(paragraph), " ")), width, "  ", "  ") + "\n")
			continue
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			b.WriteString("  " + report.Escape(strings.ReplaceAll(line, "\t", "    ")) + "\n")
		}
	}
}

// keepsLines reports whether a Markdown paragraph is a list or code.
func keepsLines(paragraph string) bool {
	for _, start := range []string{"- ", "* ", "1. ", "```", "    ", "| "} {
		if strings.HasPrefix(paragraph, start) {
			return true
		}
	}
	return false
}

// quote writes a text line by line behind a bar.
func quote(b *strings.Builder, text string) {
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight("  | "+report.Escape(strings.ReplaceAll(line, "\t", "    ")), " ") + "\n")
	}
}

// writeExample writes an example and, below a bad one, what rolelint says of it;
// the fixes of its findings are added to fixes.
func writeExample(b *strings.Builder, fixes *lint.FixKinds, rule *diag.Rule, example lint.Example, own lint.Own) error {
	kind := "Good"
	if example.Bad {
		kind = "Bad"
	}
	fmt.Fprintf(b, "\n%s: %s\n", kind, strings.Join(append([]string{example.Name}, example.Args...), " "))
	quote(b, example.Text)
	if example.Config != "" {
		b.WriteString("  with the options\n")
		quote(b, example.Config)
	}
	if example.Intent != "" {
		b.WriteString("  with the intent file\n")
		quote(b, example.Intent)
	}
	if example.Roles != "" {
		b.WriteString("  beside the roles\n")
		quote(b, example.Roles)
	}
	if example.Spaces != "" {
		b.WriteString("  with the spaces\n")
		quote(b, example.Spaces)
	}
	if !example.Bad {
		return nil
	}
	options, err := example.Options(rule)
	if err != nil {
		return fmt.Errorf("example %s of rule %s: %w", example.Name, rule.ID, err)
	}
	options.Policies = own.Modules
	result, err := lint.Run(context.Background(), options, example.Inputs())
	if err != nil {
		return fmt.Errorf("example %s of rule %s: %w", example.Name, rule.ID, err)
	}
	for i := range result.Findings {
		f := &result.Findings[i]
		if f.Rule.ID != rule.ID {
			continue // of a rule that has to run besides
		}
		fixes.Add(f)
		first := fmt.Sprintf("  %d:%d ", f.Range.Start.Line, f.Range.Start.Column)
		b.WriteString(report.Wrap(f.Severity.String()+": "+report.Escape(f.Message), report.DefaultWidth, first, strings.Repeat(" ", len(first))) + "\n")
		if f.Fix != nil {
			b.WriteString(report.Wrap("fix: "+report.Escape(f.Fix.Title), report.DefaultWidth, "      ", "           ") + "\n")
		}
	}
	return nil
}
