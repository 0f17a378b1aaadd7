package files

import (
	"fmt"
	"path"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/source"
)

var jsonTrailingComma = checks.Check{
	Rule: diag.Rule{
		ID:       "json-trailing-comma",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A comma stands before a closing bracket in JSON",
		Why: "Neither Kibana nor Elasticsearch takes a comma before `]` or `}`: the request is refused. " +
			"In a file with comments, or one called `.jsonc`, something probably turns it into plain JSON before it is sent; there it is a warning.",
		What:     "Remove the comma.",
		Evidence: []string{rfc8259, jsonXContent},
	},
	File: func(p *checks.Pass) {
		severity := diag.Error
		if withComments(p.File.Source) {
			severity = diag.Warning
		}
		for _, note := range p.File.Source.Notes {
			if note.Kind == source.NoteTrailingComma {
				p.Report(checks.At(note.Span), "a comma stands before the closing bracket; neither Kibana nor Elasticsearch takes that: remove it",
					checks.Severity(severity), checks.SafeFix("remove the comma", edit.Erase(note.Span)))
			}
		}
	},
}

// withComments reports whether the file is JSON with comments by its ending,
// or because it has some.
func withComments(f *source.File) bool {
	if path.Ext(f.Name) == ".jsonc" {
		return true
	}
	for _, note := range f.Notes {
		if note.Kind == source.NoteComment {
			return true
		}
	}
	return false
}

var jsonComment = checks.Check{
	Rule: diag.Rule{
		ID:       "json-comment",
		Category: diag.Rejected,
		Severity: diag.Info,
		Title:    "A JSON file has comments that its server does not take",
		Why: "Kibana's API takes plain JSON, without comments. Elasticsearch takes `//` and `/* */`, but not `#`. " +
			"Repositories that keep roles with comments strip them before they send the file; this is a reminder, once for each file.",
		What:     "Make sure that comments are stripped before the file is sent, or move them into `description` or `metadata`.",
		Evidence: []string{jsonXContent, rfc8259},
	},
	File: func(p *checks.Pass) {
		for _, note := range p.File.Source.Notes {
			if note.Kind != source.NoteComment {
				continue
			}
			hash := p.File.Source.Src[note.Span.Start] == '#'
			switch {
			case kibanas(p.File):
				p.Report(checks.At(note.Span), "Kibana's API takes no comments in JSON: strip them before the file is sent")
				return
			case hash:
				p.Report(checks.At(note.Span), `Elasticsearch takes // and /* */ comments in JSON, but none that begin with "#": strip them before the file is sent`)
				return
			}
		}
	},
}

var byteOrderMark = checks.Check{
	Rule: diag.Rule{
		ID:       "byte-order-mark",
		Category: diag.Hygiene,
		Severity: diag.Warning,
		Title:    "The file begins with a byte order mark",
		Why: "A UTF-8 byte order mark is invisible and means nothing. JSON that is sent must not begin with one, and programs differ in what they do with it: some refuse the file, others take it for a part of the first word. " +
			"What Kibana and Elasticsearch do is not established.",
		What:     "Save the file as UTF-8 without a byte order mark.",
		Evidence: []string{rfc8259 + "#section-8.1"},
	},
	File: func(p *checks.Pass) {
		for _, note := range p.File.Source.Notes {
			if note.Kind == source.NoteBOM {
				p.Report(checks.At(note.Span), fmt.Sprintf("the file begins with an invisible byte order mark, which %s does not need and not every reader takes: remove it", p.File.Source.Syntax),
					checks.SafeFix("remove the byte order mark", edit.Erase(note.Span)))
			}
		}
	},
}
