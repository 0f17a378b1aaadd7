package kibana

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
)

var spacesOmitted = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-spaces-omitted",
		Category: diag.Excess,
		Severity: diag.Info,
		Title:    "A Kibana entry without spaces is for all spaces",
		Why: "Where `spaces` is left out Kibana takes `[\"*\"]`: all spaces, also those that are created later. " +
			"A reader of the file easily takes the entry for one of the default space.",
		What:     "Write `\"spaces\": [\"*\"]` where all spaces are meant, or list the spaces.",
		Evidence: []string{roleSchema},
	},
	Role: func(p *checks.Pass) {
		for _, e := range p.Role.KibanaEntries {
			if e.Spelling == role.KibanaSpelling && e.SpacesNode == nil {
				p.Report(checks.Value(e.Node), `an entry without "spaces" is for all spaces, also for those created later. `+
					`Write "spaces": ["*"] where that is meant, or list the spaces`,
					checks.SafeFix(`write "spaces": ["*"]`, edit.AppendMember(e.Node, "spaces", []string{"*"})))
			}
		}
	},
}
