package report

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

func TestMarkdown(t *testing.T) {
	equal(t, write(t, "markdown", results(t)["everything"], Options{}), `### rolelint: 1 error, 2 warnings, 1 info in 2 roles of 2 files (Kibana/Elasticsearch 9.4, platinum, self-managed); 1 suppressed; 1 in the baseline; 2 fixed since; 1 file without roles skipped; 3 problems stood in the way

Not checked:

- `+"`gone.json`"+`: no such file
- `+"`roles/a b.json:1:26`"+`: unexpected &#93;
- internal error: x&#92;ngoroutine 1 &#91;running&#93;&#58;&#92;n&#92;tmain()

| | place | rule | |
|---|---|---|---|
| error | `+"`roles/a b.json:1:26` | [`unknown-feature`](https://github.com/rolelint/rolelint/blob/main/docs/rules/unknown-feature.md)"+` | feature &#34;x/y&#34; does not exist (role &#34;soc&#34;) |
| warning | `+"`roles/ä.yml:1:4` | [`too-much`](https://github.com/rolelint/rolelint/blob/main/docs/rules/too-much.md)"+` | too much (role &#34;soc&#34;) |
| warning | `+"`roles/ä.yml:1:4` | [`too-much`](https://github.com/rolelint/rolelint/blob/main/docs/rules/too-much.md)"+` | too much (role &#34;soc&#34;) |
| info | `+"`roles/ä.yml:1:1` | `our-own`"+` | m |
`)
}

// GitHub takes nothing at all of a summary that is too long.
func TestSummaryIsCut(t *testing.T) {
	result := &lint.Result{Target: target}
	for range 20_000 {
		result.Findings = append(result.Findings, lint.Finding{Rule: ours, Severity: diag.Info, Message: strings.Repeat("ä", 100), Location: lint.Location{File: "a.json"}})
	}
	got := write(t, "markdown", result, Options{})
	if n := len(got); n > mostSummary || n < mostSummary-1000 || !strings.HasSuffix(got, summaryCut) {
		t.Errorf("%d bytes, end in %q", n, got[n-100:])
	}
}
