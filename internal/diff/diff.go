// Package diff says what changed in access between two sets of roles, role by
// role, and whether that is what the author declared.
package diff

import (
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Verdict says what became of the access of a role, or of all of them.
type Verdict string

// The verdicts.
const (
	Equal    Verdict = "equal"    // proved: nothing gained, nothing lost
	Widened  Verdict = "widened"  // something gained; proved that nothing is lost
	Narrowed Verdict = "narrowed" // something lost; proved that nothing is gained
	Changed  Verdict = "changed"  // something gained and something lost
	Added    Verdict = "added"    // the role is in AFTER only
	Removed  Verdict = "removed"  // the role is in BEFORE only
	Unknown  Verdict = "unknown"  // not decided in one direction or both
)

// Loaded is a role with the file that it was read from.
type Loaded struct {
	*role.Role
	File *source.File
}

// Side is one of the two sets of roles.
type Side struct {
	Title  string // as the user named it
	Target catalog.Target
	Roles  []Loaded
	// Folder is what the names of the side's files begin with: the folder that
	// the user named. The same file on both sides has the same name below it.
	Folder string
	// Single says that the side is one file that the user named. Two such
	// sides with one role each are compared whatever the roles are called.
	Single bool
}

// Result is the difference between two sides.
type Result struct {
	Before, After string // titles
	// From is the target of BEFORE, Target that of AFTER; mostly the same.
	From, Target catalog.Target
	Verdict      Verdict
	Roles        []Role // by name, then file
	// Intended says that BEFORE is what is declared of the roles.
	Intended bool
	Problems []Problem
	// Declared is what became of the declared changes; nil where none were
	// asked for.
	Declared *DeclaredResult
}

// Role is what became of one role.
type Role struct {
	Name string
	// Was is the role's name in BEFORE, where it is another.
	Was     string
	Verdict Verdict
	Gained  []Change
	Lost    []Change
	Unknown []Doubt
	// Rewritten says that the texts differ; only then an Equal needed a proof.
	Rewritten bool

	Before, After *Loaded // nil where the role is not on that side
}

// Change is an access gained or lost, with its place: of a gain in AFTER, of a
// loss in BEFORE.
type Change struct {
	access.Change
	Location Location
}

// Doubt is what could not be decided.
type Doubt struct {
	access.Unknown
	Location Location
	Gain     bool // whether something may be gained; otherwise something may be lost
}

// Location is a place in a file. Range is zero where there is none.
type Location struct {
	File  string
	Path  source.Path
	Range source.Range
}

// Problem is what keeps a role from being compared.
type Problem struct {
	Location Location
	Message  string
}

// Locate returns the place of a node; of a node that is not written itself,
// such as a value that YAML leaves out, the place of its key.
func Locate(f *source.File, n *source.Node) Location {
	for n != nil && n.Origin != nil {
		n = n.Origin
	}
	if f == nil {
		return Location{}
	}
	if n == nil {
		return Location{File: f.Name}
	}
	span := n.Val
	if span.Start == span.End && !n.Key.IsZero() {
		span = n.Key
	}
	return Location{File: f.Name, Path: n.Path(), Range: f.Range(span)}
}
