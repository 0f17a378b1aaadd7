package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diff"
)

// diffGroup are roles that changed in the same way.
type diffGroup struct {
	verdict       diff.Verdict
	roles         []*diff.Role
	gains, losses []changeLine // of the first role
	doubts        []doubtLine
	// mayGain and mayLose say in which directions there is doubt.
	mayGain, mayLose bool
}

// changeLine is one change in words; several features of Kibana that one entry
// grants are one line.
type changeLine struct {
	text    string
	example string // empty where the text is as concrete as its witness
	at      diff.Location
}

type doubtLine struct {
	text string
	at   diff.Location
}

// diffGroups merges roles that changed in the same way, in the order in which
// people read them: more access first. Equal roles are left out.
func diffGroups(d *Diff) []*diffGroup {
	byKey := map[string]*diffGroup{}
	var groups []*diffGroup
	for i := range d.Roles {
		r := &d.Roles[i]
		if r.Verdict == diff.Equal {
			continue
		}
		g := newDiffGroup(r)
		if same, ok := byKey[g.key()]; ok {
			same.roles = append(same.roles, r)
			continue
		}
		byKey[g.key()] = g
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b *diffGroup) int {
		return slices.Index(verdictOrder, a.verdict) - slices.Index(verdictOrder, b.verdict)
	})
	return groups
}

func newDiffGroup(r *diff.Role) *diffGroup {
	g := &diffGroup{verdict: r.Verdict, roles: []*diff.Role{r}, gains: changeLines(r.Gained), losses: changeLines(r.Lost)}
	for _, u := range r.Unknown {
		g.mayGain = g.mayGain || u.Gain
		g.mayLose = g.mayLose || !u.Gain
		if !slices.ContainsFunc(g.doubts, func(d doubtLine) bool { return d.text == u.Reason }) {
			g.doubts = append(g.doubts, doubtLine{u.Reason, u.Location})
		}
	}
	return g
}

// key is what roles must have in common to be one group.
func (g *diffGroup) key() string {
	var b strings.Builder
	b.WriteString(string(g.verdict))
	for i, list := range [][]changeLine{g.gains, g.losses} {
		for _, c := range list {
			fmt.Fprintf(&b, "\x00%d%s", i, c.text)
		}
	}
	for _, d := range g.doubts {
		b.WriteString("\x00?" + d.text)
	}
	return b.String()
}

// name returns the roles of the group: the first, and how many more.
func (g *diffGroup) name() string {
	r := g.roles[0]
	name := r.Name
	if r.Was != "" {
		name = r.Was + " → " + r.Name
	}
	if more := len(g.roles) - 1; more > 0 {
		name += fmt.Sprintf(" (+%d more)", more)
	}
	return name
}

// others returns the names of the roles beyond the first.
func (g *diffGroup) others() []string {
	var names []string
	for _, r := range g.roles[1:] {
		names = append(names, r.Name)
	}
	return names
}

// kibanaLine is what changes of one line of Kibana have in common.
type kibanaLine struct {
	space, privilege string
	at               access.Place
}

// changeLines puts changes into words, in their order.
func changeLines(changes []diff.Change) []changeLine {
	var out []changeLine
	features := map[kibanaLine][]string{}
	at := map[kibanaLine]int{}
	for _, c := range changes {
		w := c.Witness
		if c.Kind != access.KibanaKind || w.Feature == "*" {
			line := changeLine{text: c.Summary, at: c.Location}
			if c.Kind != access.KibanaKind {
				line.example = w.String()
			}
			out = append(out, line)
			continue
		}
		k := kibanaLine{w.Space, w.Privilege, c.At}
		if _, ok := at[k]; !ok {
			at[k] = len(out)
			out = append(out, changeLine{at: c.Location})
		}
		features[k] = append(features[k], w.Feature)
		out[at[k]].text = fmt.Sprintf("Kibana, %s: %s", spaceWords(w.Space), featureWords(features[k], w.Privilege))
	}
	return out
}

func featureWords(features []string, privilege string) string {
	if len(features) == 1 {
		return features[0] + " " + privilege
	}
	return privilege + " on " + listWords(features, 4)
}

// listWords names the first of a list and counts the rest.
func listWords(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " and " + strconv.Itoa(len(names)-most) + " more"
}

// equalNames returns the roles that are equal, those rewritten by themselves.
func equalNames(d *Diff) (rewritten, untouched []string) {
	for i := range d.Roles {
		switch r := &d.Roles[i]; {
		case r.Verdict != diff.Equal:
		case r.Rewritten:
			rewritten = append(rewritten, r.Name)
		default:
			untouched = append(untouched, r.Name)
		}
	}
	return rewritten, untouched
}
