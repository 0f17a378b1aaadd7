package lint

import (
	"sync"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// resolve is the one place where a finding's places become positions. What
// resolves fixes is resolveFix.
func resolve(f *source.File, d *diag.Finding) Finding {
	out := Finding{
		Rule:     d.Rule,
		Severity: d.Severity,
		Message:  clip(d.Message, maxMessage),
		Role:     clip(d.Role, maxName),
		Location: locate(f, d.Place),
		Unfixed:  d.Unfixed,
	}
	if n := origin(d.Node); n != nil && !n.Alias.IsZero() {
		out.Related = append(out.Related, RelatedLocation{at(f, n.Alias), "used here"})
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, RelatedLocation{locate(f, r.Place), clip(r.Message, maxMessage)})
	}
	return out
}

// resolveElsewhere resolves a finding in a file of the user's that holds no
// roles: an intent file, the configuration. Such files are not fixed.
func resolveElsewhere(f *source.File, d *diag.Finding) Finding {
	out := resolve(f, d)
	prints := fingerprints{file: &role.File{Source: f}}
	out.Fingerprint = prints.of(d)
	return out
}

// The longest message and role name, in bytes. Messages quote what stands in
// the file, which may be megabytes in one word; no role that Elasticsearch takes
// has a name of more than 1024 characters (Validation.Roles.validateRoleName).
const (
	maxMessage = 4000
	maxName    = 4 * 1024
)

// clip shortens a text to at most so many bytes, and says that it did.
func clip(s string, most int) string {
	const more = "…"
	if len(s) <= most {
		return s
	}
	end := most - len(more)
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + more
}

// foreign guards the files of places that are not in the finding's own file:
// an intent file is shared by all workers.
var foreign sync.Mutex

// locate finds the token that a place names; f is the finding's own file.
func locate(f *source.File, p diag.Place) Location {
	if p.File != nil && p.File != f {
		foreign.Lock()
		defer foreign.Unlock()
		f = p.File
	}
	n := origin(p.Node)
	if n == nil {
		return at(f, p.Span)
	}
	loc := at(f, span(n, p))
	loc.Path = n.Path()
	return loc
}

// origin returns the node of the text that a node stands for.
func origin(n *source.Node) *source.Node {
	for n != nil && n.Origin != nil {
		n = n.Origin
	}
	return n
}

func span(n *source.Node, p diag.Place) source.Span {
	switch {
	case !p.Span.IsZero():
		return p.Span
	case p.Part == diag.Key && !n.Key.IsZero():
		return n.Key
	case p.Part == diag.Entry && !n.Key.IsZero():
		return source.Span{Start: n.Key.Start, End: max(n.Key.End, n.Val.End)}
	case n.Val.Start == n.Val.End && !n.Key.IsZero():
		return n.Key // a value that is not written, such as `key:` in YAML
	}
	return n.Val
}

func at(f *source.File, s source.Span) Location {
	r := f.Range(s)
	return Location{File: f.Name, Range: r, Lines: lines(f, r)}
}

// lines returns the source lines of a range, at most MaxLines of them; none of a
// file that may hold passwords.
func lines(f *source.File, r source.Range) []string {
	if f.Secret {
		return nil
	}
	last := min(r.End.Line, r.Start.Line+MaxLines-1)
	out := make([]string, 0, last-r.Start.Line+1)
	for n := r.Start.Line; n <= last; n++ {
		out = append(out, f.Line(n))
	}
	return out
}

func (s *Summary) count(f *Finding) {
	switch {
	case f.Suppressed != nil:
		s.Suppressed++
	case f.Severity == diag.Error:
		s.Error++
	case f.Severity == diag.Warning:
		s.Warning++
	case f.Severity == diag.Info:
		s.Info++
	}
}
