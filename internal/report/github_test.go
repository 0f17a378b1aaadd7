package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// command is a workflow command as GitHub's runner reads it.
type command struct {
	name, data string
	properties map[string]string
}

// commands reads a log line by line as the runner does
// (actions/runner:src/Runner.Common/ActionCommand.cs@079cdb1d05fe, TryParseV2).
func commands(t *testing.T, log string) []command {
	t.Helper()
	unescape := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%")
	unescapeProperty := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	var out []command
	for line := range strings.Lines(log) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "::")
		info, data, ok2 := strings.Cut(rest, "::")
		if !ok || !ok2 {
			t.Fatalf("no command: %q", line)
		}
		c := command{data: unescape.Replace(data), properties: map[string]string{}}
		name, properties, _ := strings.Cut(info, " ")
		c.name = name
		for _, p := range strings.Split(properties, ",") {
			key, value, _ := strings.Cut(p, "=")
			c.properties[key] = unescapeProperty.Replace(value)
		}
		out = append(out, c)
	}
	return out
}

func TestGitHub(t *testing.T) {
	got := commands(t, write(t, "github", results(t)["everything"], Options{Folder: "/repo/sub", Root: "/repo"}))
	want := []command{
		{"error", "no such file", map[string]string{"file": "sub/gone.json", "title": "rolelint could not check everything"}},
		{"error", "unexpected ]", map[string]string{"file": "sub/roles/a b.json", "line": "1", "endLine": "1", "col": "26", "endColumn": "31", "title": "rolelint could not check everything"}},
		{"error", "internal error: x\ngoroutine 1 [running]:\n\\tmain()", map[string]string{"title": "rolelint could not check everything"}},
		{"error", "feature \"x/y\" does not exist (role \"soc\")\nhttps://github.com/rolelint/rolelint/blob/main/docs/rules/unknown-feature.md",
			map[string]string{"file": "sub/roles/a b.json", "line": "1", "endLine": "1", "col": "26", "endColumn": "31", "title": "unknown-feature"}},
		{"warning", "too much (role \"soc\")\nhttps://github.com/rolelint/rolelint/blob/main/docs/rules/too-much.md",
			map[string]string{"file": "sub/roles/ä.yml", "line": "1", "endLine": "2", "title": "too-much"}},
	}
	want = append(want, want[4])
	want = append(want, command{"notice", "m", map[string]string{"file": "sub/roles/ä.yml", "line": "1", "endLine": "1", "col": "1", "endColumn": "1", "title": "our-own"}})
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

// GitHub drops what is beyond its limits: that is said, and the most severe are
// those that stay.
func TestGitHubIsCut(t *testing.T) {
	for _, test := range []struct {
		errors, warnings, infos       int
		wantErrors, wantWarn, wantInf int
		last                          string
	}{
		{10, 10, 10, 10, 10, 10, ""},
		{11, 0, 10, 10, 0, 10, "1 error and 1 info more: "},
		{12, 13, 0, 10, 10, 1, "2 errors and 3 warnings more: "},
		{0, 0, 11, 0, 0, 10, "2 infos more: "},
	} {
		result := &lint.Result{Target: target}
		for severity, n := range map[diag.Severity]int{diag.Info: test.infos, diag.Warning: test.warnings, diag.Error: test.errors} {
			for range n {
				result.Findings = append(result.Findings, lint.Finding{Rule: ours, Severity: severity, Message: "m", Location: lint.Location{File: "f", Range: source.Range{Start: source.Position{Line: 1}}}})
			}
		}
		got := commands(t, write(t, "github", result, Options{Elsewhere: []string{"the log", "the job summary"}}))
		counts := map[string]int{}
		for _, c := range got {
			counts[c.name]++
		}
		if counts["error"] != test.wantErrors || counts["warning"] != test.wantWarn || counts["notice"] != test.wantInf {
			t.Errorf("%+v: %v", test, counts)
		}
		last := got[len(got)-1].data
		if test.last == "" {
			if last != "m" {
				t.Errorf("%+v: ends in %q", test, last)
			}
			continue
		}
		equal(t, last, test.last+"GitHub shows 10 annotations of each type; everything is in the log and in the job summary")
	}
}

func TestNamesInRepository(t *testing.T) {
	for _, test := range []struct{ folder, root, name, want, uri string }{
		{"/r/sub", "/r", "a b.json", "sub/a b.json", "sub/a%20b.json"},
		{"/r/sub", "/r", "../c.json", "c.json", "c.json"},
		{"/r", "/r", "/r/x/y.json", "x/y.json", "x/y.json"},
		{"/r", "/r", "/else where/y.json", "/else where/y.json", "file:///else%20where/y.json"},
		{"/r", "", "a.json", "a.json", "a.json"},
		{"/r", "", "../a.json", "/a.json", "file:///a.json"},
		{"", "", "a//b.json", "a/b.json", "a/b.json"},
		{"/r", "/r", "a:b?c#d%\n\xff.json", "a:b?c#d%\n\\xff.json", "./a:b%3Fc%23d%25%0A%FF.json"},
	} {
		options := Options{Folder: test.folder, Root: test.root}
		if got := options.hostName(test.name); got != test.want {
			t.Errorf("%+v: name %q", test, got)
		}
		if got, _ := options.fileURI(test.name); got != test.uri {
			t.Errorf("%+v: URI %q", test, got)
		}
	}
}

// A repository that is reached over a link, and a file that is, are the same.
func TestNamesOverLinks(t *testing.T) {
	resolve := func(path string) string { return strings.Replace(path, "/link", "/repo", 1) }
	for _, test := range []struct{ folder, root, name, want, uri string }{
		{"/link/sub", "/link", "/repo/roles/a.json", "roles/a.json", "roles/a.json"},
		{"/repo/sub", "/repo", "/link/roles/a.json", "roles/a.json", "roles/a.json"},
		{"/link", "/link", "/other/a.json", "/other/a.json", "file:///other/a.json"},
	} {
		options := Options{Folder: test.folder, Root: test.root, Resolve: resolve}
		name := options.hostName(test.name)
		if uri, _ := options.fileURI(test.name); name != test.want || uri != test.uri {
			t.Errorf("%+v: name %q, URI %q", test, name, uri)
		}
	}
}
