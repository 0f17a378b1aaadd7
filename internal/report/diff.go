package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/lint"
)

// Diff is a difference in access, with what could not be read.
type Diff struct {
	*diff.Result
	Errors []lint.FileError
	// Left are files with roles that `files` of AFTER's configuration does not name
	// any more, Entered those that it names anew; both were compared all the same.
	Left, Entered []string
	// Notes are assumptions besides.
	Notes []string
	// Past counts the first of Errors that are about a git revision BEFORE:
	// nobody can mend that, so that they leave the verdict unknown and fail nothing.
	Past int
}

// diffFormats are the ways to write a difference.
var diffFormats = []struct {
	name  string
	write func(io.Writer, *Diff, Options) error
}{
	{"json", writeDiffJSON},
	{"markdown", writeDiffMarkdown},
	{"text", writeDiffText},
}

// DiffNames returns the names of the formats of a difference, sorted.
func DiffNames() []string {
	var names []string
	for _, f := range diffFormats {
		names = append(names, f.name)
	}
	return names
}

// WriteDiff writes a difference in the format of that name, one of DiffNames.
// The error is w's.
func WriteDiff(w io.Writer, d *Diff, format string, options Options) error {
	for _, f := range diffFormats {
		if f.name == format {
			return f.write(w, d, options)
		}
	}
	return fmt.Errorf("unknown format %q", format)
}

// verdictOrder is the order in which people read a difference: more access
// first.
var verdictOrder = []diff.Verdict{diff.Widened, diff.Changed, diff.Added, diff.Unknown, diff.Narrowed, diff.Removed, diff.Equal}

// verdictLine says what came out, in one line.
func verdictLine(d *Diff) string {
	problems := ""
	if n := len(d.Errors); n > 0 {
		problems = "; " + count(n, "problem", "problems") + " kept roles from being compared"
	}
	if len(d.Roles) == 0 {
		return nothingWords(d) + problems
	}
	counts := map[diff.Verdict]int{}
	for i := range d.Roles {
		counts[d.Roles[i].Verdict]++
	}
	n := len(d.Roles)
	if counts[diff.Equal] == n && problems == "" {
		return allEqualWords(d, n)
	}
	var parts []string
	for _, v := range verdictOrder {
		if counts[v] == 0 {
			continue
		}
		part := strconv.Itoa(counts[v])
		if len(parts) == 0 {
			part = count(counts[v], "role", "roles")
		}
		switch v {
		case diff.Equal:
			part += " equal (proved)"
		case diff.Unknown:
			part += " not decided"
		default:
			part += " " + string(v)
		}
		parts = append(parts, part)
	}
	text := fmt.Sprintf("%s: %s", d.Verdict, strings.Join(parts, ", "))
	if d.Verdict == diff.Narrowed {
		text += "; no new access"
	}
	return text + problems
}

// comparedLine says what was compared and for which target.
func comparedLine(d *Diff) string {
	if d.From != d.Target {
		return fmt.Sprintf("compared %s on %s with %s on %s, %s, %s", Escape(d.Before), d.From.Stack, Escape(d.After), d.Target.Stack, d.Target.License, d.Target.Deployment)
	}
	return fmt.Sprintf("compared %s with %s (%s)", Escape(d.Before), Escape(d.After), targetWords(d.Target))
}

// assumptions says what the verdicts rest on.
func assumptions(d *Diff) string {
	text := "Assumed: every role is taken by the server as it is written (rolelint lint says where not)"
	if !d.Intended {
		text += ", and nothing but the roles changed"
	}
	text += "."
	if d.From != d.Target {
		text += fmt.Sprintf(" What Kibana replaces in %s counts as the access it was; Elasticsearch privileges are compared by the actions known of %s.", d.Target.Stack, d.Target.Stack)
	}
	return strings.Join(append([]string{text}, d.Notes...), " ")
}

// scopeLines say which files came to count, or count no more.
func scopeLines(d *Diff) []string {
	var out []string
	if n := len(d.Left); n > 0 {
		out = append(out, fmt.Sprintf("scope: %s left \"files\" of the configuration and will not be looked at any more; compared all the same: ", count(n, "role file", "role files"))+listWords(d.Left, 10))
	}
	if n := len(d.Entered); n > 0 {
		out = append(out, fmt.Sprintf("scope: %s entered \"files\" of the configuration; compared with what was there before: ", count(n, "role file", "role files"))+listWords(d.Entered, 10))
	}
	return out
}

// declaredLine says whether the declared changes are those that happened.
func declaredLine(r *diff.DeclaredResult) string {
	if len(r.Failures) == 0 {
		return fmt.Sprintf("declared: the access changed exactly as declared (%s)", count(r.Count, "declaration", "declarations"))
	}
	return fmt.Sprintf("declared: the access did not change as declared (%s): %s", count(r.Count, "declaration", "declarations"), count(len(r.Failures), "difference", "differences"))
}

// failureLine is a difference between what is declared and what changed, in
// words.
type failureLine struct {
	role, text string
}

// failureLines puts the failures into words. Changes of one role that nobody
// declared are worded, and put together, as the changes themselves are.
func failureLines(r *diff.DeclaredResult) []failureLine {
	var out []failureLine
	for i := 0; i < len(r.Failures); i++ {
		f := &r.Failures[i]
		if f.Change == nil {
			text := string(f.Kind) + ": " + f.Message
			if f.Declaration != nil {
				text = fmt.Sprintf("%s: %q (%s): %s", f.Kind, f.Declaration.Text, f.Declaration.Source, f.Message)
			}
			out = append(out, failureLine{f.Role, text})
			continue
		}
		changes := []diff.Change{*f.Change}
		for i+1 < len(r.Failures) && r.Failures[i+1].Change != nil && r.Failures[i+1].Role == f.Role && r.Failures[i+1].Gain == f.Gain {
			i++
			changes = append(changes, *r.Failures[i].Change)
		}
		how := "lost"
		if f.Gain {
			how = "gained"
		}
		for _, c := range changeLines(changes) {
			text := fmt.Sprintf("%s: %s %s", f.Kind, how, c.text)
			if c.example != "" {
				text += ", for example " + c.example
			}
			out = append(out, failureLine{f.Role, text + " (" + where(c.at) + ")"})
		}
	}
	return out
}
