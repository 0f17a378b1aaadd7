// Package baseline keeps what was found in a repository on the day it adopted
// rolelint, so that only what is new is reported.
package baseline

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/suppress"
)

// Name is the usual name of the file.
const Name = ".rolelint-baseline.json"

// Version is the version of the file's form.
const Version = 1

// By is what suppresses the findings of a baseline.
const By = "baseline"

// Baseline is what was found before.
type Baseline struct {
	Name    string // of the file, as it is printed
	Entries []lint.Accepted
}

// Of returns the entries of a baseline of a result, by file, role, rule and
// fingerprint: of all findings that count. never counts those that no baseline
// takes: of locked rules, and those about suppressions and unread files.
func Of(result *lint.Result, scope Scope) (entries []lint.Accepted, never int) {
	type key struct{ fingerprint, file string }
	at := map[key]int{}
	paths := scope.paths(result)
	for i := range result.Findings {
		f := &result.Findings[i]
		switch {
		case f.Suppressed != nil:
			continue
		case scope.Locked[f.Rule.ID] || suppress.Always(f.Rule.ID):
			never++
			continue
		}
		k := key{f.Fingerprint, in(paths, f.File)}
		if n, ok := at[k]; ok {
			entries[n].Count++
			continue
		}
		at[k] = len(entries)
		entries = append(entries, lint.Accepted{
			Fingerprint: f.Fingerprint, Rule: f.Rule.ID, Role: f.Role, File: k.file, Message: f.Message, Count: 1,
		})
	}
	slices.SortFunc(entries, func(a, b lint.Accepted) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Role, b.Role), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	return entries, never
}

// Read reads a baseline. name is how the file is printed.
func Read(name string, text []byte) (*Baseline, error) {
	var file struct {
		Version  int             `json:"version"`
		Findings []lint.Accepted `json:"findings"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %w", name, err)
	}
	if file.Version != Version {
		return nil, fmt.Errorf("%s is no baseline that this rolelint reads: its version is %d, and not %d; rolelint baseline writes it anew", name, file.Version, Version)
	}
	for i := range file.Findings {
		if e := &file.Findings[i]; e.Fingerprint == "" || e.Rule == "" || e.Count < 1 {
			return nil, fmt.Errorf("%s is no baseline: entry %d needs a fingerprint, a rule and a count", name, i+1)
		}
	}
	return &Baseline{name, file.Findings}, nil
}
