// Package report writes what a run found, one file per output format.
package report

import (
	"io"
	"maps"
	"slices"

	"github.com/rolelint/rolelint/internal/lint"
)

// Options say how to write; a format uses what concerns it.
type Options struct {
	Color bool // colours by terminal escapes
	Quiet bool // findings only, each on one line
	Width int  // columns of the terminal; 0: DefaultWidth
}

// DefaultWidth is the width of text where no terminal says another.
const DefaultWidth = 100

// A Format writes a result. The text it writes is deterministic, valid UTF-8
// and holds no control characters that come from a file. The error is w's.
type Format interface {
	Write(w io.Writer, result *lint.Result, options Options) error
}

var formats = map[string]Format{
	"json": jsonFormat{},
	"text": textFormat{},
}

// ByName returns the format of that name; false where there is none.
func ByName(name string) (Format, bool) {
	f, ok := formats[name]
	return f, ok
}

// Names returns the names of all formats, sorted.
func Names() []string { return slices.Sorted(maps.Keys(formats)) }
