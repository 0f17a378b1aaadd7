package cli

import (
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/schema"
)

var schemaCommand = command{
	name: "schema", arguments: "[NAME]", summary: "Print a JSON Schema, for editors; without a name list the schemas",
	examples: []string{"rolelint schema", "rolelint schema kibana-role > kibana-role.schema.json"},
	define: func(*pflag.FlagSet) func(*program, []string) error {
		return func(p *program, args []string) error {
			switch len(args) {
			case 0:
				return p.print(strings.Join(schema.Names(), "\n") + "\n")
			case 1:
				text, ok := schema.Text(args[0])
				if !ok {
					return usagef("unknown schema %q%s", args[0], didYouMean(args[0], schema.Names(), "; rolelint schema lists them"))
				}
				return p.print(string(text) + "\n")
			}
			return usagef("schema takes one name, but got %d", len(args))
		}
	},
}
