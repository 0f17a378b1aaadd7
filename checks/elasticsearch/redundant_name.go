package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var redundantName = checks.Check{
	Rule: diag.Rule{
		ID:       "redundant-name",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "An index name is covered by the other names beside it",
		Why: "Everything that the name matches is matched by the other names of the entry. It changes nothing; it makes the entry look narrower than it is, and survives when somebody narrows the other. " +
			"It is decided by what the patterns match, not by their texts.",
		What:     "Remove the name, or the wider one if that was not meant.",
		Evidence: []string{automatons, indicesPermission},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		c := coverage{w: effortOf(p), decided: maxDecided}
		for e := range entries(p.Role) {
			c.among(p, e.Names)
		}
	},
}

// maxCovering is how many patterns of an entry are held against its names.
const maxCovering = 50

// coverage looks for names that others cover, within a limit.
type coverage struct {
	w       *effort
	decided int
}

// covering is a pattern with what it matches, which is read when it is asked.
type covering struct {
	role.Text
	language *automata.Language // nil where it was not read yet, or cannot be
	read     bool
	gone     bool // it is covered itself
}

// among reports the names of one list that the others cover. Of two equal ones
// the later is reported.
func (c *coverage) among(p *checks.Pass, list []role.Text) {
	if len(list) < 2 {
		return
	}
	var wide []covering
	at := map[string]int{} // where in the list a text stands first
	for i, t := range list {
		if _, twice := at[t.Value]; twice {
			continue
		}
		at[t.Value] = i
		if len(wide) < maxCovering && (wildcard(t.Value) || strings.HasPrefix(t.Value, "/")) {
			wide = append(wide, covering{Text: t})
		}
	}
	for i := len(list) - 1; i >= 0; i-- {
		t := list[i]
		if first := at[t.Value]; first != i {
			p.Report(checks.Value(t.Node), fmt.Sprintf("index name %q stands twice; remove one", t.Value), checks.Related(checks.Value(list[first].Node), "first here"))
			continue
		}
		if impossible(t.Value) != "" && !strings.HasPrefix(t.Value, "/") {
			continue // index-name-impossible
		}
		for j := range wide {
			w := &wide[j]
			if w.gone || w.Node == t.Node || !c.covers(w, t) {
				continue
			}
			for k := range wide {
				wide[k].gone = wide[k].gone || wide[k].Node == t.Node
			}
			p.Report(checks.Value(t.Node), fmt.Sprintf("index name %q adds nothing: %q covers it", t.Value, w.Value), checks.Related(checks.Value(w.Node), "covers it"))
			break
		}
	}
}

// covers reports whether a pattern matches all that a name does; false too
// where that is too complex to say.
func (c *coverage) covers(w *covering, t role.Text) bool {
	if !mayCover([]string{w.Value}, t.Value) {
		return false
	}
	if !w.read {
		w.read = true
		w.language, _ = c.w.parse(w.Value) // what cannot be read covers nothing
	}
	if w.language == nil {
		return false
	}
	if !wildcard(t.Value) && !strings.HasPrefix(t.Value, "/") {
		return w.language.Contains(t.Value)
	}
	if c.decided--; c.decided < 0 {
		return false
	}
	inner, err := c.w.parse(t.Value)
	if err != nil {
		return false
	}
	yes, err := c.w.budget().Subset(inner, w.language)
	return yes && err == nil
}
