package docs

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
)

// options writes the options of a rule, where it has some.
func options(b *strings.Builder, r *diag.Rule) {
	if len(r.Options) == 0 {
		return
	}
	b.WriteString("## Options\n\n| option | takes | default | |\n|---|---|---|---|\n")
	for _, o := range r.Options {
		fmt.Fprintf(b, "| `%s` | %s | `%s` | %s |\n", o.Name, optionTypes[o.Type], escapeCell(inJSON(o.Default)), escapeCell(o.Doc))
	}
	o := r.Options[0]
	configuration := "[configuration](../configuration.md#options-of-rules)"
	if r.User { // its page is elsewhere
		configuration = "configuration"
	}
	fmt.Fprintf(b, "\nIn the %s:\n\n```yaml\nrules:\n  %s:\n    options:\n      %s: %s\n```\n\n", configuration, r.ID, o.Name, inJSON(o.Default))
}

var optionTypes = map[diag.OptionType]string{
	diag.StringOption:  "a string",
	diag.StringsOption: "a list of strings",
	diag.IntegerOption: "a whole number",
	diag.BooleanOption: "`true` or `false`",
	diag.AnyOption:     "anything",
}

func inJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v) // a test holds defaults to their types
	}
	return string(text)
}
