package lint

import (
	"path"

	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/role"
)

// assignees knows which roles are declared to be for the assignees of cases:
// in the role, in an intent file, or by a name pattern of the configuration.
type assignees struct {
	patterns []string // role names with * and ?
	intents  *intent.Intents
}

func newAssignees(patterns []string, intents *intent.Intents) *assignees {
	return &assignees{patterns, intents}
}

func (a *assignees) declares(r *role.Role) bool {
	for _, p := range a.patterns {
		if ok, err := path.Match(p, r.Name); ok && err == nil {
			return true
		}
	}
	return a.intents.DeclaresAssignee(r)
}
