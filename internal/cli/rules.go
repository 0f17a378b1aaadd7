package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var rulesCommand = command{
	name: "rules", summary: "List the rules, built-in and your own, with the severity that holds here",
	about: "The severity is the one of the configuration, or else the rule's own; off where the rule does not run. PRESET is the smallest preset that has the rule; rules of your own run with each.",
	examples: []string{
		"rolelint rules",
		"rolelint rules --preset strict",
		"rolelint rules --policy policies",
		"rolelint rules -f json",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &lintFlags{}
		format := formatFlag(flags, []string{"json", "text"})
		f.definePreset(flags)
		f.definePolicies(flags)
		f.defineConfig(flags)
		return func(p *program, args []string) error {
			if err := noArguments("rules", args); err != nil {
				return err
			}
			return p.rules(f, format.value)
		}
	},
}

// rules lists the rules in a format.
func (p *program) rules(f *lintFlags, format string) error {
	settings, err := readConfig(f)
	if err != nil {
		return err
	}
	options := lint.Options{Severities: settings.Severities, Preset: f.preset.value}
	if settings.Preset != nil && !f.preset.set {
		options.Preset = *settings.Preset
	}
	folders := settings.Policies
	if len(f.policies) > 0 {
		folders = f.policies
	}
	own, err := readOwn(settings, folders, false)
	if err != nil {
		return err
	}
	rules, err := allRules(own)
	if err != nil {
		return err
	}
	if format == "text" {
		return p.print(ruleTable(rules, options.Holds))
	}
	if err := report.WriteRules(p.stdout, rules, options.Holds); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

// allRules returns the built-in rules and the user's own, by id.
func allRules(own lint.Own) ([]*diag.Rule, error) {
	rules, err := own.Rules()
	if err != nil {
		return nil, usageError{err}
	}
	rules = slices.Concat(lint.Rules(), rules)
	slices.SortFunc(rules, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return rules, nil
}

// ruleTable returns the rules as a table with aligned columns.
func ruleTable(rules []*diag.Rule, holds func(*diag.Rule) diag.Severity) string {
	rows := [][5]string{{"RULE", "SEVERITY", "PRESET", "CATEGORY", "TITLE"}}
	for _, r := range rules {
		rows = append(rows, [5]string{r.ID, holds(r).String(), r.Preset().String(), string(r.Category), report.Escape(r.Title)})
	}
	var widths [4]int
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], len(row[i]))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, width := range widths {
			fmt.Fprintf(&b, "%-*s  ", width, row[i])
		}
		b.WriteString(row[len(widths)] + "\n")
	}
	return b.String()
}
