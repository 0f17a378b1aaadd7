// Package report writes what a run found, one file per output format.
package report

import (
	"io"
	"maps"
	"slices"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// Options say how to write; a format uses what concerns it.
type Options struct {
	Color bool // colours by terminal escapes
	Quiet bool // findings only, each on one line
	Width int  // columns of the terminal; 0: DefaultWidth
	// Version is rolelint's own.
	Version string
	// FailOn is the least severity that fails the run; diag.Off: none does.
	FailOn diag.Severity
	// Folder is the working directory, which names of files are relative to, and
	// Root that of the repository. Formats for a service that knows the files by
	// their names in the repository name them so. Both are absolute; where Root
	// is empty, Folder is the root.
	Folder, Root string
	// Resolve returns an absolute path without links; it may be nil.
	Resolve func(path string) string
	// Fixing says that fixes were made already: what is left they do not repair.
	Fixing bool
	// Elsewhere says in words where the whole result stands besides, such as
	// "the job summary"; for formats that leave findings out.
	Elsewhere []string
}

// DefaultWidth is the width of text where no terminal says another.
const DefaultWidth = 100

// A Format writes a result. The text it writes is deterministic, valid UTF-8
// and holds no control characters that come from a file. The error is w's.
type Format interface {
	Write(w io.Writer, result *lint.Result, options Options) error
}

var formats = map[string]Format{
	"checkstyle":   checkstyleFormat{},
	"github":       githubFormat{},
	"github-sarif": githubSARIFFormat{},
	"gitlab":       gitlabFormat{},
	"json":         jsonFormat{},
	"junit":        junitFormat{},
	"markdown":     markdownFormat{},
	"sarif":        sarifFormat{},
	"text":         textFormat{},
}

// ByName returns the format of that name; false where there is none.
func ByName(name string) (Format, bool) {
	f, ok := formats[name]
	return f, ok
}

// Names returns the names of all formats, sorted.
func Names() []string { return slices.Sorted(maps.Keys(formats)) }
