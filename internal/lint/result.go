package lint

import (
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// Result is what a run found, in a stable order: by file, position, rule.
type Result struct {
	Target   catalog.Target
	Rules    []*diag.Rule // that ran, by id
	Findings []Finding
	Errors   []FileError // what could not be read or went wrong inside
	Summary  Summary
	// Surroundings counts the files of role mappings that were looked at.
	Surroundings int
	Stats        *Stats // nil where Options.Stats does not ask for it
	// Looked are the files that were looked into, in the order of the inputs, and
	// those that stand beside the roles.
	Looked []Looked
	// Unjudged are those of Rules that lacked what they compare roles with: that
	// they found nothing says nothing.
	Unjudged map[string]bool
	// Baseline is what became of the baseline; nil where there is none.
	Baseline *Compared
}

// Finding is a finding with its places in the text.
type Finding struct {
	Rule     *diag.Rule
	Severity diag.Severity
	Message  string
	Role     string
	Location
	Related []RelatedLocation
	Fix     *diag.Fix
	Unfixed string // why there is no Fix, where that is known
	// FixRanges are the places of Fix.Edits, in their order.
	FixRanges []source.Range
	// Fingerprint names the finding from one run to the next.
	Fingerprint string
	// Suppressed says why the finding does not count; nil where it does.
	Suppressed *Suppression
}

// Suppression says why a finding is kept from the reader. Such a finding stays
// in the machine outputs, is not counted by severity and fails no run.
type Suppression struct {
	By      string // "comment", "metadata", "configuration" or "baseline"
	Reason  string // "" where none is given
	Expires string // the last day it holds, as 2027-01-31; "" where it does not end
}

// Location is a place in a file.
type Location struct {
	File  string
	Path  source.Path // from the document's top; nil where the place is no value
	Range source.Range
	// Lines are the source lines of the range, without line ends; at most
	// MaxLines of them, and none of a file that may hold passwords.
	Lines []string
}

// MaxLines bounds Location.Lines.
const MaxLines = 4

// RelatedLocation is a second place of a finding.
type RelatedLocation struct {
	Location
	Message string
}

// FileError is a file that could not be read, or a failure inside.
type FileError struct {
	File    string        // empty where it is about no file
	Range   *source.Range // nil where there is no position
	Lines   []string
	Message string
}

// Summary counts.
type Summary struct {
	Files   int // role files looked into
	Skipped int // discovered files that hold no role
	Roles   int
	Error   int
	Warning int
	Info    int
	// Suppressed counts the findings that are in none of the three.
	Suppressed int
}

// Looked is a file that was looked into.
type Looked struct {
	Name string // as printed
	Path string // absolute
	// Partly says that not every rule looked at all of it, since a part does not
	// parse or was too much.
	Partly bool
}

// Recount counts the findings anew, after some were suppressed.
func (res *Result) Recount() {
	s := &res.Summary
	s.Error, s.Warning, s.Info, s.Suppressed = 0, 0, 0, 0
	for i := range res.Findings {
		s.count(&res.Findings[i])
	}
}

// Compared is what became of a baseline.
type Compared struct {
	Name string // of its file
	// Fixed are the entries that were looked for and not found, with how many
	// of each.
	Fixed []Accepted
}

// Accepted are findings of one fingerprint in one file that a baseline accepts.
type Accepted struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	Role        string `json:"role"`
	File        string `json:"file"` // from the project's folder
	Message     string `json:"message"`
	Count       int    `json:"count"`
}
