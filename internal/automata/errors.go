package automata

import (
	"errors"
	"fmt"
)

// ErrTooComplex says that a question was given up because it would have cost
// more than its budget. It is this package's limit, close to Elasticsearch's
// own but not the same: it means "unknown", never "the server refuses it".
var ErrTooComplex = errors.New("too complex to analyse")

// SyntaxError says that Elasticsearch cannot read a pattern.
type SyntaxError struct {
	Pattern string // the whole pattern, slashes included
	Offset  int    // byte offset inside Pattern of what is wrong
	Msg     string // the server's words; a position in them counts UTF-16 units from after the first slash
}

// Error returns the pattern and the server's words.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid pattern %q: %s", e.Pattern, e.Msg)
}
