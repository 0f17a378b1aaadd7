package fix

import (
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Why a fix was not made.
const (
	newError = "another error would come of it"
	unequal  = "it is not proved that access stays as it is"
	unlike   = "read again, the text would say something else than it should; change it by hand"
	tooMany  = "too much was tried for this file"
)

// against says why a proposal may not take the place of the file's text; ""
// where it may.
func (p *proposal) against(now found, opt lint.Options, of pass) string {
	if now.errors > p.of.found.errors {
		return newError
	}
	errors := p.of.found.severe()
	for what, n := range now.severe() {
		if n > errors[what] {
			return newError
		}
	}
	before, after := p.of.decode(p.of.Text, opt), p.of.decode(p.text, opt)
	switch {
	case !p.expected(before, after) || !sameRoles(before, after):
		return unlike
	case of == safe && !equalAccess(before, after, opt):
		return unequal
	}
	return ""
}

// decode reads a text as the file's.
func (w *file) decode(text []byte, opt lint.Options) *role.File {
	formats := w.Formats
	if len(formats) == 0 {
		formats = opt.Formats
	}
	return role.Decode(source.Parse(w.Name, text, source.Limits{}), role.Options{Formats: formats})
}

// expected reports whether the text says what the changes make of the file,
// and nothing else.
func (p *proposal) expected(before, after *role.File) bool {
	if after.Source.Err != nil || before.Format != after.Format {
		return false
	}
	// The changes name nodes of the tree that was linted. The roles of roles.yml,
	// which are read each by itself, have one top there that stands in no text.
	var changes []edit.Change
	linted, roles := map[source.Span]*source.Node{}, map[source.Span]*source.Node{}
	for _, f := range p.chosen {
		for _, c := range f.Fix.Changes {
			changes = append(changes, c)
			if n := c.Node(); n != nil {
				top := n.Root()
				linted[top.Val] = top
				for _, member := range top.Children {
					roles[member.Key] = member
				}
			}
		}
	}
	old, now := documents(before), documents(after)
	if len(old) != len(now) {
		return false
	}
	for i, doc := range old {
		if other := linted[doc.Val]; other != nil {
			doc = edit.Expect(other, changes)
		} else if len(before.Segments) > 0 {
			doc = piece(doc, roles, changes)
		}
		if !edit.Same(doc, now[i]) {
			return false
		}
	}
	return true
}

// piece returns what changes make of a piece of roles.yml: roles are its
// members as they were linted, by their keys.
func piece(doc *source.Node, roles map[source.Span]*source.Node, changes []edit.Change) *source.Node {
	out := &source.Node{Kind: doc.Kind, Text: doc.Text, Name: doc.Name}
	for _, member := range doc.Children {
		if linted := roles[member.Key]; linted != nil {
			member = edit.Expect(linted, changes)
		}
		out.Children = append(out.Children, member)
	}
	return out
}

// documents are the tops of a file's trees: of roles.yml those of the pieces.
func documents(f *role.File) []*source.Node {
	if len(f.Segments) == 0 {
		return f.Source.Docs
	}
	var out []*source.Node
	for _, s := range f.Segments {
		if s.Doc != nil {
			out = append(out, s.Doc)
		}
	}
	return out
}

// sameRoles reports whether the roles are as many, with the same names.
func sameRoles(before, after *role.File) bool {
	if len(before.Roles) != len(after.Roles) {
		return false
	}
	for i, r := range before.Roles {
		if r.Name != after.Roles[i].Name {
			return false
		}
	}
	return true
}

// equalAccess reports whether every role is proved to grant what it did.
func equalAccess(before, after *role.File, opt lint.Options) bool {
	target := opt.Target.WithDefaults()
	for i := range before.Roles {
		one := diff.Side{Target: target, Single: true, Roles: []diff.Loaded{{Role: before.Roles[i], File: before.Source}}}
		other := diff.Side{Target: target, Single: true, Roles: []diff.Loaded{{Role: after.Roles[i], File: after.Source}}}
		if diff.Compare(&one, &other).Verdict != diff.Equal {
			return false
		}
	}
	return true
}
