package fix

import (
	"slices"
	"sort"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// file is a file that is being fixed. Its Text is that of the last round.
type file struct {
	Source
	before  []byte
	found   found // in Text
	applied []Applied
	dropped [2]map[string]bool // fixes that failed, by pass
	refused []Refused
	tries   int
}

// found is what a run says of one file.
type found struct {
	findings []lint.Finding
	errors   int // files and roles that could not be read or checked
}

// byFile returns what a run found by file.
func byFile(result *lint.Result) map[string]found {
	out := map[string]found{}
	for _, f := range result.Findings {
		of := out[f.File]
		of.findings = append(of.findings, f)
		out[f.File] = of
	}
	for _, e := range result.Errors {
		of := out[e.File]
		of.errors++
		out[e.File] = of
	}
	return out
}

// maxFixes is how many fixes are made in one go. The rest waits.
const maxFixes = 20_000

// choose returns the findings whose fixes can be made in one go, in the order
// of the text: of fixes that overlap, the first.
func (w *file) choose(p pass) []*lint.Finding {
	var chosen []*lint.Finding
	var taken []edit.Edit
	added := map[addition]bool{}
	for i := range w.found.findings {
		f := &w.found.findings[i]
		if !w.wants(f, p) || clash(taken, f.Fix.Edits) || addsTwice(added, f.Fix.Changes) {
			continue
		}
		for _, e := range f.Fix.Edits {
			taken = slices.Insert(taken, place(taken, e), e)
		}
		for _, c := range f.Fix.Changes {
			if collection, what := c.Adds(); collection != nil {
				added[addition{collection, what}] = true
			}
		}
		if chosen = append(chosen, f); len(chosen) == maxFixes {
			break
		}
	}
	return chosen
}

// wants reports whether a finding is to be fixed in a pass.
func (w *file) wants(f *lint.Finding, p pass) bool {
	if f.Fix == nil || len(f.Fix.Edits) == 0 || f.Suppressed != nil || w.dropped[p][key(f)] {
		return false
	}
	return p == unsafe && (!f.Fix.Safe || w.dropped[safe][key(f)]) || p == safe && f.Fix.Safe
}

// key names a fix over the rounds; places move.
func key(f *lint.Finding) string {
	return f.Rule.ID + "\x00" + f.Role + "\x00" + f.Message + "\x00" + f.Fix.Title
}

// drop gives a fix up in a pass.
func (w *file) drop(p pass, f *lint.Finding, why string) {
	if w.dropped[p] == nil {
		w.dropped[p] = map[string]bool{}
	}
	w.dropped[p][key(f)] = true
	w.refused = append(w.refused, Refused{f.Rule, f.Role, f.Fix.Title, why})
}

// addition is what a fix adds to a collection: of two fixes that add the same,
// the later waits, and finds it there.
type addition struct {
	collection *source.Node
	what       string
}

func addsTwice(added map[addition]bool, changes []edit.Change) bool {
	return slices.ContainsFunc(changes, func(c edit.Change) bool {
		collection, what := c.Adds()
		return collection != nil && added[addition{collection, what}]
	})
}

// place is where an edit belongs in a sorted list.
func place(taken []edit.Edit, e edit.Edit) int {
	return sort.Search(len(taken), func(i int) bool {
		s := taken[i].Span
		return s.Start > e.Span.Start || s.Start == e.Span.Start && s.End > e.Span.End
	})
}

// clash reports whether one of the edits cannot be made with those taken.
func clash(taken, edits []edit.Edit) bool {
	for _, e := range edits {
		i := place(taken, e)
		if i > 0 && edit.Conflict(taken[i-1], e) || i < len(taken) && edit.Conflict(taken[i], e) {
			return true
		}
	}
	return false
}

// proposal is a text that may take the place of a file's.
type proposal struct {
	of     *file
	chosen []*lint.Finding
	text   []byte
	linted bool
}

// propose makes the fixes of findings in a file's text.
func (w *file) propose(chosen []*lint.Finding) *proposal {
	var edits []edit.Edit
	for _, f := range chosen {
		for _, e := range f.Fix.Edits {
			edits = slices.Insert(edits, place(edits, e), e)
		}
	}
	return &proposal{of: w, chosen: chosen, text: edit.Apply(w.Text, edits)}
}

// accept makes a proposal the file's text.
func (p *proposal) accept(now found, of pass) {
	for _, f := range p.chosen {
		p.of.applied = append(p.of.applied, Applied{f.Rule, f.Role, f.Fix.Title, of == safe})
	}
	p.of.Text, p.of.found = p.text, now
}

// severe counts a file's errors by rule and role.
func (f found) severe() map[[2]string]int {
	out := map[[2]string]int{}
	for i := range f.findings {
		if f := &f.findings[i]; f.Suppressed == nil && f.Severity == diag.Error {
			out[[2]string{f.Rule.ID, f.Role}]++
		}
	}
	return out
}
