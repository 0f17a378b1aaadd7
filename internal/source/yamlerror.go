package source

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"
)

// explain turns an error of the library into ours, with its place.
func (r *yamlReader) explain(err error) {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		r.fail(ErrSyntax, r.span(0, min(1, len(r.src))), strings.TrimPrefix(err.Error(), "yaml: "))
		return
	}
	p := 0
	if le.Mark.Line > 0 {
		p = r.offset(le.Mark.Line, max(le.Mark.Column, 1))
	} else {
		p = min(le.Mark.Index, len(r.src))
	}
	r.fail(ErrSyntax, r.span(p, min(p+1, len(r.src))), le.Message)
}
