package report

import (
	"slices"

	"github.com/rolelint/rolelint/internal/lint"
)

// counted returns the findings that count, the most severe first and otherwise
// in their order.
func counted(result *lint.Result) []*lint.Finding {
	var out []*lint.Finding
	for i := range result.Findings {
		if f := &result.Findings[i]; f.Suppressed == nil {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *lint.Finding) int { return int(b.Severity) - int(a.Severity) })
	return out
}
