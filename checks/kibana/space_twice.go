package kibana

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var spaceTwice = checks.Check{
	Rule: diag.Rule{
		ID:       "kibana-space-twice",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "Two Kibana entries of a role are for the same space",
		Why: "Kibana takes one entry for each space and refuses the role where two entries share a space id, or where two are for all spaces. " +
			"An entry without `spaces` is for all spaces. All spaces (`\"*\"`) beside a named space is allowed: the grants add up.",
		What:     "Merge the entries, or take the space out of one of them.",
		Evidence: []string{roleSchema, "https://github.com/elastic/kibana/pull/28441"},
	},
	Role: func(p *checks.Pass) {
		for _, o := range overlaps(p.Role.KibanaEntries) {
			var ids []string
			for _, s := range o.shared {
				ids = append(ids, s.Value)
			}
			p.Report(checks.Value(o.later.Node), fmt.Sprintf(`an earlier entry of the role is for the same space; Kibana answers 400: `+
				`"more than one privilege is applied to the following spaces: [%s]". Merge the two entries`, strings.Join(ids, ",")),
				checks.Related(checks.Value(o.earlier.Node), "the earlier entry"), mergeFix(o.first, o.second))
		}
	},
}

// overlap are the spaces of an entry that an earlier entry is the first to hold.
type overlap struct {
	later  role.Text   // the first of them in the entry
	shared []role.Text // all of them as the earlier entry has them, in its order
	// earlier is later as the earlier entry has it.
	earlier role.Text
	// first and second are the two entries.
	first, second *role.KibanaEntry
}

// overlaps are those of entries in Kibana's spelling. A space in many entries
// is told once for each but the first, not for each pair.
func overlaps(entries []role.KibanaEntry) []overlap {
	type place struct{ entry, space int }
	first := map[string]place{}
	var out []overlap
	for i := range entries {
		if entries[i].Spelling != role.KibanaSpelling {
			continue
		}
		shared := map[int][]int{} // earlier entry → places of the spaces in it
		begin := len(out)
		for k, s := range entries[i].Spaces {
			at, before := first[s.Value]
			switch {
			case !before:
				first[s.Value] = place{i, k}
			case at.entry != i:
				if shared[at.entry] == nil {
					out = append(out, overlap{later: s, earlier: entries[at.entry].Spaces[at.space], first: &entries[at.entry], second: &entries[i]})
				}
				shared[at.entry] = append(shared[at.entry], at.space)
			}
		}
		for o := begin; o < len(out); o++ {
			at := first[out[o].later.Value].entry
			places := shared[at]
			slices.Sort(places)
			for _, k := range slices.Compact(places) {
				out[o].shared = append(out[o].shared, entries[at].Spaces[k])
			}
		}
	}
	return out
}

func has(list []role.Text, value string) bool {
	return slices.ContainsFunc(list, func(t role.Text) bool { return t.Value == value })
}

// find returns the first text of that value; the list must have it.
func find(list []role.Text, value string) role.Text {
	return list[slices.IndexFunc(list, func(t role.Text) bool { return t.Value == value })]
}
