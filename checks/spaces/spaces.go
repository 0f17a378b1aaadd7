// Package spaces has the checks on roles that need the list of the spaces that
// there are.
package spaces

import (
	"embed"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on spaces.
var All = []checks.Check{spaceUnknown, featureDisabled, featureHidden}

const (
	needs            = "spaces"
	capabilities     = "elastic/kibana:x-pack/platform/plugins/shared/spaces/server/capabilities/capabilities_switcher.ts"
	solutionFeatures = "elastic/kibana:x-pack/platform/plugins/shared/spaces/server/lib/utils/space_solution_disabled_features.ts@057dcf9cdc63289f79e1eaac4e8872e3bc6b23c9"
	hidingIsNoAccess = "Hiding is no matter of access: the privileges stay in force for the API, and the feature comes back when the space shows it again."
)

var spaceUnknown = checks.Check{
	Rule: diag.Rule{
		ID: "space-unknown", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "A role grants Kibana privileges in a space that does not exist",
		Why: "Kibana compares the spaces of a role with none that exist: the role is stored, and the entry grants nothing. " +
			"Whoever creates a space of that id later gives the role's users access to it without meaning to.",
		What:     "Correct the id, which is not the displayed name, or remove the entry. Add the space to the list where the list is old.",
		Evidence: []string{"https://github.com/elastic/kibana/issues/38051", "https://github.com/elastic/kibana/issues/27002", "https://www.elastic.co/docs/api/doc/kibana/operation/operation-get-spaces-space"},
	},
	Role: func(p *checks.Pass) {
		spaces := p.Spaces()
		if spaces == nil {
			return
		}
		left := checks.OnceInFile(p, &comparisons, func() *int { n := comparisons; return &n })
		eachSpace(p, func(_ *role.KibanaEntry, space role.Text) {
			if spaces.Lookup(space.Value) != nil || space.Value == surroundings.DefaultSpace || !possible(space.Value) {
				return
			}
			hint := ""
			if *left -= len(spaces.IDs()); *left > 0 {
				if near := catalog.Suggest(space.Value, spaces.IDs()); near != "" {
					hint = fmt.Sprintf(". Did you mean %q?", near)
				}
			}
			p.Report(checks.Value(space.Node), fmt.Sprintf("there is no space %q in %s; the role is stored, and this grants nothing until somebody creates a space of that id%s", space.Value, spaces.Source.Name, hint))
		})
	},
}

// comparisons is how many ids the unknown ones of a file are compared with at
// most, to say what was meant.
var comparisons = 1_000_000

// possible reports whether a space can have the id; other ids are the subject
// of kibana-space-id and impossible-space.
//
// Source: elastic/kibana:x-pack/platform/plugins/shared/spaces/server/lib/space_schema.ts,
// SPACE_ID_REGEX.
func possible(id string) bool {
	return id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}

// eachSpace calls visit for every space that the role's Kibana entries name.
func eachSpace(p *checks.Pass, visit func(*role.KibanaEntry, role.Text)) {
	for i := range p.Role.KibanaEntries {
		e := &p.Role.KibanaEntries[i]
		for _, space := range e.Spaces {
			if space.Value != "*" {
				visit(e, space)
			}
		}
	}
}
