package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// githubFormat writes workflow commands, which GitHub Actions turns into
// annotations of files:
// ::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message
type githubFormat struct{}

// mostAnnotations is how many annotations of each type a step can have; the
// runner drops the rest without a word (actions/runner:
// src/Runner.Worker/ExecutionContext.cs, AddIssue; actions/toolkit#734).
const mostAnnotations = 10

// annotation is a workflow command in the making.
type annotation struct {
	severity diag.Severity
	file     string // as the host knows it; "" for none
	at       *source.Range
	title    string
	message  string
}

var annotationCommands = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "notice"}

// Write writes an annotation for each problem and finding, the most severe
// first, as many as GitHub shows, and a last one that says how many are left
// out and where they are.
func (githubFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	out := bufio.NewWriter(w)
	all := annotations(result, &options)
	room := map[diag.Severity]int{diag.Error: mostAnnotations, diag.Warning: mostAnnotations, diag.Info: mostAnnotations}
	left := leftOut(all, room)
	if len(left) > 0 {
		room[diag.Info]-- // for the last one
		left = leftOut(all, room)
	}
	for i := range all {
		if a := &all[i]; room[a.severity] > 0 {
			room[a.severity]--
			line(out, a.command())
		}
	}
	if len(left) > 0 {
		last := annotation{severity: diag.Info, title: "rolelint", message: closing(left, options.Elsewhere)}
		line(out, last.command())
	}
	return out.Flush()
}

// annotations returns everything there is to say, the most severe first.
func annotations(result *lint.Result, options *Options) []annotation {
	var out []annotation
	for i := range result.Errors {
		e := &result.Errors[i]
		a := annotation{severity: diag.Error, at: e.Range, title: "rolelint could not check everything", message: e.Message}
		if e.File != "" {
			a.file = options.hostName(e.File)
		}
		out = append(out, a)
	}
	for _, f := range counted(result) {
		a := annotation{f.Severity, options.hostName(f.File), &f.Range, f.Rule.ID, messageWithRole(f)}
		if url := pageURL(f.Rule); url != "" {
			a.message += "\n" + url
		}
		out = append(out, a)
	}
	return out
}

// leftOut counts by severity what there is no room for.
func leftOut(all []annotation, room map[diag.Severity]int) map[diag.Severity]int {
	counts := map[diag.Severity]int{}
	for i := range all {
		counts[all[i].severity]++
	}
	left := map[diag.Severity]int{}
	for severity, n := range counts {
		if n > room[severity] {
			left[severity] = n - room[severity]
		}
	}
	return left
}

// closing says what is left out and where it is.
func closing(left map[diag.Severity]int, elsewhere []string) string {
	var more []string
	for _, c := range []struct {
		severity  diag.Severity
		one, many string
	}{{diag.Error, "error", "errors"}, {diag.Warning, "warning", "warnings"}, {diag.Info, "info", "infos"}} {
		if n := left[c.severity]; n > 0 {
			more = append(more, count(n, c.one, c.many))
		}
	}
	where := `-f text shows them all, and -f markdown="$GITHUB_STEP_SUMMARY" puts them into the job summary`
	if len(elsewhere) > 0 {
		where = "everything is in " + strings.Join(elsewhere, " and in ")
	}
	return fmt.Sprintf("%s more: GitHub shows %d annotations of each type; %s", strings.Join(more, " and "), mostAnnotations, where)
}

// command returns the workflow command. Columns are stated on one line only:
// the runner drops them otherwise (ActionCommandManager.ValidateLinesAndColumns).
func (a *annotation) command() string {
	var properties []string
	add := func(name, value string) { properties = append(properties, name+"="+commandProperty(value)) }
	if a.file != "" {
		add("file", a.file)
		if at := a.at; at != nil && at.Start.Line > 0 {
			add("line", fmt.Sprint(at.Start.Line))
			add("endLine", fmt.Sprint(max(at.Start.Line, at.End.Line)))
			if at.Start.Line == at.End.Line {
				add("col", fmt.Sprint(at.Start.Column))
				add("endColumn", fmt.Sprint(max(at.Start.Column, at.End.Column)))
			}
		}
	}
	add("title", a.title)
	return "::" + annotationCommands[a.severity] + " " + strings.Join(properties, ",") + "::" + commandData(a.message)
}

// commandData escapes the message of a workflow command. Its own line breaks
// stay line breaks; whatever else could act stands as Escape has it.
func commandData(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.ReplaceAll(Escape(lines[i]), "%", "%25")
	}
	return strings.Join(lines, "%0A")
}

// commandProperty escapes a property of a workflow command.
func commandProperty(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(disarmBrackets(escapeControls(s)))
}
