// Package decode reads rolelint's own files, the configuration and intent
// files, strictly: whatever they have that such a file has not is an error at
// its place.
package decode

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// Error is something wrong in a file.
type Error struct {
	File    string
	At      source.Position
	Message string
}

// Error returns "FILE:LINE:COLUMN: MESSAGE".
func (e Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.At.Line, e.At.Column, e.Message)
}

// Errors are all that is wrong, by file and position.
type Errors []Error

// Error returns the errors, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}
