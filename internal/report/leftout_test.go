package report

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// A format is complete where it has every finding.
func TestComplete(t *testing.T) {
	few := &lint.Result{Target: target, Findings: make([]lint.Finding, 3)}
	many := &lint.Result{Target: target, Findings: make([]lint.Finding, mostResults+1)}
	for _, result := range []*lint.Result{few, many} {
		for i := range result.Findings {
			result.Findings[i] = lint.Finding{Rule: unknownFeature, Severity: diag.Warning, Message: strings.Repeat("m", 30), Location: lint.Location{File: "a.json"}}
		}
	}
	for _, format := range Names() {
		cuts := map[string]bool{"github-sarif": true, "markdown": true}[format]
		if want := format != "github"; Complete(format, few, Options{}) != want {
			t.Errorf("%s of three findings: want %v", format, want)
		}
		if want := format != "github" && !cuts; Complete(format, many, Options{}) != want {
			t.Errorf("%s of many findings: want %v", format, want)
		}
		if text := write(t, format, few, Options{}); Complete(format, few, Options{}) && strings.Count(text, strings.Repeat("m", 30)) < 3 {
			t.Errorf("%s is called complete:\n%s", format, text)
		}
	}
	if Complete("template", few, Options{}) {
		t.Error("nobody knows what a template leaves out")
	}
}
