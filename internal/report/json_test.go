package report

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

func TestJSON(t *testing.T) {
	at := marked(t, "roles/soc.json", "{\"kibana\": [{\"feature\": {«\"<x>\"»: 1}}]}")
	at.Path = source.Path{source.Key("kibana"), source.Idx(0), source.Key("feature"), source.Key("<x>")}
	plain := marked(t, "roles/soc.json", "«{»")
	result := &lint.Result{
		Target: target,
		Findings: []lint.Finding{
			{Rule: unknownFeature, Severity: diag.Warning, Message: "a < b & c", Role: "soc", Location: at,
				Related: []lint.RelatedLocation{{Location: plain, Message: "here"}},
				Fix:     &diag.Fix{Safe: true, Title: "t", Edits: []diag.Edit{{Span: source.Span{Start: 3, End: 5}, Text: "é"}}}},
			{Rule: unknownFeature, Severity: diag.Error, Message: "m", Location: plain},
		},
		Errors:  []lint.FileError{{File: "gone.json", Message: "no such file"}},
		Summary: lint.Summary{Files: 1, Skipped: 2, Roles: 3, Error: 4, Warning: 5, Info: 6},
	}
	equal(t, write(t, "json", result, Options{Color: true}), `{"version":1,"target":{"stack":"9.4","license":"platinum","deployment":"self-managed"},"findings":[
{"rule":"unknown-feature","category":"ineffective","severity":"warning","message":"a < b & c","role":"soc","file":"roles/soc.json","path":["kibana",0,"feature","<x>"],"range":{"start":{"line":1,"column":26,"offset":25},"end":{"line":1,"column":31,"offset":30}},"related":[{"file":"roles/soc.json","path":null,"range":{"start":{"line":1,"column":1,"offset":0},"end":{"line":1,"column":2,"offset":1}},"message":"here"}],"fix":{"safe":true,"title":"t","edits":[{"start":3,"end":5,"text":"é"}]},"url":"https://github.com/rolelint/rolelint/blob/main/docs/rules/unknown-feature.md","fingerprint":"","suppressed":null},
{"rule":"unknown-feature","category":"ineffective","severity":"error","message":"m","role":"","file":"roles/soc.json","path":null,"range":{"start":{"line":1,"column":1,"offset":0},"end":{"line":1,"column":2,"offset":1}},"related":[],"fix":null,"url":"https://github.com/rolelint/rolelint/blob/main/docs/rules/unknown-feature.md","fingerprint":"","suppressed":null}
],"errors":[
{"file":"gone.json","range":null,"message":"no such file"}
],"summary":{"files":1,"roles":3,"error":4,"warning":5,"info":6,"suppressed":0,"skipped":2}}
`)
}

func TestJSONEmpty(t *testing.T) {
	equal(t, write(t, "json", &lint.Result{Target: target}, Options{}),
		`{"version":1,"target":{"stack":"9.4","license":"platinum","deployment":"self-managed"},"findings":[],"errors":[],"summary":{"files":0,"roles":0,"error":0,"warning":0,"info":0,"suppressed":0,"skipped":0}}
`)
}

func TestJSONIsAlwaysValid(t *testing.T) {
	evil := "\xff\x00\u2028\x1b"
	got := write(t, "json", &lint.Result{
		Target: target,
		Findings: []lint.Finding{{Rule: unknownFeature, Severity: diag.Error, Message: evil, Role: evil,
			Location: lint.Location{File: evil, Path: source.Path{source.Key(evil)}}}},
		Errors: []lint.FileError{{File: evil, Message: evil}},
	}, Options{})
	if !utf8.ValidString(got) || !json.Valid([]byte(got)) {
		t.Errorf("not valid: %q", got)
	}
}

// What a file holds does not act on a terminal, and is the same to a program.
func TestJSONEscapes(t *testing.T) {
	name := "a\u009b31m\u202e\u2066\u200b\u0085\u007f\u2028\U000E0041é漢\U0001F600\x1b[31m\\"
	got := write(t, "json", &lint.Result{Target: target, Errors: []lint.FileError{{File: "x.json", Message: name}}}, Options{})
	for _, r := range got {
		if r != '\n' && mustEscape(r) {
			t.Errorf("%U stands in the output", r)
		}
	}
	var read struct{ Errors []struct{ Message string } }
	if err := json.Unmarshal([]byte(got), &read); err != nil || len(read.Errors) != 1 || read.Errors[0].Message != name {
		t.Errorf("%v: %q, want %q", err, read.Errors, name)
	}
}
