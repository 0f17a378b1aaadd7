package decode

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/source"
)

// Reader reads a file of ours and collects what is wrong with it.
type Reader struct {
	File   *source.File
	errors Errors
}

// NewReader parses a file of which name is how it is printed.
func NewReader(name string, text []byte) Reader {
	return Reader{File: source.Parse(name, text, source.Limits{})}
}

// Fail reports a place.
func (r *Reader) Fail(at source.Span, format string, args ...any) {
	r.errors = append(r.errors, Error{File: r.File.Name, At: r.File.Position(at.Start), Message: fmt.Sprintf(format, args...)})
}

// Report takes an error that was found elsewhere.
func (r *Reader) Report(e Error) { r.errors = append(r.errors, e) }

// Errors returns what was reported, by position.
func (r *Reader) Errors() Errors {
	slices.SortStableFunc(r.errors, func(a, b Error) int { return a.At.Offset - b.At.Offset })
	return r.errors
}

// Failed returns how many places were reported.
func (r *Reader) Failed() int { return len(r.errors) }

// Document reports what is wrong with the file as a whole and returns its one
// document; nil where it is empty. What is what such a file is called.
func (r *Reader) Document(what string) *source.Node {
	switch err := r.File.Err; {
	case err != nil && err.Kind != source.ErrEmpty:
		r.Fail(err.Span, "%s", err.Msg)
	case len(r.File.Docs) > 1:
		r.Fail(r.File.Docs[1].Val, "a second document: %s is one", what)
	}
	for _, note := range r.File.Notes {
		if note.Kind == source.NoteDuplicateKey {
			r.Fail(note.Span, "%s is stated twice", r.File.Src[note.Span.Start:note.Span.End])
		}
	}
	if len(r.File.Docs) == 0 || r.File.Docs[0].Kind == source.Null {
		return nil
	}
	return r.File.Docs[0]
}

// Article returns a kind with its article, as messages say what a value is.
func Article(k source.Kind) string {
	switch k {
	case source.Object, source.Array:
		return "an " + k.String()
	case source.Null:
		return "empty"
	}
	return "a " + k.String()
}
