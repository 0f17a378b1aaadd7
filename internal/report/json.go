package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// jsonFormat writes one object, one finding a line. Its members are a contract:
// they may be added to, not changed.
type jsonFormat struct{}

// jsonVersion is the version of the contract.
const jsonVersion = 1

type jsonFinding struct {
	Rule     string        `json:"rule"`
	Category diag.Category `json:"category"`
	Severity diag.Severity `json:"severity"`
	Message  string        `json:"message"`
	Role     string        `json:"role"`
	File     string        `json:"file"`
	Path     []any         `json:"path"`
	Range    source.Range  `json:"range"`
	Related  []jsonRelated `json:"related"`
	Fix      *jsonFix      `json:"fix"`
	URL      string        `json:"url"`
	// Fingerprint names the finding from one run to the next.
	Fingerprint string `json:"fingerprint"`
	// Suppressed is null where the finding counts.
	Suppressed *jsonSuppression `json:"suppressed"`
}

type jsonSuppression struct {
	By      string `json:"by"`
	Reason  string `json:"reason"`
	Expires string `json:"expires"`
}

type jsonRelated struct {
	File    string       `json:"file"`
	Path    []any        `json:"path"`
	Range   source.Range `json:"range"`
	Message string       `json:"message"`
}

type jsonFix struct {
	Safe  bool       `json:"safe"`
	Title string     `json:"title"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type jsonError struct {
	File    string        `json:"file"`
	Range   *source.Range `json:"range"`
	Message string        `json:"message"`
}

type jsonSummary struct {
	Files      int `json:"files"`
	Roles      int `json:"roles"`
	Error      int `json:"error"`
	Warning    int `json:"warning"`
	Info       int `json:"info"`
	Suppressed int `json:"suppressed"`
	Skipped    int `json:"skipped"`
}

// Write writes the result as one JSON object. Strings that are no valid UTF-8
// have U+FFFD in the place of the bytes at fault; names of files are as FileName
// has them.
func (jsonFormat) Write(w io.Writer, result *lint.Result, _ Options) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"target":`)
	out.value(result.Target)
	out.text(`,"findings":`)
	writeArray(out, len(result.Findings), func(i int) any { return newJSONFinding(&result.Findings[i]) })
	out.text(`,"errors":`)
	writeArray(out, len(result.Errors), func(i int) any {
		e := &result.Errors[i]
		return jsonError{FileName(e.File), e.Range, e.Message}
	})
	out.text(`,"summary":`)
	s := result.Summary
	out.value(jsonSummary{Files: s.Files, Roles: s.Roles, Error: s.Error, Warning: s.Warning, Info: s.Info, Suppressed: s.Suppressed, Skipped: s.Skipped})
	if b := result.Baseline; b != nil {
		out.text(`,"baseline":{"file":`)
		out.value(b.Name)
		out.text(`,"fixed":`)
		writeArray(out, len(b.Fixed), func(i int) any { return b.Fixed[i] })
		out.text("}")
	}
	out.text("}\n")
	return out.flush()
}

func newJSONFinding(f *lint.Finding) jsonFinding {
	out := jsonFinding{
		Rule: f.Rule.ID, Category: f.Rule.Category, Severity: f.Severity, Message: f.Message, Role: f.Role,
		File: FileName(f.File), Path: jsonPath(f.Path), Range: f.Range, Related: []jsonRelated{}, URL: f.Rule.URL(), Fingerprint: f.Fingerprint,
	}
	for _, r := range f.Related {
		out.Related = append(out.Related, jsonRelated{FileName(r.File), jsonPath(r.Path), r.Range, r.Message})
	}
	if s := f.Suppressed; s != nil {
		out.Suppressed = &jsonSuppression{s.By, s.Reason, s.Expires}
	}
	if f.Fix != nil {
		out.Fix = &jsonFix{Safe: f.Fix.Safe, Title: f.Fix.Title, Edits: []jsonEdit{}}
		for _, e := range f.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, jsonEdit{e.Span.Start, e.Span.End, e.Text})
		}
	}
	return out
}

// jsonPath returns the path as names and numbers; nil, which is null, where
// the place is no value.
func jsonPath(path source.Path) []any {
	if path == nil {
		return nil
	}
	out := make([]any, len(path))
	for i, step := range path {
		if step.IsKey() {
			out[i] = step.Key
		} else {
			out[i] = step.Index
		}
	}
	return out
}

// WriteRules writes the metadata of rules as one JSON object, one rule a line,
// with the severity that holds for each; off where it does not run.
func WriteRules(w io.Writer, rules []*diag.Rule, holds func(*diag.Rule) diag.Severity) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"rules":`)
	writeArray(out, len(rules), func(i int) any {
		return jsonRule{rules[i], rules[i].Preset().String(), holds(rules[i]), rules[i].URL()}
	})
	out.text("}\n")
	return out.flush()
}

type jsonRule struct {
	*diag.Rule
	Preset string        `json:"preset"` // the smallest that has it
	Holds  diag.Severity `json:"holds"`
	URL    string        `json:"url"`
}

// jsonWriter writes JSON piece by piece; the first error stays.
type jsonWriter struct {
	buffer  *bufio.Writer
	encoder *json.Encoder
	err     error
}

func newJSONWriter(w io.Writer) *jsonWriter {
	out := &jsonWriter{buffer: bufio.NewWriterSize(w, 64<<10)}
	out.encoder = json.NewEncoder(jsonText{out.buffer})
	out.encoder.SetEscapeHTML(false)
	return out
}

func (out *jsonWriter) text(s string) {
	_, _ = out.buffer.WriteString(s) // bufio keeps the error for Flush
}

func (out *jsonWriter) value(v any) {
	if err := out.encoder.Encode(v); err != nil && out.err == nil {
		out.err = err
	}
}

func (out *jsonWriter) flush() error {
	if out.err != nil {
		return out.err
	}
	return out.buffer.Flush()
}

// writeArray writes an array, one element a line.
func writeArray(out *jsonWriter, n int, element func(int) any) {
	out.text("[")
	for i := range n {
		if i > 0 {
			out.text(",")
		}
		out.text("\n")
		out.value(element(i))
	}
	if n > 0 {
		out.text("\n")
	}
	out.text("]")
}

// jsonText takes the values that json.Encoder writes. It drops the newline
// after each, and writes characters that could act on a terminal, or hide, as
// \u009b: encoding/json does so only below U+0020. What a CI service would take
// for a command is broken in the same way.
type jsonText struct{ to io.Writer }

func (t jsonText) Write(p []byte) (int, error) {
	_, err := io.WriteString(t.to, EscapeJSON(strings.TrimSuffix(string(p), "\n")))
	return len(p), err
}

// EscapeJSON escapes in a JSON text, or one whose strings are written as JSON
// writes them, characters that could act on a terminal, or hide.
func EscapeJSON(s string) string {
	if strings.Contains(s, "##") {
		s = bracketCommand.ReplaceAllString(s, `#\u0023$1[`)
	}
	i := strings.IndexFunc(s, func(r rune) bool { return r >= 0x7f && mustEscape(r) })
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:i])
	for _, r := range s[i:] {
		switch high, low := utf16.EncodeRune(r); {
		case r < 0x7f || !mustEscape(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		}
	}
	return b.String()
}
