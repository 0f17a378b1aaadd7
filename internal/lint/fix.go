package lint

import (
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
)

// resolveFix makes the edits of a fix; nil where they cannot be made.
func resolveFix(r *edit.Resolver, fix *diag.Fix) *diag.Fix {
	if fix == nil {
		return nil
	}
	edits, err := r.Edits(fix.Changes...)
	if err != nil {
		return nil
	}
	out := *fix
	out.Edits = edits
	return &out
}
