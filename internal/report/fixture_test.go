package report

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

var unknownFeature = &diag.Rule{
	ID: "unknown-feature", Category: diag.Ineffective, Severity: diag.Error,
	Title:    "A feature does not exist",
	Why:      "Kibana stores a feature it does not know, e.g. a misspelt one. It grants nothing.\n\nMore.",
	What:     "Correct the id. Or leave it out.",
	Evidence: []string{"https://example.org/thread", "elastic/kibana:role_utils.ts"},
}

var target = catalog.Target{Stack: catalog.V(9, 4), License: catalog.Platinum, Deployment: catalog.SelfManaged}

// marked makes a location of a text in which «…» stand around the range.
func marked(t *testing.T, file, text string) lint.Location {
	t.Helper()
	start := strings.Index(text, "«")
	end := strings.Index(text, "»") - len("«")
	if start < 0 || end < start {
		t.Fatalf("no marks in %q", text)
	}
	f := &source.File{Name: file, Src: []byte(strings.NewReplacer("«", "", "»", "").Replace(text))}
	loc := lint.Location{File: file, Range: f.Range(source.Span{Start: start, End: end})}
	for n := loc.Range.Start.Line; n <= min(loc.Range.End.Line, loc.Range.Start.Line+lint.MaxLines-1); n++ {
		loc.Lines = append(loc.Lines, string(f.Line(n)))
	}
	return loc
}

// write returns what a format writes.
func write(t *testing.T, format string, result *lint.Result, options Options) string {
	t.Helper()
	f, ok := ByName(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b strings.Builder
	if err := f.Write(&b, result, options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// equal compares texts and shows both where they differ.
func equal(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
