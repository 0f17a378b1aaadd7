package report

import (
	"strings"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/diag"
)

// mostDescription is how many characters GitHub shows of a description.
const mostDescription = 1024

// securitySeverities are the scores that GitHub ranks security findings by:
// high, medium and low. Only what grants too much is one; what the server
// refuses, or what grants nothing, is no danger.
var securitySeverities = map[diag.Severity]string{diag.Error: "8.0", diag.Warning: "5.5", diag.Info: "3.0"}

var problemSeverities = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "recommendation"}

func newSARIFRule(r *diag.Rule) sarifRule {
	full := r.Why
	if full == "" {
		full = r.Title
	}
	out := sarifRule{
		ID: r.ID, Name: pascalCase(r.ID),
		Short:         sarifText{Text: plainMessage(shorten(r.Title, mostDescription))},
		Full:          sarifText{Text: plainMessage(shorten(full, mostDescription))},
		Help:          sarifText{Text: plainMessage(ruleHelp(r, "")), Markdown: ruleHelp(r, "## ")},
		HelpURI:       pageURL(r),
		Configuration: sarifConfiguration{sarifLevels[r.Severity]},
		Properties:    map[string]any{"category": string(r.Category), "tags": []string{string(r.Category)}},
	}
	if out.Name == out.ID {
		out.Name = ""
	}
	switch {
	case r.Severity == diag.Off:
	case r.Category == diag.Excess:
		out.Properties["tags"] = []string{string(r.Category), "security"}
		out.Properties["security-severity"] = securitySeverities[r.Severity]
	default:
		out.Properties["problem.severity"] = problemSeverities[r.Severity]
	}
	return out
}

// ruleHelp returns what a rule's page says, without the examples; heading
// stands before each part's title.
func ruleHelp(r *diag.Rule, heading string) string {
	parts := []string{r.Title + "."}
	for _, p := range []struct{ title, text string }{{"Why", r.Why}, {"What to do", r.What}, {"Applies to", r.Versions}} {
		if p.text != "" {
			parts = append(parts, heading+p.title, p.text)
		}
	}
	if len(r.Evidence) > 0 {
		parts = append(parts, heading+"Evidence", "- "+strings.Join(r.Evidence, "\n- "))
	}
	return strings.Join(parts, "\n\n")
}

// pascalCase returns an id as SARIF wants the names of rules:
// UnknownFeature.
func pascalCase(id string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// shorten cuts a text to so many characters, and says that it did.
func shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + ellipsis
}
