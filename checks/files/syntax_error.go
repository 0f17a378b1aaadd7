package files

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var syntaxError = checks.Check{
	Rule: diag.Rule{
		ID:       "syntax-error",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "The file is no JSON or YAML",
		Why: "The text does not follow the notation, ends too early, or is not UTF-8, so that no server can read it. What stands after the place is not looked at. " +
			"A `roles.yml` is cut into roles first; there each role has an error of its own (rolesyml-segment-broken).",
		What:     "Correct the place; the message says what was expected.",
		Evidence: []string{rfc8259, "https://yaml.org/spec/1.2.2/"},
	},
	File: func(p *checks.Pass) {
		err := p.File.Source.Err
		if err == nil || err.Kind == source.ErrLimit || err.Kind == source.ErrEmpty || fromTemplate(p.File) {
			return
		}
		if p.File.Format == role.RolesYML && err.Kind != source.ErrEncoding {
			return
		}
		p.Report(checks.At(err.Span), syntaxMessage(p.File))
	},
}

// syntaxMessage says what stopped the reading of a file.
func syntaxMessage(f *role.File) string {
	err := f.Source.Err
	switch err.Kind {
	case source.ErrEncoding:
		return "the file is not UTF-8: " + err.Msg
	case source.ErrTruncated:
		return fmt.Sprintf("the %s is cut off: %s", f.Source.Syntax, err.Msg)
	}
	after := "no server can read the file"
	if f.Source.Syntax == source.YAML && f.Source.Src[min(err.Span.Start, len(f.Source.Src)-1)] == '*' {
		after = "most tools stop here, and Elasticsearch takes the alias for a text"
	} else if len(f.Source.Docs) > 0 {
		after = "no server can read what follows, and it is not looked at here"
	}
	return fmt.Sprintf("no %s: %s; %s", f.Source.Syntax, err.Msg, after)
}

var readingLimit = checks.Check{
	Rule: diag.Rule{
		ID:       "reading-limit",
		Category: diag.Hygiene,
		Severity: diag.Warning,
		Title:    "The file is more than rolelint reads",
		Why: "The file is larger, nested deeper, or through its aliases longer than rolelint reads, so that a hostile file cannot exhaust the machine. " +
			"Nothing is said about what follows the place: it may be right or wrong.",
		What:     "Split the file.",
		Evidence: []string{"https://en.wikipedia.org/wiki/Billion_laughs_attack"},
	},
	File: func(p *checks.Pass) {
		if err := p.File.Source.Err; err != nil && err.Kind == source.ErrLimit {
			p.Report(checks.At(err.Span), err.Msg+"; nothing is said about what follows")
		}
	},
}

// openings are the marks with which placeholders of template languages begin.
var openings = [][]byte{[]byte("{{"), []byte("{%"), []byte("${"), []byte("<%")}

// fromTemplate reports whether the file does not parse because of a
// placeholder: the error lies on one. A placeholder elsewhere, such as
// {{_user.username}} in a document query, explains no syntax error.
func fromTemplate(f *role.File) bool {
	err := f.Source.Err
	if f.Template == nil || err.Kind != source.ErrSyntax {
		return false
	}
	src := f.Source.Src
	if f.Source.Syntax == source.YAML {
		// The places of YAML errors are rough: the line will do.
		for _, open := range openings {
			if strings.Contains(f.Source.Line(f.Source.Position(err.Span.Start).Line), string(open)) {
				return true
			}
		}
		return false
	}
	for at := max(0, err.Span.Start-1); at <= err.Span.Start && at < len(src); at++ {
		for _, open := range openings {
			if bytes.HasPrefix(src[at:], open) {
				return true
			}
		}
	}
	return false
}
