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
		entries := p.Role.KibanaEntries
		for i := range entries {
			for j := range i {
				a, b := &entries[j], &entries[i]
				if a.Spelling != role.KibanaSpelling || b.Spelling != role.KibanaSpelling {
					continue
				}
				if shared := sharedSpaces(a.Spaces, b.Spaces); len(shared) > 0 {
					first := b.Spaces[slices.IndexFunc(b.Spaces, func(s role.Text) bool { return has(a.Spaces, s.Value) })]
					p.Report(checks.Value(first.Node), fmt.Sprintf(`an earlier entry of the role is for the same space; Kibana answers 400: `+
						`"more than one privilege is applied to the following spaces: [%s]". Merge the two entries`, strings.Join(shared, ",")),
						checks.Related(checks.Value(find(a.Spaces, first.Value).Node), "the earlier entry"))
				}
			}
		}
	},
}

// sharedSpaces are the ids in both lists, each once, in the order of a.
func sharedSpaces(a, b []role.Text) []string {
	var out []string
	for _, s := range a {
		if has(b, s.Value) && !slices.Contains(out, s.Value) {
			out = append(out, s.Value)
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
