package lint

import "github.com/rolelint/rolelint/internal/edit"

// resolveFix makes the edits of a finding's fix. Where they cannot be made the
// finding has no fix, and says why not.
func resolveFix(r *edit.Resolver, f *Finding) {
	if f.Fix == nil {
		return
	}
	edits, err := r.Edits(f.Fix.Changes...)
	if err != nil {
		f.Fix, f.Unfixed = nil, err.Error()
		return
	}
	out := *f.Fix
	out.Edits = edits
	f.Fix = &out
}
