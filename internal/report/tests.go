package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
)

// TestsOptions say how the results of tests are shown.
type TestsOptions struct {
	// Verbose shows tests that passed or were skipped too, and what they printed.
	Verbose bool
	// MinCoverage is the least coverage in percent; 0 asks for none.
	MinCoverage float64
}

// Coverage returns how much of the lines was evaluated, in percent; 100 where
// there are none.
func Coverage(files ...lint.FileCoverage) float64 {
	covered, all := 0, 0
	for _, f := range files {
		covered += len(f.Covered)
		all += len(f.Covered) + len(f.Missing)
	}
	if all == 0 {
		return 100
	}
	return 100 * float64(covered) / float64(all)
}

// WriteTestsText writes the results of tests for people.
func WriteTestsText(w io.Writer, r *lint.TestReport, opt TestsOptions) error {
	var b strings.Builder
	for i := range r.Tests {
		writeTest(&b, &r.Tests[i], opt.Verbose)
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	if r.Coverage != nil {
		writeCoverage(&b, r.Coverage, opt.MinCoverage)
	}
	b.WriteString(testsSummary(r) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func testsSummary(r *lint.TestReport) string {
	s := count(r.Passed, "test", "tests") + " passed"
	switch {
	case len(r.Tests) == 0:
		s = "no test to run"
	case r.Failed > 0:
		s = fmt.Sprintf("%d of %s failed", r.Failed, count(r.Failed+r.Passed, "test", "tests"))
	}
	if r.Skipped > 0 {
		s += fmt.Sprintf(", %d skipped", r.Skipped)
	}
	return fmt.Sprintf("%s (Kibana/Elasticsearch %s, %s, %s)", s, r.Target.Stack, r.Target.License, r.Target.Deployment)
}

func outcome(t *lint.TestResult) string {
	switch {
	case t.Skipped:
		return "skipped"
	case len(t.Failures) > 0:
		return "failed"
	}
	return "passed"
}

func writeTest(b *strings.Builder, t *lint.TestResult, verbose bool) {
	if !verbose && len(t.Failures) == 0 {
		return
	}
	fmt.Fprintf(b, "%s:%d: %s: %s\n", Escape(t.File), t.Line, outcome(t), Escape(t.Name))
	for _, f := range t.Failures {
		b.WriteString("  ")
		if f.File != "" {
			fmt.Fprintf(b, "%s:%d:%d: ", Escape(f.File), f.Line, f.Column)
		}
		b.WriteString(Escape(f.Message) + "\n")
		indented(b, f.Condition)
	}
	if t.Printed != "" {
		b.WriteString("  printed\n")
		indented(b, t.Printed)
	}
}

// indented writes the lines of a text, tabs as they are.
func indented(b *strings.Builder, text string) {
	for line := range strings.Lines(text) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for i := range parts {
			parts[i] = Escape(parts[i])
		}
		b.WriteString(strings.TrimRight("    "+strings.Join(parts, "\t"), " ") + "\n")
	}
}

func writeCoverage(b *strings.Builder, files []lint.FileCoverage, least float64) {
	width := len("all")
	for _, f := range files {
		width = max(width, len(Escape(f.File)))
	}
	b.WriteString("coverage\n")
	for _, f := range files {
		fmt.Fprintf(b, "  %-*s  %5.1f%%", width, Escape(f.File), Coverage(f))
		if len(f.Missing) > 0 {
			b.WriteString("  not covered: " + rows(f.Missing))
		}
		b.WriteByte('\n')
	}
	all := Coverage(files...)
	fmt.Fprintf(b, "  %-*s  %5.1f%%", width, "all", all)
	if all < least {
		fmt.Fprintf(b, "  below the %g%% of --min-coverage", least)
	}
	b.WriteString("\n\n")
}

// rows returns ascending numbers as "3, 7-9".
func rows(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		part := fmt.Sprint(numbers[i])
		if last > i {
			part += fmt.Sprintf("-%d", numbers[last])
		}
		parts = append(parts, part)
		i = last + 1
	}
	return strings.Join(parts, ", ")
}
