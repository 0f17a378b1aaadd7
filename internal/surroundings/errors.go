package surroundings

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// Error is something wrong in kibana.yml or in a list of spaces.
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

func fail(f *source.File, at source.Span, format string, args ...any) Error {
	return Error{File: f.Name, At: f.Position(at.Start), Message: fmt.Sprintf(format, args...)}
}

// article returns a kind with its article.
func article(k source.Kind) string {
	switch k {
	case source.Object, source.Array:
		return "an " + k.String()
	case source.Null:
		return "null"
	}
	return "a " + k.String()
}
