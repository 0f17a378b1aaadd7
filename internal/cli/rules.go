package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var rulesCommand = command{
	name: "rules", summary: "List the built-in rules, with the severity that holds here",
	about: "The severity is the one of the configuration, or else the rule's own; off where the rule does not run. PRESET is the smallest preset that has the rule.",
	examples: []string{
		"rolelint rules",
		"rolelint rules --preset strict",
		"rolelint rules -f json",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &lintFlags{}
		format := formatFlag(flags, []string{"json", "text"})
		f.definePreset(flags)
		f.defineConfig(flags)
		return func(p *program, args []string) error {
			if err := noArguments("rules", args); err != nil {
				return err
			}
			return p.rules(f, format.value)
		}
	},
}

// rules lists the built-in rules in a format.
func (p *program) rules(f *lintFlags, format string) error {
	settings, err := readConfig(f)
	if err != nil {
		return err
	}
	options := lint.Options{Severities: settings.Severities, Preset: f.preset.value}
	if settings.Preset != nil && !f.preset.set {
		options.Preset = *settings.Preset
	}
	if format == "text" {
		return p.print(ruleTable(options.Holds))
	}
	if err := report.WriteRules(p.stdout, lint.Rules(), options.Holds); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

// ruleTable returns the rules as a table with aligned columns.
func ruleTable(holds func(*diag.Rule) diag.Severity) string {
	rows := [][5]string{{"RULE", "SEVERITY", "PRESET", "CATEGORY", "TITLE"}}
	for _, r := range lint.Rules() {
		rows = append(rows, [5]string{r.ID, holds(r).String(), r.Preset().String(), string(r.Category), r.Title})
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
