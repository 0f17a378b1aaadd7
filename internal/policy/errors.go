package policy

import (
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/catalog"
)

// Error is what is wrong with a Rego module: it does not parse or compile, or
// its metadata do not say what they must.
type Error struct {
	File    string // empty where there is no position
	Row     int    // from 1
	Col     int    // from 1
	Message string
}

// Error returns "FILE:ROW:COL: MESSAGE".
func (e *Error) Error() string {
	if e.File == "" {
		return e.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Row, e.Col, e.Message)
}

// wrong returns an error at a place in a module; the place may be nil.
func wrong(at *ast.Location, format string, args ...any) *Error {
	e := &Error{Message: fmt.Sprintf(format, args...)}
	if at != nil {
		e.File, e.Row, e.Col = at.File, at.Row, at.Col
	}
	return e
}

// fromOPA turns what OPA's parser and compiler return into our errors, one per
// thing that is wrong.
func fromOPA(err error) error {
	var list ast.Errors
	if !errors.As(err, &list) {
		var one *ast.Error
		if !errors.As(err, &one) {
			return err
		}
		list = ast.Errors{one}
	}
	var out []error
	for _, e := range list {
		out = append(out, wrong(e.Location, "%s", oneLine(e.Message)))
	}
	return errors.Join(out...)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// didYouMean returns `; did you mean "X"?`, or nothing where no name is near.
func didYouMean(word string, names []string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
