package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/catalog/show"
)

// catalogParts are what the catalogue can show.
var catalogParts = []string{"features", "privileges", "roles"}

var catalogCommand = command{
	name: "catalog", arguments: "features|privileges|roles [ID]", summary: "Show what exists in a version of the Stack",
	about: "Without an ID it lists what there is; with one it says everything that is known of it. What is not established is said as just that.",
	examples: []string{
		"rolelint catalog features --stack 8.17",
		"rolelint catalog features generalCasesV3",
		"rolelint catalog privileges manage_security",
		"rolelint catalog roles kibana_admin -f json",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		format := formatFlag(flags, []string{"json", "text"})
		target := newTargetFlags(flags)
		return func(p *program, args []string) error {
			if len(args) == 0 || len(args) > 2 {
				return usagef("catalog takes what to show (%s) and perhaps an id, but got %d arguments", strings.Join(catalogParts, ", "), len(args))
			}
			part, err := choice("part of the catalogue", catalogParts)(args[0])
			if err != nil {
				return usageError{err}
			}
			id := ""
			if len(args) == 2 {
				id = args[1]
			}
			write := show.Print
			if format.value == "json" {
				write = show.PrintJSON
			}
			var b strings.Builder
			if err := write(&b, part, id, target.over(catalog.Default())); err != nil {
				return usageError{fmt.Errorf("catalog: %w", err)}
			}
			return p.print(b.String())
		}
	},
}
