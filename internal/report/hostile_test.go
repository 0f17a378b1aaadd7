package report

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// hostile has what ends or begins something in each of the formats.
const hostile = "::error file=x::y\n::add-mask::z\r##[add-mask]w ##vso[task.setvariable variable=a]b \x1b[2J\x07\x00\x9b\u202e\u2028\ufffe\uffff" +
	"\"'<script>alert(1)</script>]]><!-- --></failure>&amp; | `` ` **b** [l](javascript:x) ![i](https://example.org/p) @org #1 \\| $x$" +
	"%0A::error::%25 {{.x}} ../../etc \xff"

// others are hostile beginnings and endings, one thing each.
var others = []string{"::error::x", " \u00a0::stop-commands::x", "x\n::error::y", "##[group]x", "###teamcity[x]", "`", "``|``", "a\\", "<b>", "-->", "]]>", "%0A", "http://example.org", "", " ", "=1+1", "\xff\xfe",
	"@org/team", "#123", "org/repo#1", "GH-45", "TICKET-7", "0123456789abcdef0123456789abcdef01234567", "deadbeef", "@timestamp", "a@example.org", "www.example.org", ":tada:",
	`"@a"@org`, "\"a\"$x$\"b\"", "`a`@org", "(@org)", "\u00a0@org", "\u3000@org", "a\"@org", "1. @org", "{$x$}", "\"\"@org", "$`x`$"}

// hostileResult is a result in which everything that comes from outside is s.
func hostileResult(s string) *lint.Result {
	at := lint.Location{File: s, Path: source.Path{source.Key(s), source.Idx(0), source.Key(s)}, Lines: []string{s},
		Range: source.Range{Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 9, Offset: 8}}}
	rule := *unknownFeature
	own := diag.Rule{ID: s, Title: s, Why: s, What: s, Evidence: []string{s}, Category: diag.Hygiene, Severity: diag.Info, User: true, UserURL: s}
	finding := lint.Finding{Rule: &rule, Severity: diag.Error, Message: s, Role: s, Location: at,
		Related: []lint.RelatedLocation{{Location: at, Message: s}},
		Fix:     &diag.Fix{Title: s, Edits: []diag.Edit{{Text: s}}}, FixRanges: []source.Range{{}}}
	suppressed, users := finding, finding
	suppressed.Suppressed = &lint.Suppression{By: "comment", Reason: s, Expires: s}
	users.Rule = &own
	return &lint.Result{Target: target, Rules: []*diag.Rule{&own}, Findings: []lint.Finding{finding, users, suppressed},
		Baseline: &lint.Compared{Name: s, Fixed: []lint.Accepted{{Fingerprint: s, Rule: s, Role: s, File: s, Message: s, Count: 1}}},
		Errors:   []lint.FileError{{File: s, Message: "x" + s, Range: &at.Range, Lines: []string{s}}, {Message: "y" + s + "\n" + s}},
		Summary:  lint.Summary{Files: 1, Roles: 1, Error: 2, Suppressed: 1}}
}

// Whatever stands in a file, in its name or in a role's name: it breaks out of
// no format, gives no order to a terminal or a CI service, and hides nothing.
func TestHostile(t *testing.T) {
	for _, s := range append(others, hostile) {
		result := hostileResult(s)
		for _, name := range Names() {
			for _, options := range []Options{{FailOn: diag.Info}, {Quiet: true, Folder: "/repo/sub", Root: "/repo"}} {
				got := write(t, name, result, options)
				what := fmt.Sprintf("%s of %q", name, s)
				inert(t, what, got)
				if again := write(t, name, result, options); again != got {
					t.Errorf("%s: written twice, it differs", what)
				}
				switch name {
				case "sarif", "github-sarif":
					checkSARIF(t, got)
				case "json", "gitlab":
					if !json.Valid([]byte(got)) {
						t.Errorf("%s is no JSON:\n%s", what, got)
					}
				case "junit":
					checkXML(t, got, junitElements)
				case "checkstyle":
					checkXML(t, got, checkstyleElements)
				case "github":
					if n := len(commands(t, got)); n != 4 {
						t.Errorf("%s: %d commands:\n%s", what, n, got)
					}
				case "markdown":
					inertMarkdown(t, what, got)
				}
			}
		}
		for _, format := range DiffNames() {
			before, _ := json.Marshal(map[string]any{s: map[string]any{"cluster": []string{"all"}, "run_as": []string{s}}})
			after, _ := json.Marshal(map[string]any{s: map[string]any{"cluster": []string{"monitor"}, "run_as": []string{s + "x"}}})
			what, got := fmt.Sprintf("diff as %s of %q", format, s), written(t, compare(string(before), string(after)), format)
			inert(t, what, got)
			if format == "markdown" {
				inertMarkdown(t, what, got)
			}
		}
	}
}

// inert reports what could act on a terminal or a CI service. Lines of the
// format github are commands, and have their own test.
func inert(t *testing.T, what, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%s is no UTF-8:\n%q", what, text)
	}
	for _, r := range text {
		if r != '\n' && mustEscape(r) {
			t.Errorf("%s: %U stands in it:\n%q", what, r, text)
			break
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::") && !strings.HasPrefix(what, "github of") {
			t.Errorf("%s: a command in %q", what, line)
		}
	}
	if m := bracketCommand.FindString(text); m != "" {
		t.Errorf("%s: %s stands in it:\n%s", what, m, text)
	}
}

var (
	codeSpans = regexp.MustCompile("`[^`\n]*`")
	ownLinks  = regexp.MustCompile(`\]\((https://github\.com/rolelint/rolelint/[a-z/.-]*|http://example\.org)\)`) // the latter is a rule's own
	ownCode   = regexp.MustCompile(`<code>[^<]*</code>`)
	ownTags   = regexp.MustCompile(`<br>|</?(?:details|summary|sub)>`)
	ownFences = regexp.MustCompile("(?s)\n(```+)diff\n.*?\n(```+)\n")
	// linked is what GitHub makes a link, a mention or a formula of, which it
	// looks for when entities and escapes are read already.
	linked = regexp.MustCompile(`@|#|://|www\.|\$|:[a-z0-9_+-]+:|[A-Za-z]+-[0-9]|\b[0-9a-fA-F]{7,}\b`)
)

// inertMarkdown reports Markdown or HTML that is not the format's own, and what
// GitHub would link: it does so everywhere but in code.
func inertMarkdown(t *testing.T, what, text string) {
	t.Helper()
	text = ownFences.ReplaceAllStringFunc(text, func(block string) string {
		if fences := ownFences.FindStringSubmatch(block); fences[1] != fences[2] {
			return block
		}
		return "\n"
	})
	cells := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "|---") {
			cells = strings.Count(line, "|")
		} else if strings.HasPrefix(line, "| ") && cells > 0 && strings.Count(line, "|") != cells {
			t.Errorf("%s: a row with other than %d cells: %s", what, cells-1, line)
		}
		rest := codeSpans.ReplaceAllString(ownLinks.ReplaceAllString(line, ")"), "CODE")
		rest = strings.TrimPrefix(ownTags.ReplaceAllString(ownCode.ReplaceAllString(rest, "CODE"), ""), "### ")
		rest = strings.ReplaceAll(strings.ReplaceAll(rest, "[CODE)", ""), "**", "")
		if strings.ContainsAny(rest, "<>`*[]\\") || linked.MatchString(html.UnescapeString(rest)) {
			t.Errorf("%s: not inert: %s\n(left: %s)", what, line, rest)
		}
	}
}
