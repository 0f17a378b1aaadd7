package report

import (
	"io"
	"strconv"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// gitlabFormat writes a Code Quality report: what GitLab reads of Code Climate's
// format (gitlabhq/gitlabhq: doc/ci/testing/code_quality.md@01eae359257f and
// app/validators/json_schemas/codeclimate.json@33827e3a534a).
type gitlabFormat struct{}

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

var gitlabSeverities = map[diag.Severity]string{diag.Error: "critical", diag.Warning: "major", diag.Info: "info"}

// Write writes what could not be checked, as blockers, and the findings that
// count. Every entry has a fingerprint of its own: GitLab shows entries with
// the same one as one.
func (gitlabFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	var issues []gitlabIssue
	seen := map[string]int{}
	add := func(issue gitlabIssue) {
		issue.Location.Lines.Begin = max(issue.Location.Lines.Begin, 1)
		issue.Location.Lines.End = max(issue.Location.Lines.End, issue.Location.Lines.Begin)
		first := issue.Fingerprint
		if n := seen[first]; n > 0 {
			issue.Fingerprint = digest(first, strconv.Itoa(n))
		}
		seen[first]++
		issues = append(issues, issue)
	}
	for i := range result.Errors {
		e := &result.Errors[i]
		name := options.hostName(e.File)
		issue := gitlabIssue{Escape(e.Message), "not-checked", digest("not-checked", name, e.Message), "blocker", gitlabLocation{Path: name}}
		if e.Range != nil {
			issue.Location.Lines = gitlabLines{e.Range.Start.Line, e.Range.End.Line}
		}
		add(issue)
	}
	for i := range result.Findings {
		f := &result.Findings[i]
		if f.Suppressed == nil {
			name := options.hostName(f.File)
			add(gitlabIssue{Escape(messageWithRole(f)), f.Rule.ID, fingerprint(f, name), gitlabSeverities[f.Severity],
				gitlabLocation{name, gitlabLines{f.Range.Start.Line, f.Range.End.Line}}})
		}
	}
	out := newJSONWriter(w)
	writeArray(out, len(issues), func(i int) any { return issues[i] })
	out.text("\n")
	return out.flush()
}
