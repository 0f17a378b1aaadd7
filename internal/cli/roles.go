package cli

import (
	"fmt"
	"path"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// roleFiles are roles that were read, in the order of the inputs.
type roleFiles struct {
	roles  []diff.Loaded
	errors []lint.FileError // what could not be read
	// unparsed are files that do not parse and do not look like role files.
	unparsed []lint.FileError
	// lacking are files without a role that are meant to hold one.
	lacking []lint.FileError
	files   int // that hold a role
}

// loadRoles reads the roles of files, several at a time. A file that holds no
// role is an error only where it was named.
func loadRoles(inputs []lint.Input, formats []role.Format) *roleFiles {
	each := make([]roleFiles, len(inputs))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(runtime.GOMAXPROCS(0), len(inputs))) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(inputs); i = int(next.Add(1)) - 1 {
				each[i].read(inputs[i], formats)
			}
		})
	}
	wg.Wait()
	all := &roleFiles{}
	for i := range each {
		all.roles = append(all.roles, each[i].roles...)
		all.errors = append(all.errors, each[i].errors...)
		all.unparsed = append(all.unparsed, each[i].unparsed...)
		all.files += each[i].files
		all.lacking = append(all.lacking, each[i].lacking...)
	}
	return all
}

// read reads one file.
func (l *roleFiles) read(in lint.Input, formats []role.Format) {
	src, err := in.Read()
	if err != nil {
		l.errors = append(l.errors, lint.FileError{File: in.Name, Message: err.Error()})
		return
	}
	if len(in.Formats) > 0 {
		formats = in.Formats
	}
	text := source.Parse(in.Name, src, source.Limits{})
	file := role.Decode(text, role.Options{Formats: formats, Expected: in.Listed, Named: in.Named})
	for _, r := range file.Roles {
		l.roles = append(l.roles, diff.Loaded{Role: r, File: text})
	}
	switch {
	case len(file.Roles) > 0:
		l.files = 1
	case !in.Named && !file.Unparsed():
		if lack := file.Lack(); lack != nil {
			l.lacking = append(l.lacking, lint.FileError{File: in.Name, Message: lack.String()})
		}
		return
	case !in.Named && lint.IsLargeReport(text):
		return
	case !in.Named && !in.Listed && !role.MentionsRole(text):
		l.unparsed = append(l.unparsed, fileError(text, text.Err.Span, text.Err.Msg))
		return
	case text.Err == nil:
		l.fail(text, source.Span{}, "no role in this file; --as says what it should be read as")
	}
	if text.Err != nil && len(file.Segments) == 0 {
		l.fail(text, text.Err.Span, text.Err.Msg)
	}
	for i := range file.Segments { // the loader of roles.yml reads each by itself
		// A line "---" is a piece of its own, of which no role is lost.
		if s := &file.Segments[i]; s.Err != nil && s.Err.Kind != source.ErrEmpty {
			l.fail(text, s.Err.Span, s.Err.Msg)
		}
	}
}

func (l *roleFiles) fail(f *source.File, s source.Span, message string) {
	l.errors = append(l.errors, fileError(f, s, message))
}

func fileError(f *source.File, s source.Span, message string) lint.FileError {
	e := lint.FileError{File: f.Name, Message: message}
	if !s.IsZero() {
		r := f.Range(s)
		e.Range = &r
		e.Lines = []string{f.Line(r.Start.Line)}
	}
	return e
}

// complain prints what could not be read on the error stream, and returns the
// error of the run; nil where everything was read.
func (p *program) complainOf(errors []lint.FileError) error {
	for _, e := range errors {
		place := e.File
		if e.Range != nil {
			place = fmt.Sprintf("%s:%d:%d", path.Clean(e.File), e.Range.Start.Line, e.Range.Start.Column)
		}
		p.complain(fmt.Errorf("%s: %s", place, e.Message))
	}
	if len(errors) > 0 {
		return errReported
	}
	return nil
}
