package intent

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/source"
)

// Error is something wrong in an intent file.
type Error struct {
	File    string
	At      source.Position
	Message string
}

// Error returns "FILE:LINE:COLUMN: MESSAGE".
func (e Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.At.Line, e.At.Column, e.Message)
}

// Errors are all that is wrong in intent files, by file and position.
type Errors []Error

// Error returns the errors, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// didYouMean returns `; did you mean "X"?`, or otherwise where no name is near.
func didYouMean(word string, names []string, otherwise string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return otherwise
}
