package policy

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/access"
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
		"features": &w.Features, "privileges": &w.Privileges, "without": &w.Without, "lacks": &w.Lacks, "base": &w.Base,
		"spaces": &w.Spaces, "indices": &w.Indices, "licenses": &w.Licenses, "cluster": &w.Cluster,
		"index_privileges": &w.IndexPrivileges, "applications": &w.Applications, "names": &w.Names, "set": &w.Set,
	}
	flags := map[string]*bool{"assignee": &w.Assignee, "no_indices": &w.NoIndices, "no_kibana": &w.NoKibana, "wide": &w.Wide, "run_as": &w.RunAs, "global": &w.Global}
	for _, key := range sortedKeys(conditions) {
		if flag, known := flags[key]; known {
			if *flag, ok = conditions[key].(bool); !ok {
				return fmt.Errorf("custom.when.%s must be true or false", key)
			}
			continue
		}
		list, known := lists[key]
		if !known {
			return fmt.Errorf("unknown condition custom.when.%s: one of %s, %s", key, strings.Join(sortedKeys(flags), ", "), strings.Join(sortedKeys(lists), ", "))
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
		if holds(&r.When, in, e.target) && e.isSet(r) {
			out = append(out, r)
		}
	}
	return out
}

// isSet reports whether one of the options that the rule waits for has a value.
func (e *Engine) isSet(r *diag.Rule) bool {
	return len(r.When.Set) == 0 || slices.ContainsFunc(r.When.Set, func(option string) bool {
		switch v := r.Value(e.values[r.ID], option).(type) {
		case string:
			return v != ""
		case []string:
			return len(v) > 0
		case []any:
			return len(v) > 0
		case map[string]any:
			return len(v) > 0
		case bool:
			return v
		}
		return true
	})
}

func holds(w *diag.When, in Input, t catalog.Target) bool {
	return (!w.Assignee || in.Assignee) &&
		(!w.RunAs || len(in.Role.RunAs) > 0) &&
		(!w.Global || in.Role.Global != nil) &&
		(len(w.Names) == 0 || matchesAny(w.Names, strings.ToLower(in.Role.Name))) &&
		(len(w.Cluster) == 0 || listsPrivilege(w.Cluster, in.Role.Cluster)) &&
		holdsApplications(w, in.Role) &&
		(len(w.Licenses) == 0 || matchesAny(w.Licenses, t.License.String())) &&
		(!w.NoIndices || len(in.Role.Indices)+len(in.Role.RemoteIndices) == 0) &&
		(!w.NoKibana || len(in.Role.KibanaEntries) == 0) &&
		holdsFeatures(w, in) && holdsEntries(w, in.Role) && holdsIndices(w, in.Role)
}

func holdsFeatures(w *diag.When, in Input) bool {
	if len(w.Features) == 0 && len(w.Privileges) == 0 && len(w.Without) == 0 && len(w.Lacks) == 0 {
		return true
	}
	for i := range in.Role.KibanaEntries {
		if e := &in.Role.KibanaEntries[i]; lists(w, e) && lacks(w, e, in.Effective) {
			return true
		}
	}
	return false
}

// lists reports whether an entry lists one of the features, with one of the
// privileges.
func lists(w *diag.When, e *role.KibanaEntry) bool {
	for i := range e.Features {
		f := &e.Features[i]
		if (len(w.Features) == 0 || matchesAny(w.Features, f.ID)) &&
			(len(w.Privileges) == 0 || containsMatch(w.Privileges, f.Privileges)) &&
			!containsMatch(w.Without, f.Privileges) {
			return true
		}
	}
	return false
}

// lacks reports whether the role has none of the grants in one of the spaces
// of an entry.
func lacks(w *diag.When, e *role.KibanaEntry, effective *access.Effective) bool {
	if len(w.Lacks) == 0 {
		return true
	}
	return slices.ContainsFunc(e.Spaces, func(space role.Text) bool {
		return !slices.ContainsFunc(w.Lacks, func(grant string) bool {
			feature, privilege, _ := strings.Cut(grant, ":")
			return grants(effective, space.Value, feature, privilege)
		})
	})
}

// grants reports whether a privilege, or with "*" any, is granted in a space.
func grants(effective *access.Effective, space, feature, privilege string) bool {
	for i := range effective.Spaces {
		s := &effective.Spaces[i]
		if s.ID != space {
			continue
		}
		at, ok := sort.Find(len(s.Features), func(j int) int { return strings.Compare(feature, s.Features[j].ID) })
		if !ok {
			return false
		}
		if privilege == "*" {
			return len(s.Features[at].Privileges) > 0
		}
		_, ok = slices.BinarySearch(s.Features[at].Privileges, privilege)
		return ok
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

// holdsIndices reports whether one entry on indices has all that is asked of one.
func holdsIndices(w *diag.When, r *role.Role) bool {
	if len(w.Indices) == 0 && len(w.IndexPrivileges) == 0 && !w.Wide {
		return true
	}
	return slices.ContainsFunc(r.Indices, func(e role.Indices) bool {
		return (len(w.Indices) == 0 || containsMatch(w.Indices, e.Names)) &&
			(len(w.IndexPrivileges) == 0 || listsPrivilege(w.IndexPrivileges, e.Privileges)) &&
			(!w.Wide || slices.ContainsFunc(e.Names, isWide))
	})
}

// isWide reports whether a name may match every index there is.
func isWide(name role.Text) bool {
	return strings.HasPrefix(name.Value, "/") || strings.Trim(name.Value, "*?") == ""
}

func holdsApplications(w *diag.When, r *role.Role) bool {
	return len(w.Applications) == 0 || slices.ContainsFunc(r.Applications, func(a role.Application) bool {
		return a.Application.Value != role.KibanaApplication && matchesAny(w.Applications, a.Application.Value)
	})
}

// listsPrivilege is containsMatch for privileges of Elasticsearch, which reads
// them in upper and lower case.
func listsPrivilege(patterns []string, texts []role.Text) bool {
	return slices.ContainsFunc(texts, func(t role.Text) bool { return matchesAny(patterns, strings.ToLower(t.Value)) })
}

func containsMatch(patterns []string, texts []role.Text) bool {
	return slices.ContainsFunc(texts, func(t role.Text) bool { return matchesAny(patterns, t.Value) })
}

// matchesAny reports whether one of the patterns matches the text: a name, a
// beginning and *, * and an end, or what stands between two. The space "*" and
// the pattern "*" are written as they are.
func matchesAny(patterns []string, text string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		after, open := strings.CutPrefix(p, "*")
		middle, more := strings.CutSuffix(after, "*")
		switch {
		case p == text || middle == "":
			return p == text
		case open && more:
			return strings.Contains(text, middle)
		case open:
			return strings.HasSuffix(text, middle)
		}
		return more && strings.HasPrefix(text, middle)
	})
}

// grownProgram has the rules that roles needed so far: compiling is most of
// what a run costs, and most rules are for none of a repository's roles.
type grownProgram struct {
	mu    sync.Mutex
	grew  int
	rules []*diag.Rule
	*program
	err error
}

// mostGrown is how often the program grows before all rules are compiled.
const mostGrown = 3

// program returns a program with at least the needed rules.
func (e *Engine) program(needed []*diag.Rule) (*program, error) {
	if e.user != nil {
		return e.all()
	}
	g := &e.grown
	g.mu.Lock()
	defer g.mu.Unlock()
	missing := slices.DeleteFunc(slices.Clone(needed), func(r *diag.Rule) bool { return slices.Contains(g.rules, r) })
	if len(missing) == 0 {
		return g.program, g.err
	}
	if g.grew++; g.grew > mostGrown {
		return e.all()
	}
	g.rules = slices.Concat(g.rules, missing)
	g.program, g.err = e.compile(g.rules)
	return g.program, g.err
}
