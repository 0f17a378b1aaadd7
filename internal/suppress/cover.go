package suppress

import (
	"strconv"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Cover returns the suppression of a finding of the file; nil where it counts.
// The nearest is taken: the comment at the smallest value, then metadata, then
// the configuration. All that cover the finding are used.
func (s *Set) Cover(f *diag.Finding) *Match {
	rule := f.Rule.ID
	items, configured := s.byRule[rule], s.opt.Configured.of(rule)
	if len(items) == 0 && len(configured) == 0 || s.opt.Locked[rule] || Always(rule) {
		return nil
	}
	at := s.locate(f)
	var match *Match
	smallest := -1
	for _, it := range items {
		size, ok := it.covers(&at)
		if !ok {
			continue
		}
		it.covered++
		if !it.expired && (smallest < 0 || size < smallest) {
			match, smallest = &it.Match, size
		}
	}
	for _, c := range configured {
		if !c.covers(&at, s.path) {
			continue
		}
		c.used.Store(true)
		if !c.expired && match == nil {
			match = &c.Match
		}
	}
	return match
}

// place is where a finding is.
type place struct {
	node *source.Node // in the text of the file; nil where it is no value of it
	span source.Span  // where there is no node
	role *role.Role   // that the node is in; nil where it is in none
	name string       // of the role that the finding is about
}

func (s *Set) locate(f *diag.Finding) place {
	at := place{name: f.Role}
	if f.File != nil && f.File != s.file.Source {
		return at
	}
	at.node, at.span = f.Node, f.Span
	for at.node != nil && at.node.Origin != nil {
		at.node = at.node.Origin
	}
	if at.node != nil {
		at.role = s.file.RoleOf(at.node)
	}
	if at.role != nil {
		at.name = at.role.Name
	}
	return at
}

// within reports whether a place is in a part of the text. A value that an
// alias brings in is where the alias is, and where it is written.
func (at *place) within(s source.Span) bool {
	if at.node == nil {
		return !at.span.IsZero() && inside(at.span, s)
	}
	if inside(written(at.node), s) {
		return true
	}
	if at.node.Alias.IsZero() {
		return false
	}
	plain := *at.node
	plain.Alias = source.Span{}
	return inside(written(&plain), s)
}

func inside(a, b source.Span) bool { return a.Start >= b.Start && a.End <= b.End }

// covers reports whether a suppression covers a place, and how many bytes it is
// attached to.
func (it *item) covers(at *place) (size int, ok bool) {
	const metadata = 1 << 40 // further than any comment
	if it.role != nil {
		if at.role == nil {
			return metadata, at.name == it.role.Name && len(it.path) == 0
		}
		return metadata, at.role == it.role && leadsTo(it.path, at)
	}
	for _, s := range it.spans {
		if at.within(s) {
			return s.End - s.Start, true
		}
	}
	return 0, false
}

// leadsTo reports whether a path from the top of the role leads to a place, or
// to something that it is in. A * is any step.
func leadsTo(path source.Path, at *place) bool {
	if len(path) == 0 {
		return true
	}
	if at.role == nil {
		return false
	}
	full := at.node.Path()
	full = full[len(at.role.Node.Path()):]
	if len(full) < len(path) {
		return false
	}
	for i, step := range path {
		if !fits(step, full[i]) {
			return false
		}
	}
	return true
}

// fits reports whether a step of a written path is a step of a real one. In
// a.0.b the number may be a place in a list.
func fits(written, real source.Elem) bool {
	switch {
	case written.IsKey() && written.Key == "*", written == real:
		return true
	case written.IsKey() && !real.IsKey():
		return written.Key == strconv.Itoa(real.Index)
	}
	return false
}
