package report

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/lint"
)

// Complete reports whether a format has every finding of a result that counts,
// and everything that could not be checked. A format that is no name of Names,
// such as a template, may leave out anything.
func Complete(format string, result *lint.Result, options Options) bool {
	switch format {
	case "checkstyle", "gitlab", "json", "junit", "sarif", "text":
		return true
	case "github-sarif":
		return len(counted(result)) <= mostResults
	case "markdown":
		_, complete := summaryMarkdown(result, &options)
		return complete
	}
	return false
}

// shownResults is how many results of a run GitHub shows, by severity (github/docs:
// data/reusables/code-scanning/sarif-limits.md@2fd966a1c872).
const shownResults = 5_000

// CodeScanningNote says what GitHub's code scanning does not take, or show, of a
// result; "" where it shows everything.
func CodeScanningNote(result *lint.Result) string {
	n := len(counted(result))
	switch {
	case n > mostResults:
		return fmt.Sprintf("%d of %d findings left out: GitHub refuses more than %d in a run, and shows the %d most severe", n-mostResults, n, mostResults, shownResults)
	case n > shownResults:
		return fmt.Sprintf("of its %d findings GitHub shows the %d most severe", n, shownResults)
	}
	return ""
}
