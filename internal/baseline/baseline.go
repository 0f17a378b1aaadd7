// Package baseline keeps what was found in a repository on the day it adopted
// rolelint, so that only what is new is reported.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
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

// maxCount is how many findings an entry may stand for: counts are added up.
const maxCount = 1_000_000

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
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, wrong(name, text, err)
	}
	if file.Version != Version {
		return nil, fmt.Errorf("%s is no baseline that this rolelint reads: its version is %d, and not %d; rolelint baseline writes it anew", name, file.Version, Version)
	}
	for i := range file.Findings {
		if e := &file.Findings[i]; e.Fingerprint == "" || e.Rule == "" || e.Count < 1 || e.Count > maxCount {
			return nil, fmt.Errorf("%s is no baseline: entry %d needs a fingerprint, a rule and a count up to %d", name, i+1, maxCount)
		}
	}
	return &Baseline{name, file.Findings}, nil
}

// wrong says what is wrong with the text of a baseline, with its line.
func wrong(name string, text []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var offset int64
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset, err = kind.Offset, fmt.Errorf("%q is of the wrong kind: %s", kind.Field, kind.Value)
		if kind.Field == "" {
			err = errors.New("it is no object")
		}
	}
	line := 1 + bytes.Count(text[:max(0, min(offset-1, int64(len(text))))], []byte("\n"))
	return fmt.Errorf("%s:%d: this is no baseline: %w", name, line, err)
}
