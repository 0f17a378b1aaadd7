package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var rulesCommand = command{
	name: "rules", summary: "List the built-in rules",
	examples: []string{"rolelint rules", "rolelint rules -f json"},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		format := formatFlag(flags, []string{"json", "text"})
		return func(p *program, args []string) error {
			if err := noArguments("rules", args); err != nil {
				return err
			}
			if format.value == "json" {
				if err := report.WriteRules(p.stdout, lint.Rules()); err != nil {
					return fmt.Errorf("write the output: %w", err)
				}
				return nil
			}
			return p.print(ruleTable())
		}
	},
}

// ruleTable returns the rules as a table with aligned columns.
func ruleTable() string {
	rows := [][4]string{{"RULE", "SEVERITY", "CATEGORY", "TITLE"}}
	for _, r := range lint.Rules() {
		rows = append(rows, [4]string{r.ID, r.Severity.String(), string(r.Category), r.Title})
	}
	var widths [4]int
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "%-*s  %-*s  %-*s  %s\n", widths[0], row[0], widths[1], row[1], widths[2], row[2], row[3])
	}
	return b.String()
}
