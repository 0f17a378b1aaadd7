package elasticsearch

import (
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var roleWithoutEffect = checks.Check{
	Rule: diag.Rule{
		ID:       "role-without-effect",
		Category: diag.Ineffective,
		Severity: diag.Info,
		Title:    "A role grants nothing",
		Why: "All lists of the role are empty. That is allowed, and users of the role may do only what every user may do. " +
			"It is deliberate for marker roles, and what is left over where somebody emptied a role instead of deleting it.",
		What:     "Delete the role, or fill it.",
		Evidence: []string{roleDescriptor},
	},
	Role: func(p *checks.Pass) {
		r := p.Role
		if r.Node.Kind != source.Object || r.BuiltInExport() || !grantsNothing(r) {
			return
		}
		p.Report(checks.Key(r.Node), "the role grants nothing: all its lists are empty")
	},
}

// grants are the keys under which a role can grant something. The last two
// stand in Kibana's answers for what Kibana could not show.
var grants = []string{
	"cluster", "indices", "index", "applications", "application", "run_as", "remote_indices", "remote_cluster", "global", "kibana",
	"_transform_error", "_unrecognized_applications",
}

// grantless are keys of a role that grant nothing.
var grantless = []string{"name", "description", "metadata", "transient_metadata", "restriction", "elasticsearch", "$schema"}

// grantsNothing reports whether every list of the role is missing or empty.
// A list of a wrong shape is not empty, and what stands under a key that is not
// known may be meant for one (unknown-field).
func grantsNothing(r *role.Role) bool {
	bodies := []*source.Node{r.Node}
	if r.API == role.Kibana {
		bodies = append(bodies, r.Node.Get("elasticsearch"))
	}
	for _, body := range bodies {
		if body != nil && slices.ContainsFunc(body.Children, func(n *source.Node) bool {
			return !slices.Contains(grants, n.Name) && !slices.Contains(grantless, n.Name)
		}) {
			return false
		}
		for _, key := range grants {
			if n := body.Get(key); n != nil && n.Kind != source.Null && (n.Kind != source.Array && n.Kind != source.Object || len(n.Children) > 0) {
				return false
			}
		}
	}
	return true
}
