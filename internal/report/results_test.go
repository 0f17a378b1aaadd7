package report

import (
	"fmt"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

var (
	tooMuch = &diag.Rule{ID: "too-much", Category: diag.Excess, Severity: diag.Warning, Title: "It grants too much", Why: "W.", What: "X."}
	ours    = &diag.Rule{ID: "our-own", Category: diag.Hygiene, Severity: diag.Info, Title: "Our own", User: true}
)

// results are results with all that a format has to write, by name.
func results(t *testing.T) map[string]*lint.Result {
	at := marked(t, "roles/a b.json", "{\"kibana\": [{\"feature\": {«\"x/y\"»: 1}}]}\n")
	at.Path = source.Path{source.Key("kibana"), source.Idx(0), source.Key("feature"), source.Key("x/y")}
	lines := marked(t, "roles/ä.yml", "a: «b\nc»: d\n")
	empty := marked(t, "roles/ä.yml", "«»a: b\n")
	suppressed := func(by, expires string) *lint.Suppression {
		return &lint.Suppression{By: by, Reason: "known", Expires: expires}
	}
	everything := &lint.Result{
		Baseline: &lint.Compared{Name: ".rolelint-baseline.json", Fixed: []lint.Accepted{{Fingerprint: "0123456789abcdef0123", Rule: "our-own", File: "f", Message: "m", Count: 2}}},
		Target:   target, Rules: []*diag.Rule{ours, tooMuch, unknownFeature},
		Findings: []lint.Finding{
			{Rule: ours, Severity: diag.Info, Message: "m", Location: empty},
			{Rule: unknownFeature, Severity: diag.Error, Message: `feature "x/y" does not exist`, Role: "soc", Location: at,
				Related: []lint.RelatedLocation{{Location: lines, Message: "here"}},
				Fix: &diag.Fix{Safe: true, Title: "replace it", Edits: []diag.Edit{
					{Span: source.Span{Start: 3, End: 5}, Text: "é"}, {Span: source.Span{Start: 7, End: 7}, Text: "n\n"}}},
				FixRanges: []source.Range{at.Range, empty.Range}},
			{Rule: tooMuch, Severity: diag.Warning, Message: "too much", Role: "soc", Location: lines},
			{Rule: tooMuch, Severity: diag.Warning, Message: "too much", Role: "soc", Location: lines},
			{Rule: tooMuch, Severity: diag.Error, Message: "hidden", Role: "soc", Location: lines, Suppressed: suppressed("comment", "2027-01-31")},
			{Rule: ours, Severity: diag.Error, Message: "hidden too", Location: lines, Suppressed: suppressed("baseline", "")},
		},
		Errors: []lint.FileError{
			{File: "gone.json", Message: "no such file"},
			{File: "roles/a b.json", Range: &at.Range, Message: "unexpected ]"},
			{Message: "internal error: x\ngoroutine 1 [running]:\n\tmain()"},
		},
		Summary: lint.Summary{Files: 2, Roles: 2, Error: 1, Warning: 2, Info: 1, Suppressed: 2, Skipped: 1},
	}
	for i := range everything.Findings {
		everything.Findings[i].Fingerprint = fmt.Sprintf("%020x", i)
	}
	everything.Findings[3].Fingerprint = everything.Findings[2].Fingerprint
	clean := &lint.Result{Target: target, Rules: []*diag.Rule{unknownFeature}, Summary: lint.Summary{Files: 1, Roles: 1}}
	return map[string]*lint.Result{"everything": everything, "clean": clean, "nothing": {Target: target}}
}
