// Package checks has what a Go check is. The checks themselves stand in the
// folders below, grouped by what they look at.
package checks

import (
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// Check is a rule written in Go. One of the functions is set at least.
type Check struct {
	diag.Rule
	// Role looks at one role.
	Role func(*Pass)
	// File looks at a file as a whole: its text, or its roles side by side.
	File func(*Pass)
	// Folder looks at a file beside earlier files of its folder; it is called
	// where one of them defines a role of a name that the file has too.
	Folder func(*Pass)
	// Surroundings looks at what stands beside the roles, with all roles of the
	// run at hand; it is called where something is given. Its places name their
	// file (InFile).
	Surroundings func(*Pass)
}

// Pass gives a check what it needs and takes its findings.
type Pass struct {
	// File is the file at hand; nil for Check.Surroundings.
	File *role.File
	// Role is the role at hand; nil but for Check.Role.
	Role *role.Role
	// Target is what the findings are stated for; every field is set.
	Target catalog.Target
	// Around is what stands beside the roles; nil where nothing is given.
	Around *surroundings.Surroundings
	// All are the roles of the run; nil but for Check.Surroundings.
	All *AllRoles
	// Earlier are the roles of earlier files of the folder whose names the file
	// at hand has too; nil but for Check.Folder.
	Earlier map[string]Definition

	rule   *diag.Rule
	values diag.Values
	report func(diag.Finding)
	shared []shared
	file   *OfFile
}

// Definition is where a role is defined.
type Definition struct {
	File string
	API  role.API // who reads it
}

// AllRoles are the roles of a run.
type AllRoles struct {
	Files []*role.File // in the order of the inputs
	// Complete says that these are meant to be all roles that there are: folders
	// were searched, or an answer of the server was read, and nothing in them
	// went unread.
	Complete bool
}

// OfFile is what the checks share over all roles of a file. The zero value is
// ready to use.
type OfFile struct {
	shared []shared
	// Exceeded are what checks did not look at, in the order of the roles.
	Exceeded []Exceeded
}

// Exceeded says that a file goes beyond what checks look at.
type Exceeded struct {
	Role    *role.Role
	Message string
}

// Exceed says what checks leave out from the role at hand on, because the file
// is too hard. The run reports it as an error and not as a finding: it is not
// known what the file means.
func (p *Pass) Exceed(message string) {
	if p.file != nil {
		p.file.Exceeded = append(p.file.Exceeded, Exceeded{p.Role, message})
	}
}

// In makes the pass one of a file that passes over other roles belong to.
func (p *Pass) In(file *OfFile) *Pass {
	p.file = file
	return p
}

// OnceInFile is Once for all roles of the file at hand.
func OnceInFile[T any](p *Pass, key any, compute func() T) T {
	if p.file == nil {
		p.file = new(OfFile)
	}
	return once(&p.file.shared, key, compute)
}

// shared is a value that several checks need of the same role or file.
type shared struct{ key, value any }

// Once returns what compute returns, computed once for all checks of the role
// or file at hand. The key is the caller's own, such as a pointer to a package
// variable.
func Once[T any](p *Pass, key any, compute func() T) T {
	return once(&p.shared, key, compute)
}

func once[T any](list *[]shared, key any, compute func() T) T {
	for _, s := range *list {
		if s.key == key {
			return s.value.(T)
		}
	}
	value := compute()
	*list = append(*list, shared{key, value})
	return value
}

// Beside gives the pass what stands beside the roles.
func (p *Pass) Beside(around *surroundings.Surroundings) *Pass {
	p.Around = around
	return p
}

// Spaces returns the spaces that there are; nil where they are not given.
func (p *Pass) Spaces() *surroundings.Spaces {
	if p.Around == nil {
		return nil
	}
	return p.Around.Spaces
}

// For makes the pass one of another rule, with the options that are set for
// it, over the same role or file.
func (p *Pass) For(rule *diag.Rule, values diag.Values) *Pass {
	p.rule, p.values = rule, values
	return p
}

// Option returns the value of an option of the rule; it has the Go type that
// belongs to the option's type.
func Option[T any](p *Pass, name string) T { return p.rule.Value(p.values, name).(T) }

// NewPass returns a pass of one rule over a file and, where not nil, a role.
func NewPass(f *role.File, r *role.Role, t catalog.Target, rule *diag.Rule, report func(diag.Finding)) *Pass {
	return &Pass{File: f, Role: r, Target: t, rule: rule, report: report}
}

// Report reports a finding at a place, with the rule's default severity.
// Details add related places, lower the severity or attach a fix.
func (p *Pass) Report(at diag.Place, message string, opts ...Detail) {
	f := diag.Finding{Rule: p.rule, Severity: p.rule.Severity, Message: message, Place: at}
	if p.Role != nil {
		f.Role = p.Role.Name
	}
	for _, opt := range opts {
		opt(&f)
	}
	p.report(f)
}

// Detail refines a finding.
type Detail func(*diag.Finding)

// Related adds a place that explains the finding.
func Related(at diag.Place, message string) Detail {
	return func(f *diag.Finding) {
		f.Related = append(f.Related, diag.Related{Place: at, Message: message})
	}
}

// Severity replaces the rule's default severity.
func Severity(s diag.Severity) Detail { return func(f *diag.Finding) { f.Severity = s } }

// Named tells the finding from others of its rule at the same place: by a name,
// which stays the same over versions.
func Named(key string) Detail { return func(f *diag.Finding) { f.Key = key } }

// SafeFix offers changes that leave access as it is. That is proved whenever
// they are applied, and where it cannot be proved they are not made.
func SafeFix(title string, changes ...edit.Change) Detail { return fix(true, title, changes) }

// UnsafeFix offers changes that may change access; they are made only where
// the user asks for such.
func UnsafeFix(title string, changes ...edit.Change) Detail { return fix(false, title, changes) }

// NoFix offers none.
func NoFix(*diag.Finding) {}

// Unfixed offers none, and says why not.
func Unfixed(why string) Detail { return func(f *diag.Finding) { f.Unfixed = why } }

// fix offers changes; none where there are none.
func fix(safe bool, title string, changes []edit.Change) Detail {
	return func(f *diag.Finding) {
		if len(changes) > 0 {
			f.Fix = &diag.Fix{Safe: safe, Title: title, Changes: changes}
		}
	}
}

// OfRole names the role of a finding of Check.File.
func OfRole(r *role.Role) Detail { return func(f *diag.Finding) { f.Role = r.Name } }

// Value is the value of a node as a place.
func Value(n *source.Node) diag.Place { return diag.Place{Node: n} }

// Key is the key of a member as a place.
func Key(n *source.Node) diag.Place { return diag.Place{Node: n, Part: diag.Key} }

// InFile is a place of another file than the one at hand.
func InFile(f *source.File, at diag.Place) diag.Place {
	at.File = f
	return at
}

// At is a span of the text as a place.
func At(s source.Span) diag.Place { return diag.Place{Span: s} }
