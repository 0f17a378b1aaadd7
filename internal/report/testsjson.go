package report

import (
	"io"
	"math"

	"github.com/rolelint/rolelint/internal/lint"
)

type jsonTest struct {
	Kind     string            `json:"kind"`
	Name     string            `json:"name"`
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Outcome  string            `json:"outcome"`
	Failures []jsonTestFailure `json:"failures"`
	Printed  string            `json:"printed"`
}

type jsonTestFailure struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	Message   string `json:"message"`
	Condition string `json:"condition"`
}

type jsonCoverage struct {
	File    string  `json:"file"`
	Percent float64 `json:"percent"`
	Covered []int   `json:"covered"`
	Missing []int   `json:"missing"`
}

type jsonTestsSummary struct {
	Passed   int      `json:"passed"`
	Failed   int      `json:"failed"`
	Skipped  int      `json:"skipped"`
	Coverage *float64 `json:"coverage"`
}

// WriteTestsJSON writes the results of tests as one JSON object, one test a
// line. Coverage is null where it was not asked for.
func WriteTestsJSON(w io.Writer, r *lint.TestReport) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"target":`)
	out.value(r.Target)
	out.text(`,"tests":`)
	writeArray(out, len(r.Tests), func(i int) any { return newJSONTest(&r.Tests[i]) })
	out.text(`,"coverage":`)
	summary := jsonTestsSummary{Passed: r.Passed, Failed: r.Failed, Skipped: r.Skipped}
	if r.Coverage == nil {
		out.text("null")
	} else {
		writeArray(out, len(r.Coverage), func(i int) any {
			f := r.Coverage[i]
			return jsonCoverage{f.File, round(Coverage(f)), append([]int{}, f.Covered...), append([]int{}, f.Missing...)}
		})
		all := round(Coverage(r.Coverage...))
		summary.Coverage = &all
	}
	out.text(`,"summary":`)
	out.value(summary)
	out.text("}\n")
	return out.flush()
}

func newJSONTest(t *lint.TestResult) jsonTest {
	out := jsonTest{Kind: t.Kind, Name: t.Name, File: t.File, Line: t.Line, Outcome: outcome(t), Failures: []jsonTestFailure{}, Printed: t.Printed}
	for _, f := range t.Failures {
		out.Failures = append(out.Failures, jsonTestFailure{f.File, f.Line, f.Column, f.Message, f.Condition})
	}
	return out
}

// round keeps two digits of a percentage.
func round(percent float64) float64 { return math.Round(percent*100) / 100 }
