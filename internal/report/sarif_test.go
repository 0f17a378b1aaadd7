package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// checkSARIF holds a text to the official schema and returns the run in it.
func checkSARIF(t *testing.T, text string) map[string]any {
	t.Helper()
	validate(t, "SARIF", sarifSchema(), text)
	var doc struct{ Runs []map[string]any }
	if err := json.Unmarshal([]byte(text), &doc); err != nil || len(doc.Runs) != 1 {
		t.Fatalf("%v: %d runs", err, len(doc.Runs))
	}
	return doc.Runs[0]
}

func TestSARIF(t *testing.T) {
	for name, result := range results(t) {
		for _, format := range []string{"sarif", "github-sarif"} {
			run := checkSARIF(t, write(t, format, result, Options{Version: "v1.2.3-rc.1"}))
			want := len(result.Findings)
			if format == "github-sarif" {
				want -= result.Summary.Suppressed
			}
			if list, ok := run["results"].([]any); !ok || len(list) != want {
				t.Errorf("%s, %s: results %v", format, name, run["results"])
			}
		}
	}
}

// The schema is there and forbids what is no SARIF.
func TestSARIFSchema(t *testing.T) {
	text := write(t, "sarif", results(t)["everything"], Options{})
	for _, replace := range [][2]string{{`"level":"error"`, `"level":"fatal"`}, {`"startLine":1`, `"startLine":0`}, {`"ruleIndex"`, `"ruleIdx"`}} {
		var doc any
		if err := json.Unmarshal([]byte(strings.Replace(text, replace[0], replace[1], 1)), &doc); err != nil {
			t.Fatal(err)
		}
		if sarifSchema().Validate(doc) == nil {
			t.Errorf("%s instead of %s is taken", replace[1], replace[0])
		}
	}
}

func TestSARIFResult(t *testing.T) {
	run := checkSARIF(t, write(t, "sarif", results(t)["everything"], Options{}))
	got, _ := json.MarshalIndent(run["results"].([]any)[1], "", " ")
	for _, part := range []string{
		`"ruleId": "unknown-feature"`, `"ruleIndex": 2`, `"level": "error"`,
		`"uri": "roles/a%20b.json"`, `"uriBaseId": "SRCROOT"`,
		`"byteOffset": 25`, `"byteLength": 5`, `"startColumn": 26`, `"endColumn": 31`,
		`"fullyQualifiedName": "/kibana/0/feature/x~1y"`, `"kind": "property"`, `"kind": "role"`,
		`"uri": "roles/%C3%A4.yml"`, `"text": "here"`, `"safe": true`, `"text": "n\n"`,
	} {
		if !strings.Contains(string(got), part) {
			t.Errorf("no %s in\n%s", part, got)
		}
	}
	suppressed, _ := json.Marshal(run["results"].([]any)[4].(map[string]any)["suppressions"])
	equal(t, string(suppressed), `[{"justification":"known","kind":"inSource","properties":{"by":"comment","expires":"2027-01-31"},"status":"accepted"}]`)
	suppressed, _ = json.Marshal(run["results"].([]any)[5].(map[string]any)["suppressions"])
	equal(t, string(suppressed), `[{"justification":"known","kind":"external","properties":{"by":"baseline"},"status":"accepted"}]`)
	invocation := run["invocations"].([]any)[0].(map[string]any)
	if invocation["executionSuccessful"] != false || len(invocation["toolExecutionNotifications"].([]any)) != 3 {
		t.Errorf("invocation %v", invocation)
	}
	rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
	if p := rules[1].(map[string]any)["properties"].(map[string]any); p["security-severity"] != "5.5" || p["problem.severity"] != nil {
		t.Errorf("properties of a rule about too much access: %v", p)
	}
	if p := rules[2].(map[string]any)["properties"].(map[string]any); p["security-severity"] != nil || p["problem.severity"] != "error" {
		t.Errorf("properties of another rule: %v", p)
	}
}

// A fingerprint stays when lines move, and is another for another place.
func TestFingerprint(t *testing.T) {
	one := results(t)["everything"].Findings[1]
	moved, other := one, one
	moved.Range = source.Range{}
	other.Fingerprint = "cafe"
	if fingerprint(&one, "f") != fingerprint(&moved, "f") {
		t.Error("another line is another fingerprint")
	}
	if fingerprint(&one, "f") == fingerprint(&other, "f") || fingerprint(&one, "f") == fingerprint(&one, "g") {
		t.Error("another place is the same fingerprint")
	}
}

// GitHub refuses a file with more results than it takes.
func TestGitHubSARIFIsCut(t *testing.T) {
	result := &lint.Result{Target: target}
	for i := range mostResults + 2 {
		f := lint.Finding{Rule: unknownFeature, Severity: diag.Warning, Message: "m", Location: lint.Location{File: "a.json"}}
		if i == mostResults+1 {
			f.Severity = diag.Error
		}
		result.Findings = append(result.Findings, f)
	}
	text := write(t, "github-sarif", result, Options{})
	if n := strings.Count(text, `"ruleId"`); n != mostResults {
		t.Errorf("%d results", n)
	}
	if !strings.Contains(text, `"level":"error"`) || !strings.Contains(text, "2 of 25002 findings left out") {
		t.Error("the most severe is left out, or nothing says how many are")
	}
}

// A finding without a place has a region all the same, and nothing in a text is
// a link.
func TestSARIFOfBareFinding(t *testing.T) {
	run := checkSARIF(t, write(t, "sarif", &lint.Result{Target: target, Findings: []lint.Finding{
		{Rule: ours, Severity: diag.Info, Message: `[x\](https://example.org)`, Location: lint.Location{File: "a.json"}},
	}}, Options{}))
	text, _ := json.Marshal(run["results"].([]any)[0])
	if !strings.Contains(string(text), `"startLine":1`) || strings.Contains(string(text), "](") {
		t.Errorf("%s", text)
	}
}
