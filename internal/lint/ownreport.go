package lint

import (
	"bytes"
	"regexp"
	"unicode"

	"github.com/rolelint/rolelint/internal/source"
)

// reports are the beginnings, without blanks, of what programs such as this one
// write as JSON: findings, differences and access of rolelint, SARIF, and Code
// Quality reports.
var reports = regexp.MustCompile(`^(?:\{"version":1,"target":\{"stack":|\{"\$schema":"[^"]*sarif[^"]*"|\{"version":"2\.1\.0",|\[\{"description":"(?:[^"\\]|\\.)*","check_name":")`)

// beginning is how much of a text tells what it is; messages are at most
// maxMessage bytes long, before they are written as JSON.
const beginning = 8 * maxMessage

// IsReport reports whether a text begins as a report does, which is no role
// file, however large it is.
func IsReport(text []byte) bool {
	return reports.Match(bytes.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text[:min(len(text), beginning)]))
}

// IsLargeReport reports whether a text is a report of which so much is there
// that it was not read to its end.
func IsLargeReport(text *source.File) bool {
	return text.Err != nil && text.Err.Kind == source.ErrLimit && IsReport(text.Src)
}
