package report

import (
	"testing"

	"github.com/rolelint/rolelint/internal/lint"
)

// What the formats in JSON write is known as a report.
func TestReportsAreKnown(t *testing.T) {
	for name, result := range results(t) {
		for _, format := range []string{"json", "sarif", "github-sarif", "gitlab"} {
			text := write(t, format, result, Options{Version: "1.2.3"})
			if known := lint.IsReport([]byte(text)); !known && text != "[]\n" {
				t.Errorf("%s of %s: %.100s", format, name, text)
			}
		}
	}
}
