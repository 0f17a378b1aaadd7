package lint

import (
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/source"
)

// resolveFix gives a finding its fix, with the edits and their places. Where
// they cannot be made the finding has no fix, and says why not. A fix that comes
// with edits keeps them.
func resolveFix(r *edit.Resolver, file *source.File, fix *diag.Fix, f *Finding) {
	if fix == nil {
		return
	}
	out := *fix
	if len(fix.Changes) > 0 {
		edits, err := r.Edits(fix.Changes...)
		if err != nil {
			f.Unfixed = err.Error()
			return
		}
		out.Edits = edits
	}
	if len(out.Edits) == 0 {
		return
	}
	for _, e := range out.Edits {
		f.FixRanges = append(f.FixRanges, file.Range(e.Span))
	}
	f.Fix = &out
}
