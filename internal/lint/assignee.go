package lint

import (
	"path"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// assigneeIntent is the profile of a role whose holders are assigned cases,
// declared in the role: metadata: {rolelint: {intent: cases/assignee}}.
const assigneeIntent = "cases/assignee"

// assignees knows which roles are declared to be for the assignees of cases.
type assignees struct {
	patterns []string // role names with * and ?
}

func newAssignees(patterns []string) *assignees { return &assignees{patterns} }

func (a *assignees) declares(r *role.Role) bool {
	switch intent := r.Metadata.Get("rolelint").Get("intent"); {
	case intent == nil:
	case intent.Kind == source.String:
		if intent.Text == assigneeIntent {
			return true
		}
	case intent.Kind == source.Array:
		for _, e := range intent.Children {
			if e.Text == assigneeIntent {
				return true
			}
		}
	}
	for _, p := range a.patterns {
		if ok, err := path.Match(p, r.Name); ok && err == nil {
			return true
		}
	}
	return false
}
