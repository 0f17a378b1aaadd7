package report

import (
	"fmt"
	"io"

	"github.com/rolelint/rolelint/internal/lint"
)

// markdownFormat writes a summary for people, such as GitHub's job summary: the
// verdict, then a table with everything, the most severe first.
type markdownFormat struct{}

// mostSummary bounds the summary, in bytes. GitHub takes 1024 KiB from a step,
// and nothing at all of what is longer ("upload aborted"). The action writes
// what changes in access to the same file, which may be mostComment characters
// of four bytes; the rest is for what else the step has to say.
const mostSummary = 600_000

// Write writes the summary.
func (markdownFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	text, _ := summaryMarkdown(result, &options)
	_, err := io.WriteString(w, text)
	return err
}

// summaryMarkdown returns the summary, and whether it has everything.
func summaryMarkdown(result *lint.Result, options *Options) (text string, complete bool) {
	findings := counted(result)
	written := 0
	m := &markdown{limit: mostSummary, size: func(s string) int { return len(s) }, cut: func() string {
		return fmt.Sprintf("\n_Cut here, %d of %d findings left out; all are in the output of `rolelint lint`._\n", len(findings)-written, len(findings))
	}}
	m.line("### rolelint: " + inline(summary(result)))
	if len(result.Errors) > 0 {
		m.block("", "Not checked:", "")
		for i := range result.Errors {
			e := &result.Errors[i]
			at := ""
			if e.File != "" {
				at = code(position(options.hostName(e.File), e.Range)) + ": "
			}
			m.line("- " + at + inline(e.Message))
		}
	}
	if len(findings) > 0 {
		// What was found comes first: GitHub cuts off what a long path pushes aside.
		m.block("", "| | finding | rule | place |", "|---|---|---|---|")
	}
	for _, f := range findings {
		m.line("| " + f.Severity.String() + " | " + inline(messageWithRole(f)) + " | " + ruleLink(f) + " | " + code(position(options.hostName(f.File), &f.Range)) + " |")
		if !m.full {
			written++
		}
	}
	return m.String(), !m.full
}

// ruleLink names the rule of a finding, with a link to its page where it has
// one.
func ruleLink(f *lint.Finding) string {
	if url := pageURL(f.Rule); url != "" {
		return "[" + code(f.Rule.ID) + "](" + url + ")"
	}
	return code(f.Rule.ID)
}
