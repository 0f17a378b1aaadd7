package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var redundantPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "redundant-privilege",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A privilege adds nothing to the others beside it",
		Why: "Every privilege is a set of actions, and the privileges of an entry (or of `cluster`) add up. Where the others together contain all actions of one, it changes nothing; " +
			"it makes the role look narrower than it is, and survives when somebody narrows the other. " +
			"The sets of actions are those of one recent version.",
		What:     "Remove the privilege, or the wider one if that was not meant.",
		Evidence: []string{clusterResolver, indexPrivilege, privilegeDocs},
	},
	Role: func(p *checks.Pass) {
		if builtInExport(p.Role) {
			return
		}
		redundantAmong(p, cluster, p.Role.Cluster)
		for e := range entries(p.Role) {
			in := index
			if e.remote {
				in = remoteIndex
			}
			redundantAmong(p, in, e.Privileges)
		}
	},
}

// maxCompared is how many privileges of one list are held against each other;
// there are fewer named ones.
const maxCompared = 100

// redundantAmong reports the privileges of one list that the others contain.
// Of two with the same actions the later one is reported.
func redundantAmong(p *checks.Pass, s section, list []role.Text) {
	if len(list) < 2 || len(list) > maxCompared {
		return
	}
	var kept []role.Text
	for _, privilege := range list {
		if knownActions(s, privilege.Value, p.Target) != nil {
			kept = append(kept, privilege)
		}
	}
	for i := len(kept) - 1; i >= 0; i-- {
		privilege := kept[i]
		others := slices.Concat(kept[:i], kept[i+1:])
		by := containing(p.Target, s, others, privilege.Value)
		if by == nil {
			continue
		}
		kept = others
		if twice := by[0].Value == privilege.Value; twice && len(by) == 1 {
			if s == cluster || !validated(p.Role) { // else duplicate-index-privilege
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q stands twice; remove one", s.kind(), privilege.Value), checks.Related(checks.Value(by[0].Node), "first here"))
			}
			continue
		}
		words := fmt.Sprintf("%s contains it", quoted(values(by)))
		if len(by) > 1 {
			words = fmt.Sprintf("%s contain it together", quoted(values(by)))
		}
		var related []checks.Option
		for _, b := range by {
			related = append(related, checks.Related(checks.Value(b.Node), "contains it"))
		}
		p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q adds nothing: %s", s.kind(), privilege.Value, words), related...)
	}
}

// containing returns the privileges that contain another one: a single one, or
// all that it takes; nil where they do not, or it cannot be decided.
func containing(t catalog.Target, s section, others []role.Text, inner string) []role.Text {
	actions := knownActions(s, inner, t)
	contain := access.IndexPrivilegesContain
	if s == cluster {
		contain = access.ClusterPrivilegesContain
	}
	contained := func(by []role.Text) bool {
		var outer []string
		for _, o := range by {
			outer = append(outer, knownActions(s, o.Value, t)...)
		}
		if slices.ContainsFunc(actions, func(a string) bool { return !mayCover(outer, a) }) {
			return false
		}
		yes, err := contain(t, lowered(by), strings.ToLower(inner))
		return yes && err == nil
	}
	for i := range others {
		if contained(others[i : i+1]) {
			return others[i : i+1]
		}
	}
	if len(others) < 2 || !contained(others) {
		return nil
	}
	// Leave out what it does not take.
	need := slices.Clone(others)
	for i := len(need) - 1; i >= 0; i-- {
		if less := slices.Concat(need[:i], need[i+1:]); contained(less) {
			need = less
		}
	}
	return need
}

func lowered(list []role.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = strings.ToLower(t.Value)
	}
	return out
}

// knownActions returns the patterns of the actions that a privilege grants;
// nil where it grants none, or they are not known at the target.
func knownActions(s section, name string, t catalog.Target) []string {
	j := judge(s, name, t)
	if j.verdict != fine {
		return nil
	}
	if j.privilege == nil {
		return []string{strings.ToLower(name) + "*"}
	}
	if j.privilege.NoEffect(t) == catalog.Yes {
		return nil
	}
	return j.privilege.Actions
}
