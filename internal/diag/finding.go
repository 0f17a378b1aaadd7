package diag

import (
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/source"
)

// Part tells which token of a node a finding points at.
type Part uint8

// The parts of a node.
const (
	Value Part = iota // the value; for a long object or array see Open
	Key               // the member's key; the value where there is no key
	Entry             // from the key to the end of the value
)

// Place is a token of a file: a node and the part of it. Findings carry
// places; the engine turns them into positions.
type Place struct {
	Node *source.Node
	Part Part
	// File is the file that the place is in; nil where it is the finding's own.
	File *source.File
	// Span overrides the node's token where the place is no node, such as a
	// comment or a line of a broken file; zero otherwise.
	Span source.Span
}

// Related is a second place that explains a finding.
type Related struct {
	Place
	Message string
}

// Edit replaces the bytes of a span by a text.
type Edit = edit.Edit

// Fix is a change that resolves a finding.
type Fix struct {
	Safe  bool // claimed not to change access; it is proved where it is applied
	Title string
	// Changes say it in terms of the tree. Where one of them cannot be made
	// without touching more than it concerns, the finding has no fix.
	Changes []edit.Change
	// Edits are the bytes to change, by position. The engine makes them of
	// Changes; a fix of what is not in the tree, a comment, comes with them.
	Edits []Edit
}

// Finding is what a rule says of a place.
type Finding struct {
	Rule     *Rule
	Severity Severity
	Message  string // one line; the whole story
	Role     string // the role's name; empty for a finding about the file
	Place
	Related []Related
	Fix     *Fix
	// Unfixed says, where there is no Fix, why not, if a reader may expect one.
	Unfixed string
	// Key tells the finding from others of its rule at the same place, in words
	// that stay the same over versions: a name, not a message. Empty where a
	// rule says one thing of a place.
	Key string
}
