package kibana

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
)

var redundantPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-redundant-privilege",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A feature privilege is contained in another one beside it",
		Why: "Privileges add up. `all` contains the sub-feature privileges that Kibana includes in it, so listing one of them beside `all` neither adds nor limits anything. " +
			"Often the author meant to limit the role to the listed ones.",
		What:     "Remove the privilege. To grant only some sub-feature privileges, write `minimal_all` or `minimal_read` in the place of `all` or `read`.",
		Evidence: []string{"elastic/kibana:x-pack/platform/plugins/shared/features/server/feature_privilege_iterator/feature_privilege_iterator.ts@057dcf9c", "https://github.com/elastic/kibana/pull/225331"},
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			containers := containersOf(g, p.Target)
			for i, privilege := range g.granted.Privileges {
				container := containers[i]
				switch {
				case container < 0:
				case g.granted.Privileges[container].Value == privilege.Value:
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q of feature %q is granted already; remove it", privilege.Value, g.granted.ID),
						checks.Related(checks.Value(g.granted.Privileges[container].Node), "granted here"), checks.SafeFix("remove it", edit.Remove(privilege.Node)))
				default:
					by := g.granted.Privileges[container].Value
					less := "grant " + spelled(g.entry, g.granted.ID, "minimal_"+by)
					if by == "all" && (privilege.Value == "read" || privilege.Value == "minimal_read") {
						less = "remove " + spelled(g.entry, g.granted.ID, by)
					}
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("%q of feature %q is contained in %q beside it and changes nothing; remove it, or %s where less is meant",
						privilege.Value, g.granted.ID, by, less),
						checks.Related(checks.Value(g.granted.Privileges[container].Node), "contains it"), checks.SafeFix("remove it", edit.Remove(privilege.Node)))
				}
			}
		})
	},
}

// containersOf returns for each privilege of the feature the place of one that
// contains it, or of an earlier one that is the same; -1 where there is none.
func containersOf(g grantedFeature, t catalog.Target) []int {
	privileges := g.granted.Privileges
	first := map[string]int{}
	for i, p := range privileges {
		if _, before := first[p.Value]; !before {
			first[p.Value] = i
		}
	}
	// What all and read contain, by the place of each. minimal_* are for
	// customising; what stands beside them is meant.
	contained := map[string]int{}
	if g.feature != nil && g.answer.Exists == catalog.Yes {
		for _, top := range topLevel(first) {
			for _, p := range g.feature.Includes(privileges[top].Value, t) {
				if _, already := contained[p]; !already && p != privileges[top].Value {
					contained[p] = top
				}
			}
		}
	}
	out := make([]int, len(privileges))
	for i, p := range privileges {
		out[i] = -1
		if j := first[p.Value]; j < i {
			out[i] = j
		} else if j, ok := contained[p.Value]; ok {
			out[i] = j
		}
	}
	return out
}

// topLevel returns the places of all and read, in their order.
func topLevel(first map[string]int) []int {
	var places []int
	for _, name := range []string{"all", "read"} {
		if i, ok := first[name]; ok {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	return places
}
