package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/report"
)

// The exit codes.
const (
	exitClean    = 0 // no finding at or above --fail-on
	exitFindings = 1
	exitUsage    = 2 // wrong usage or configuration
	exitNothing  = 3 // nothing to lint
	exitFailure  = 4 // something could not be read or written, or went wrong inside
)

// What a run of lint came to, where it is not clean. The report has said why.
var (
	errFindings = errors.New("findings at or above --fail-on")
	errNothing  = errors.New("nothing to lint")
	errReported = errors.New("not everything could be checked")
)

// usageError is wrong usage or wrong configuration.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// exit prints an error that was not reported yet and returns the exit code.
func (p *program) exit(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errNothing):
		return exitNothing
	case errors.Is(err, errReported):
		return exitFailure
	case errors.As(err, &usage):
		p.complain(err)
		return exitUsage
	}
	p.complain(err)
	return exitFailure
}

// complain prints an error on the error stream, line by line.
func (p *program) complain(err error) {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		_, _ = fmt.Fprintf(p.stderr, "rolelint: %s\n", report.Escape(line))
	}
}

// didYouMean returns `. Did you mean "X"?`, or otherwise where no name is near.
func didYouMean(word string, names []string, otherwise string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf(". Did you mean %q?", near)
	}
	return otherwise
}
