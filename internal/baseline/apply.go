package baseline

import (
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/suppress"
)

// Scope says what a run has looked at.
type Scope struct {
	Locked map[string]bool // rules whose findings no baseline takes
	Whole  bool            // all files of the project
	// Project returns the path of a file from the project's folder, with slashes;
	// it is given an absolute one.
	Project func(path string) string
}

// paths returns the paths of the files that were looked into from the project's
// folder, by their names as printed.
func (s *Scope) paths(result *lint.Result) map[string]string {
	paths := map[string]string{}
	for _, f := range result.Looked {
		paths[f.Name] = s.Project(f.Path)
	}
	return paths
}

// in returns the path of a file; its name where it holds no roles.
func in(paths map[string]string, name string) string {
	if path, ok := paths[name]; ok {
		return path
	}
	return name
}

// Apply marks the findings of a result that are in the baseline as suppressed,
// as many of each as the baseline has, and sets Result.Baseline: what of it was
// looked for and not found.
func (b *Baseline) Apply(result *lint.Result, scope Scope) {
	room := map[string]int{}
	for i := range b.Entries {
		room[b.Entries[i].Fingerprint] += b.Entries[i].Count
	}
	found := map[place]int{}
	paths := scope.paths(result)
	for i := range result.Findings {
		f := &result.Findings[i]
		if f.Suppressed != nil || scope.Locked[f.Rule.ID] || suppress.Always(f.Rule.ID) || room[f.Fingerprint] == 0 {
			continue
		}
		room[f.Fingerprint]--
		found[place{f.Fingerprint, in(paths, f.File)}]++
		f.Suppressed = &lint.Suppression{By: By}
	}
	result.Recount()
	result.Baseline = &lint.Compared{Name: b.Name, Fixed: b.fixed(result, scope, found)}
}

// place is a finding in a file.
type place struct{ fingerprint, file string }

// fixed returns the entries of which less was found than they say. An entry is
// judged where its rule ran, with all that it compares roles with, and its file
// was looked at as a whole; one whose file or rule is gone, where everything was.
func (b *Baseline) fixed(result *lint.Result, scope Scope, found map[place]int) []lint.Accepted {
	ran, exists := map[string]bool{}, map[string]bool{}
	for _, r := range result.Rules {
		ran[r.ID], exists[r.ID] = !result.Unjudged[r.ID], true
	}
	for _, r := range lint.Rules() {
		exists[r.ID] = true
	}
	looked, partly := map[string]bool{}, map[string]bool{}
	for _, f := range result.Looked {
		looked[scope.Project(f.Path)], partly[scope.Project(f.Path)] = true, f.Partly
	}
	whole := scope.Whole && len(result.Errors) == 0
	var less []lint.Accepted
	elsewhere := map[string]int{} // found in a file that the baseline has it not of, or not so often
	for _, e := range b.Entries {
		at := place{e.Fingerprint, e.File}
		here := min(e.Count, found[at])
		found[at] -= here
		if judged := (looked[e.File] || whole) && !partly[e.File]; judged && here < e.Count && (ran[e.Rule] || whole && !exists[e.Rule]) {
			e.Count -= here
			less = append(less, e)
		}
	}
	for at, n := range found {
		elsewhere[at.fingerprint] += n
	}
	var out []lint.Accepted
	for _, e := range less { // what moved to another file is not fixed
		moved := min(e.Count, elsewhere[e.Fingerprint])
		elsewhere[e.Fingerprint] -= moved
		if e.Count -= moved; e.Count > 0 {
			out = append(out, e)
		}
	}
	return out
}
