package mappings

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var templateResult = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-template-result", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "A role template makes JSON and is read as a name, or the reverse",
		Why: "With `format: string`, the default, all that a template makes is the name of one role: `{{#tojson}}groups{{/tojson}}` makes a role called `[\"a\",\"b\"]`, which does not exist. " +
			"With `format: json` it must make a string or a list of strings in JSON; anything else fails when the user logs in, and the user cannot.",
		What:     "Set `format: json` where the template makes JSON, and leave it out where it makes one name.",
		Evidence: []string{templateRoleName, mappingResources},
	},
	Surroundings: func(p *checks.Pass) {
		each(p, func(f *surroundings.MappingFile, m *surroundings.Mapping) {
			for _, t := range m.Templates {
				text := strings.TrimSpace(t.Text)
				switch {
				case text == "":
				case !t.JSON && strings.HasPrefix(text, "{{#tojson}}") && strings.HasSuffix(text, "{{/tojson}}"):
					p.Report(value(f, t.SourceNode), "the template makes JSON, and all of it is the name of one role, which does not exist; add \"format\": \"json\"")
				case t.JSON && !strings.HasPrefix(text, "{{") && text[0] != '"' && text[0] != '[':
					p.Report(value(f, t.SourceNode), fmt.Sprintf("the template makes %q…, which is no JSON, so that users with this mapping cannot log in; leave out \"format\": \"json\", or make a string or a list of it", firstWords(text)))
				}
			}
		})
	},
}

// firstWords is the beginning of a text, up to a placeholder.
func firstWords(text string) string {
	before, _, _ := strings.Cut(text, "{{")
	if runes := []rune(before); len(runes) > 20 {
		return string(runes[:20])
	}
	return before
}
