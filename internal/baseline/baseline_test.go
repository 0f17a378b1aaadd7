package baseline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/lint"
)

var rules = lint.Rules()

// result has findings "FINGERPRINT FILE"; all files of it were looked into.
func result(findings ...string) *lint.Result {
	res := &lint.Result{Rules: rules[:2]}
	for _, s := range findings {
		fingerprint, file, _ := strings.Cut(s, " ")
		f := lint.Finding{Rule: rules[0], Severity: 3, Fingerprint: fingerprint}
		f.File = file
		res.Findings = append(res.Findings, f)
		look(res, file)
	}
	return res
}

func look(res *lint.Result, files ...string) *lint.Result {
	for _, file := range files {
		res.Looked = append(res.Looked, lint.Looked{Name: file, Path: "/" + file})
	}
	return res
}

// partly says that not every rule looked at all of a file.
func partly(res *lint.Result, file string) *lint.Result {
	res.Looked = append(res.Looked, lint.Looked{Name: file, Path: "/" + file, Partly: true})
	return res
}

func scope(whole bool) Scope {
	return Scope{Whole: whole, Project: func(path string) string { return strings.TrimPrefix(path, "/") }}
}

// TestApply: as many as the baseline has are accepted, wherever they are now;
// what is missing is fixed where it was looked for.
func TestApply(t *testing.T) {
	for _, c := range []struct {
		name    string
		before  []string
		after   *lint.Result
		partial bool
		want    string // new findings | fixed
	}{
		{"the same", []string{"a f", "b f", "a g"}, result("a f", "b f", "a g"), false, "|"},
		{"one new", []string{"a f"}, result("a f", "c f"), false, "c f|"},
		{"one more of the same", []string{"a f"}, result("a f", "a f"), false, "a f|"},
		{"one fixed", []string{"a f", "b f"}, look(result("a f"), "f"), false, "|b f"},
		{"one of two fixed", []string{"a f", "a f", "a f"}, result("a f"), false, "|2 a f"},
		{"moved", []string{"a f"}, result("a g"), false, "|"},
		{"moved, and one fixed", []string{"a f", "a f"}, result("a g"), false, "|a f"},
		{"the file is gone", []string{"a f", "b g"}, result("a f"), false, "|b g"},
		{"a part of the project", []string{"a f", "b g"}, result("a f"), true, "|"},
		{"a part, and fixed in it", []string{"a f", "b f", "c g"}, result("a f"), true, "|b f"},
		{"the same in two files, one looked into", []string{"a f", "a g"}, result("a f"), true, "|"},
		{"nothing any more", []string{"a f"}, look(result(), "f"), false, "|a f"},
		{"read in part", []string{"a f", "b g"}, partly(look(result(), "f"), "g"), false, "|a f"},
	} {
		entries, _ := Of(result(c.before...), scope(true))
		(&Baseline{"b.json", entries}).Apply(c.after, scope(!c.partial))
		var fresh, fixed []string
		for _, f := range c.after.Findings {
			if f.Suppressed == nil {
				fresh = append(fresh, f.Fingerprint+" "+f.File)
			} else if f.Suppressed.By != By {
				t.Errorf("%s: suppressed by %s", c.name, f.Suppressed.By)
			}
		}
		for _, e := range c.after.Baseline.Fixed {
			s := e.Fingerprint + " " + e.File
			if e.Count > 1 {
				s = fmt.Sprint(e.Count) + " " + s
			}
			fixed = append(fixed, s)
		}
		if got := strings.Join(fresh, ", ") + "|" + strings.Join(fixed, ", "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if n := c.after.Summary; n.Error != len(fresh) || n.Suppressed != len(c.after.Findings)-len(fresh) {
			t.Errorf("%s: counted %+v", c.name, n)
		}
	}
}

// TestApplyJudges: what did not run, or does not take part, is left alone.
func TestApplyJudges(t *testing.T) {
	entries, _ := Of(result("a f", "b f"), scope(true))
	b := &Baseline{"b.json", entries}
	b.Entries[0].Rule, b.Entries[1].Rule = rules[5].ID, "no-such-rule"
	res := look(result(), "f")
	if b.Apply(res, scope(true)); len(res.Baseline.Fixed) != 1 || res.Baseline.Fixed[0].Rule != "no-such-rule" {
		t.Errorf("a rule that did not run is not judged, one that is gone is: %+v", res.Baseline.Fixed)
	}
	res.Errors = []lint.FileError{{Message: "unreadable"}}
	if b.Apply(res, scope(true)); len(res.Baseline.Fixed) != 0 {
		t.Errorf("something was not read: %+v", res.Baseline.Fixed)
	}

	res.Errors, res.Rules, res.Unjudged = nil, lint.Rules(), map[string]bool{rules[5].ID: true}
	if b.Apply(res, scope(true)); len(res.Baseline.Fixed) != 1 || res.Baseline.Fixed[0].Rule != "no-such-rule" {
		t.Errorf("a rule that lacked what it compares with is not judged: %+v", res.Baseline.Fixed)
	}

	locked := scope(true)
	locked.Locked = map[string]bool{rules[0].ID: true}
	if entries, never := Of(result("a f"), locked); len(entries) != 0 || never != 1 {
		t.Errorf("locked rules have entries %+v, %d left out", entries, never)
	}
	res = result("a f")
	entries, _ = Of(res, scope(true))
	if (&Baseline{"b.json", entries}).Apply(res, locked); res.Findings[0].Suppressed != nil {
		t.Error("a finding of a locked rule is suppressed")
	}
}

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		`{"version":1,"findings":[{"fingerprint":"a","rule":"r","count":1}]}`: "",
		`{"version":1,"findings":[]}`:                                         "",
		`{"version":2,"findings":[]}`:                                         "its version is 2, and not 1",
		`{"findings":[]}`:                                                     "its version is 0",
		`[]`:                                                                  "b.json:1: this is no baseline: it is no object",
		"\ufeff" + `{"version":1,"findings":[]}`:                              "",
		"{\"version\":1,\n\"findings\":[\n<<<<<<< ours\n]}":                   "b.json:3: this is no baseline: invalid character '<'",
		"{\"version\":1,\n\"findings\":[{\"count\":1.5}]}":                    "b.json:2: this is no baseline: \"findings.count\" is of the wrong kind: number 1.5",
		"{\"version\":1,\n":                                                   "b.json:1: this is no baseline: unexpected end",
		`{"version":1,"findings":[{"rule":"r","count":1}]}`:                   "entry 1 needs",
		`{"version":1,"findings":[{"fingerprint":"a","rule":"r","count":0}]}`: "entry 1 needs",
		`{"version":1,"findings":[{"fingerprint":"a","rule":"r","count":9223372036854775807}]}`: "entry 1 needs",
		`<<<<<<< ours`: "is no baseline",
	} {
		if _, err := Read("b.json", []byte(text)); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}
