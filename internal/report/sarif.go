package report

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// sarifFormat writes SARIF 2.1.0 (OASIS, errata 01).
type sarifFormat struct{}

// githubSARIFFormat writes SARIF for GitHub's code scanning: without suppressed
// findings, which it would show as open (github/codeql-action#1230), and at most
// as many as it takes.
type githubSARIFFormat struct{}

// mostResults is how many results GitHub takes of a run; it refuses a file with
// more (github/docs: data/reusables/code-scanning/sarif-limits.md@2fd966a1c872).
const mostResults = 25_000

// Write writes every finding.
func (sarifFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	findings := make([]*lint.Finding, len(result.Findings))
	for i := range result.Findings {
		findings[i] = &result.Findings[i]
	}
	return writeSARIF(w, result, findings, nil, &options)
}

// Write writes the findings that count, the most severe where there are too
// many, and then says so.
func (githubSARIFFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	findings := counted(result)
	var notes []sarifNotification
	if len(findings) > mostResults {
		findings = findings[:mostResults]
		notes = append(notes, sarifNotification{Level: "warning", Message: sarifText{Text: CodeScanningNote(result)}})
	}
	return writeSARIF(w, result, findings, notes, &options)
}

// sarifLevels are the words of SARIF.
var sarifLevels = map[diag.Severity]string{diag.Off: "none", diag.Info: "note", diag.Warning: "warning", diag.Error: "error"}

// writeSARIF writes one run, one rule and one result a line.
func writeSARIF(w io.Writer, result *lint.Result, findings []*lint.Finding, notes []sarifNotification, options *Options) error {
	rules := sarifRules(result, findings)
	index := map[*diag.Rule]int{}
	for i, r := range rules {
		index[r] = i
	}
	out := newJSONWriter(w)
	out.text(`{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{`)
	out.text(`"tool":{"driver":{"name":"rolelint",`)
	if options.Version != "" {
		out.text(`"version":`)
		out.value(options.Version)
		out.text(",")
	}
	if semver := semanticVersion(options.Version); semver != "" {
		out.text(`"semanticVersion":`)
		out.value(semver)
		out.text(",")
	}
	out.text(`"informationUri":"https://github.com/rolelint/rolelint","rules":`)
	writeArray(out, len(rules), func(i int) any { return newSARIFRule(rules[i]) })
	out.text(`}},"columnKind":"unicodeCodePoints","originalUriBaseIds":`)
	out.value(map[string]any{sourceRoot: map[string]any{"description": sarifText{Text: "The root of the repository."}}})
	out.text(`,"invocations":[`)
	out.value(sarifInvocation{Succeeded: len(result.Errors) == 0, Notifications: append(sarifErrors(result, options), notes...)})
	out.text(`],"properties":`)
	out.value(map[string]any{"target": result.Target})
	out.text(`,"results":`)
	writeArray(out, len(findings), func(i int) any { return newSARIFResult(findings[i], index[findings[i].Rule], options) })
	out.text("}]}\n")
	return out.flush()
}

// sarifRules returns the rules that ran, by id; those of the findings in any
// case.
func sarifRules(result *lint.Result, findings []*lint.Finding) []*diag.Rule {
	rules := slices.Clone(result.Rules)
	known := map[*diag.Rule]bool{}
	for _, r := range rules {
		known[r] = true
	}
	for _, f := range findings {
		if !known[f.Rule] {
			known[f.Rule] = true
			rules = append(rules, f.Rule)
		}
	}
	slices.SortStableFunc(rules, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return rules
}

var semver = regexp.MustCompile(`^v?([0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)$`)

// semanticVersion returns a version as semantic versioning has it; "" where it
// is none.
func semanticVersion(version string) string {
	if m := semver.FindStringSubmatch(version); m != nil {
		return m[1]
	}
	return ""
}
