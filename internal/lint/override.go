package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
)

// selections are what runs over each input; inputs with the same overrides
// share one.
type selections struct {
	base *selection // without overrides
	by   map[string]*selection
	each []*selection // by input
	// rules are those that are on for any file, by id.
	rules []*diag.Rule
}

// all returns every selection once.
func (s *selections) all() []*selection { return slices.Collect(maps.Values(s.by)) }

// running returns the rules that are on for any file, by id.
func (s *selections) running(all []*diag.Rule) []*diag.Rule {
	var out []*diag.Rule
	for _, r := range all {
		if slices.ContainsFunc(s.all(), func(sel *selection) bool { return sel.on(r.ID) }) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// overrideKey names a list of overrides.
func overrideKey(overrides []int) string { return fmt.Sprint(overrides) }

// distinct returns the lists of overrides that occur among inputs, the empty
// one first.
func distinct(inputs []Input) [][]int {
	out := [][]int{nil}
	seen := map[string]bool{overrideKey(nil): true}
	for i := range inputs {
		if o := inputs[i].Overrides; len(o) > 0 && !seen[overrideKey(o)] {
			seen[overrideKey(o)] = true
			out = append(out, o)
		}
	}
	return out
}

// with returns the options with overrides applied. A rule that they switch off
// does not run even where Only names it: Only is about what to look for, they
// about where.
func (opt Options) with(overrides []int) Options {
	if len(overrides) == 0 {
		return opt
	}
	opt.Severities = maps.Clone(opt.Severities)
	opt.Values = maps.Clone(opt.Values)
	if opt.Severities == nil {
		opt.Severities = map[string]diag.Severity{}
	}
	if opt.Values == nil {
		opt.Values = map[string]diag.Values{}
	}
	stated := map[string]diag.Severity{}
	for _, i := range overrides {
		o := &opt.Overrides[i]
		maps.Copy(stated, o.Severities)
		if o.Preset != nil {
			opt.Preset = *o.Preset
		}
		for id, values := range o.Values {
			merged := diag.Values{}
			maps.Copy(merged, opt.Values[id])
			maps.Copy(merged, values)
			opt.Values[id] = merged
		}
	}
	maps.Copy(opt.Severities, stated)
	opt.Except = slices.Clone(opt.Except)
	for _, id := range slices.Sorted(maps.Keys(stated)) {
		if stated[id] == diag.Off {
			opt.Except = append(opt.Except, id)
		}
	}
	return opt
}
