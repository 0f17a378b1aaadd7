package policy

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// readWhen reads custom.when of a METADATA block.
func readWhen(w *diag.When, value any) error {
	conditions, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("custom.when must be an object")
	}
	lists := map[string]*[]string{
		"features": &w.Features, "privileges": &w.Privileges, "base": &w.Base,
		"spaces": &w.Spaces, "indices": &w.Indices, "licenses": &w.Licenses,
	}
	for _, key := range sortedKeys(conditions) {
		if key == "assignee" {
			if w.Assignee, ok = conditions[key].(bool); !ok {
				return fmt.Errorf("custom.when.assignee must be true or false")
			}
			continue
		}
		list, known := lists[key]
		if !known {
			return fmt.Errorf("unknown condition custom.when.%s: one of assignee, %s", key, strings.Join(sortedKeys(lists), ", "))
		}
		values, ok := conditions[key].([]any)
		if !ok || len(values) == 0 {
			return fmt.Errorf("custom.when.%s must be a list of strings", key)
		}
		for _, v := range values {
			*list = append(*list, fmt.Sprint(v))
		}
	}
	return nil
}

// needed returns the selected rules that are for the role.
func (e *Engine) needed(in Input) []*diag.Rule {
	var out []*diag.Rule
	for _, r := range e.rules {
		if holds(&r.When, in, e.target) {
			out = append(out, r)
		}
	}
	return out
}

func holds(w *diag.When, in Input, t catalog.Target) bool {
	return (!w.Assignee || in.Assignee) &&
		(len(w.Licenses) == 0 || matchesAny(w.Licenses, t.License.String())) &&
		holdsFeatures(w, in.Role) && holdsEntries(w, in.Role) && holdsIndices(w, in.Role)
}

func holdsFeatures(w *diag.When, r *role.Role) bool {
	if len(w.Features) == 0 && len(w.Privileges) == 0 {
		return true
	}
	for i := range r.KibanaEntries {
		for j := range r.KibanaEntries[i].Features {
			f := &r.KibanaEntries[i].Features[j]
			if len(w.Features) > 0 && !matchesAny(w.Features, f.ID) {
				continue
			}
			if len(w.Privileges) == 0 || containsMatch(w.Privileges, f.Privileges) {
				return true
			}
		}
	}
	return false
}

func holdsEntries(w *diag.When, r *role.Role) bool {
	base, space := len(w.Base) == 0, len(w.Spaces) == 0
	for i := range r.KibanaEntries {
		base = base || containsMatch(w.Base, r.KibanaEntries[i].Base)
		space = space || containsMatch(w.Spaces, r.KibanaEntries[i].Spaces)
	}
	return base && space
}

func holdsIndices(w *diag.When, r *role.Role) bool {
	if len(w.Indices) == 0 {
		return true
	}
	for i := range r.Indices {
		if containsMatch(w.Indices, r.Indices[i].Names) {
			return true
		}
	}
	return false
}

func containsMatch(patterns []string, texts []role.Text) bool {
	return slices.ContainsFunc(texts, func(t role.Text) bool { return matchesAny(patterns, t.Value) })
}

// matchesAny reports whether one of the patterns matches the text: a name, or a
// beginning and *. The space "*" is written as it is.
func matchesAny(patterns []string, text string) bool {
	for _, p := range patterns {
		if p == text {
			return true
		}
		if prefix, ok := strings.CutSuffix(p, "*"); ok && prefix != "" && strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}

// firstProgram is what the first role needs, compiled by itself: where few
// roles are looked at, most rules are never compiled.
type firstProgram struct {
	once  sync.Once
	rules []*diag.Rule
	*program
	err error
}

// program returns a program with at least the needed rules.
func (e *Engine) program(needed []*diag.Rule) (*program, error) {
	if e.user != nil || e.opt.Many {
		return e.all()
	}
	e.first.once.Do(func() {
		e.first.rules = needed
		e.first.program, e.first.err = e.compile(needed)
	})
	for _, r := range needed {
		if !slices.Contains(e.first.rules, r) {
			return e.all()
		}
	}
	return e.first.program, e.first.err
}
