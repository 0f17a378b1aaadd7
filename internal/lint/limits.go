package lint

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// MaxFindings is how many findings a file can have. What was found up to there
// is reported, with an error that says that there is more.
const MaxFindings = 100_000

// tooMany is the error for a file of which findings were left out.
func tooMany(text *source.File, first *diag.Finding) FileError {
	at := locate(text, first.Place)
	return FileError{
		File: at.File, Range: &at.Range, Lines: at.Lines,
		Message: fmt.Sprintf("the file has more than %d findings; rolelint looked no further: repair what was found, or split the file", MaxFindings),
	}
}

// What the rules in Rego look at of one role. They are evaluated over every
// space and feature of it; Kibana has at most 1000 spaces unless it is told
// otherwise (xpack.spaces.maxSpaces), and at most one entry for each.
const (
	maxEntries = 2_500
	maxSpaces  = 50_000  // of all entries
	maxGrants  = 200_000 // features in spaces
)

// tooLarge says what a role has too much of for the rules in Rego; "" where
// they can be evaluated.
func tooLarge(r *role.Role) string {
	spaces, grants := 0, 0
	for i := range r.KibanaEntries {
		e := &r.KibanaEntries[i]
		spaces += len(e.Spaces)
		grants += len(e.Spaces) * len(e.Features)
	}
	const tooMuch = "it has %d %s; the rules that look at a role as a whole (those in Rego) look at %d at most, and were not evaluated over it"
	switch {
	case len(r.KibanaEntries) > maxEntries:
		return fmt.Sprintf(tooMuch, len(r.KibanaEntries), "Kibana entries", maxEntries)
	case spaces > maxSpaces:
		return fmt.Sprintf(tooMuch, spaces, "spaces in its Kibana entries", maxSpaces)
	case grants > maxGrants:
		return fmt.Sprintf(tooMuch, grants, "grants of a feature in a space", maxGrants)
	}
	return ""
}

// unread is the error for a role that not every rule was evaluated over.
func unread(text *source.File, r *role.Role, message string) FileError {
	e := FileError{File: text.Name, Message: fmt.Sprintf("role %q: %s", clip(r.Name, maxName), message)}
	if n := origin(r.Node); n != nil {
		at := text.Range(firstToken(n))
		e.Range, e.Lines = &at, lines(text, at)
	}
	return e
}

// unparsed returns the error for a file that was not read to its end, where
// only some rules were asked for and the one that would say so is none of them;
// nil where there is nothing to be said.
func (sel *selection) unparsed(f *role.File) *FileError {
	err := f.Source.Err
	if len(sel.opt.Only) == 0 || err == nil || err.Kind == source.ErrEmpty || f.Format == role.RolesYML || f.Template != nil {
		return nil
	}
	says := "syntax-error"
	if err.Kind == source.ErrLimit {
		says = "reading-limit"
	}
	if slices.Contains(sel.opt.Only, says) {
		return nil
	}
	at := f.Source.Range(err.Span)
	return &FileError{File: f.Source.Name, Range: &at, Lines: lines(f.Source, at), Message: err.Msg}
}
