package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
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
			"The sets of actions are those of one recent version. Deprecated privileges are left to deprecated-privilege. `create_doc` beside `write` on data streams is left alone in roles that open nothing in Kibana: " +
			"there shipper-can-overwrite and create-can-overwrite advise to keep it and to remove the wider one.",
		What:     "Remove the privilege, or the wider one if that was not meant.",
		Evidence: []string{clusterResolver, indexPrivilege, privilegeDocs},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		c := containment{p: p, decided: maxDecided}
		c.among(cluster, p.Role.Cluster)
		for e := range entries(p.Role) {
			in := index
			if e.remote {
				in = remoteIndex
			}
			c.among(in, withoutAdvised(p.Role, e))
		}
	},
}

// maxCompared is how many privileges of one list are held against each other;
// there are fewer named ones.
const maxCompared = 100

// containment looks for privileges that others contain, within a limit.
type containment struct {
	p       *checks.Pass
	decided int // questions about raw actions that are left
}

// granted is a privilege with the patterns of its actions.
type granted struct {
	role.Text
	actions []string
}

// among reports the privileges of one list that the others contain. Of two
// with the same actions the later one is reported.
func (c *containment) among(s section, list []role.Text) {
	p := c.p
	if len(list) < 2 || len(list) > maxCompared {
		return
	}
	kept := make([]granted, 0, len(list))
	for _, privilege := range list {
		if deprecated(judge(s, privilege.Value, p.Target), p.Target) {
			continue // deprecated-privilege says what to do about it
		}
		if actions := knownActions(s, privilege.Value, p.Target); actions != nil {
			kept = append(kept, granted{privilege, actions})
		}
	}
	for i := len(kept) - 1; i >= 0; i-- {
		privilege := kept[i]
		if !mayContain(kept, i) {
			continue
		}
		others := slices.Concat(kept[:i], kept[i+1:])
		by := c.containing(s, others, privilege)
		if by == nil {
			continue
		}
		kept = others
		remove := checks.SafeFix("remove it", edit.Remove(privilege.Node))
		if twice := by[0].Value == privilege.Value; twice && len(by) == 1 {
			if s == cluster || !validated(p) { // else duplicate-index-privilege
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q stands twice; remove one", s.kind(), privilege.Value), checks.Related(checks.Value(by[0].Node), "first here"), remove)
			}
			continue
		}
		var names []string
		var related []checks.Detail
		for _, b := range by {
			names = append(names, b.Value)
			related = append(related, checks.Related(checks.Value(b.Node), "contains it"))
		}
		words := quoted(names) + " contains it"
		if len(by) > 1 {
			words = quoted(names) + " contain it together"
		}
		p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q adds nothing: %s", s.kind(), privilege.Value, words), append(related, remove)...)
	}
}

// mayContain reports whether the others may contain list[i], as far as the
// beginnings of their actions tell: false is certain.
func mayContain(list []granted, i int) bool {
	for _, action := range list[i].actions {
		covered := false
		for j := range list {
			covered = covered || j != i && mayCover(list[j].actions, action)
		}
		if !covered {
			return false
		}
	}
	return true
}

// containing returns the privileges that contain another one: a single one, or
// all that it takes; nil where they do not, or it cannot be decided.
func (c *containment) containing(s section, others []granted, inner granted) []granted {
	for i := range others {
		if c.contain(s, others[i:i+1], inner) {
			return others[i : i+1]
		}
	}
	if len(others) < 2 || !c.contain(s, others, inner) {
		return nil
	}
	// Leave out what it does not take.
	need := slices.Clone(others)
	for i := len(need) - 1; i >= 0; i-- {
		if less := slices.Concat(need[:i], need[i+1:]); c.contain(s, less, inner) {
			need = less
		}
	}
	return need
}

func (c *containment) contain(s section, outer []granted, inner granted) bool {
	if !mayContain(append(slices.Clone(outer), inner), len(outer)) {
		return false
	}
	raw := strings.Contains(inner.Value, ":")
	names := make([]string, len(outer))
	for i, o := range outer {
		names[i] = strings.ToLower(o.Value)
		raw = raw || strings.Contains(o.Value, ":")
	}
	if raw {
		if c.decided--; c.decided < 0 {
			return false
		}
	}
	contain := access.IndexPrivilegesContain
	if s == cluster {
		contain = access.ClusterPrivilegesContain
	}
	yes, err := contain(c.p.Target, names, strings.ToLower(inner.Value))
	return yes && err == nil
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

// withoutAdvised returns the privileges of an entry without create_doc where
// shipper-can-overwrite or create-can-overwrite advise to grant that and no more.
func withoutAdvised(r *role.Role, e entry) []role.Text {
	streams := len(e.Names) > 0 && !slices.ContainsFunc(e.Names, func(name role.Text) bool {
		return !slices.ContainsFunc(streamPrefixes, func(prefix string) bool { return strings.HasPrefix(name.Value, prefix) })
	})
	if !streams || len(r.KibanaEntries) > 0 {
		return e.Privileges
	}
	return slices.DeleteFunc(slices.Clone(e.Privileges), func(p role.Text) bool { return strings.EqualFold(p.Value, "create_doc") })
}

// streamPrefixes are what the names of data streams begin with, by the index
// templates that every Elasticsearch has.
var streamPrefixes = []string{"logs-", "metrics-", "traces-", "synthetics-"}
