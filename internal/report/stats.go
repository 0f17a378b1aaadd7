package report

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/rolelint/rolelint/internal/lint"
)

// mostRules is how many rules have a row of their own.
const mostRules = 30

// WriteStats writes where the time of a run went as two tables: phases in the
// order of the run, and the rules that took longest.
func WriteStats(w io.Writer, s *lint.Stats) error {
	var b strings.Builder
	fmt.Fprintf(&b, "time %s; phases and rules are summed over all workers, and what several rules in Rego share counts for the first of them\n\n", milliseconds(s.Total))
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(s lint.Spent) {
		_, _ = fmt.Fprintf(t, "%s\t%d\t  %s\n", milliseconds(s.Time), s.Calls, Escape(s.Name)) // a strings.Builder takes everything
	}
	table := func(title string, rows []lint.Spent) {
		_, _ = fmt.Fprintf(t, "time\tcalls\t  %s\n", title)
		for _, s := range rows {
			row(s)
		}
	}
	table("phase", s.Phases)
	_, _ = fmt.Fprintln(t)
	longest := s.Rules[:min(len(s.Rules), mostRules)]
	table("rule", longest)
	if rest := s.Rules[len(longest):]; len(rest) > 0 {
		others := lint.Spent{Name: fmt.Sprintf("%d other rules", len(rest))}
		for _, r := range rest {
			others.Time += r.Time
			others.Calls += r.Calls
		}
		row(others)
	}
	_ = t.Flush()
	_, err := io.WriteString(w, b.String())
	return err
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
}
