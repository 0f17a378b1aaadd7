package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

func TestMarkdown(t *testing.T) {
	equal(t, write(t, "markdown", results(t)["everything"], Options{}), `### rolelint: 1 error, 2 warnings, 1 info in 2 roles of 2 files (Kibana/Elasticsearch 9.4, platinum, self-managed); 1 suppressed; 1 in the baseline; 2 fixed since; 1 file without roles skipped; 3 problems stood in the way

Not checked:

- `+"`gone.json`"+`: no such file
- `+"`roles/a b.json:1:26`"+`: unexpected `+"`]`"+`
- internal error: <code>x&#92;ngoroutine</code> 1 <code>&#91;running&#93;&#58;&#92;n&#92;tmain</code>()

| | finding | rule | place |
|---|---|---|---|
| error | feature `+"`x/y`"+` does not exist (role `+"`soc`"+`) | [`+"`unknown-feature`"+`](https://github.com/rolelint/rolelint/blob/main/docs/rules/unknown-feature.md) | `+"`roles/a b.json:1:26`"+` |
| warning | too much (role `+"`soc`"+`) | [`+"`too-much`"+`](https://github.com/rolelint/rolelint/blob/main/docs/rules/too-much.md) | `+"`roles/ä.yml:1:4`"+` |
| warning | too much (role `+"`soc`"+`) | [`+"`too-much`"+`](https://github.com/rolelint/rolelint/blob/main/docs/rules/too-much.md) | `+"`roles/ä.yml:1:4`"+` |
| info | m | `+"`our-own`"+` | `+"`roles/ä.yml:1:1`"+` |
`)
}

// GitHub takes nothing at all of a summary that is too long.
func TestSummaryIsCut(t *testing.T) {
	result := &lint.Result{Target: target}
	for range 20_000 {
		result.Findings = append(result.Findings, lint.Finding{Rule: ours, Severity: diag.Info, Message: strings.Repeat("ä", 100), Location: lint.Location{File: "a.json"}})
	}
	got := write(t, "markdown", result, Options{})
	if n := len(got); n > mostSummary || n < mostSummary-1000 {
		t.Errorf("%d bytes", n)
	}
	rows := strings.Count(got, "| info |")
	if want := fmt.Sprintf("\n_Cut here, %d of 20000 findings left out; all are in the output of `rolelint lint`._\n", 20_000-rows); !strings.HasSuffix(got, want) {
		t.Errorf("%d rows, and at the end %q", rows, got[len(got)-200:])
	}
}

// The action writes what changes in access and the findings to one file, of
// which GitHub takes 1024 KiB.
func TestSummariesFitTogether(t *testing.T) {
	var before, after []string
	for i := range 500 {
		name := strings.Repeat("𝔯", 300) + fmt.Sprint(i)
		before = append(before, fmt.Sprintf(`%q: {"cluster": [], "run_as": []}`, name))
		after = append(after, fmt.Sprintf(`%q: {"cluster": [], "run_as": ["u%d"]}`, name, i))
	}
	access := written(t, compare("{"+strings.Join(before, ",")+"}", "{"+strings.Join(after, ",")+"}"), "markdown")
	result := &lint.Result{Target: target}
	for range 20_000 {
		result.Findings = append(result.Findings, lint.Finding{Rule: ours, Severity: diag.Info, Message: strings.Repeat("𝔯", 100), Location: lint.Location{File: "a.json"}})
	}
	findings := write(t, "markdown", result, Options{})
	if n := len(access) + len(findings); len(access) < 200_000 || n > 1<<20-100_000 {
		t.Errorf("%d bytes and %d bytes", len(access), len(findings))
	}
}
