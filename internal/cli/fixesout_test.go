package cli

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What a machine reads of a fix is what --fix makes: SARIF has as many as JSON,
// and their regions name the same bytes.
func TestFixesReachMachines(t *testing.T) {
	text := "kibana:\n  - spaces: [\"ä\"]  # rolelint:ignore all-on-star\n    feature:\n      generalCaseV3: [all]\n"
	examples, err := os.ReadFile("../../examples/bad/soc-tier1.json")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"comment.yaml": text, "soc.json": string(examples)} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if r := runLine(t, "rolelint lint "+name+" -f json=json.out -f sarif=sarif.out", nil); r.exit != 1 {
			t.Fatalf("%s: exit %d: %s", name, r.exit, r.stderr)
		}
		var findings struct {
			Findings []struct {
				Rule string
				Fix  *struct {
					Title string
					Edits []struct {
						Start, End int
						Text       string
					}
				}
			}
		}
		unmarshal(t, "json.out", &findings)
		var want []string
		for _, f := range findings.Findings {
			if f.Fix == nil {
				continue
			}
			if len(f.Fix.Edits) == 0 {
				t.Errorf("%s: the fix of %s has no edits", name, f.Rule)
			}
			for _, e := range f.Fix.Edits {
				want = append(want, f.Rule+": "+text[:e.Start]+e.Text+text[e.End:])
			}
		}
		var sarif struct {
			Runs []struct {
				Results []struct {
					RuleID string
					Fixes  []struct {
						ArtifactChanges []struct {
							Replacements []struct {
								DeletedRegion   struct{ StartLine, StartColumn, EndLine, EndColumn int }
								InsertedContent struct{ Text string }
							}
						}
					}
				}
			}
		}
		unmarshal(t, "sarif.out", &sarif)
		var got []string
		for _, r := range sarif.Runs[0].Results {
			for _, f := range r.Fixes {
				for _, e := range f.ArtifactChanges[0].Replacements {
					d := e.DeletedRegion
					got = append(got, r.RuleID+": "+text[:offset(text, d.StartLine, d.StartColumn)]+e.InsertedContent.Text+text[offset(text, d.EndLine, d.EndColumn):])
				}
			}
		}
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: SARIF makes\n%q\nof the text, JSON\n%q", name, got, want)
		}
		if name == "comment.yaml" && !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "suppression-unused: ") }) {
			t.Errorf("no fix removes the comment: %q", got)
		}
	}
}

// A comment that suppresses nothing is removed.
func TestFixRemovesComment(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.yaml", []byte("# rolelint:ignore unknown-feature\ncluster: [monitor]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if r := runLine(t, "rolelint lint --diff a.yaml", nil); !strings.Contains(r.stdout, "\n-# rolelint:ignore unknown-feature\n") {
		t.Errorf("--diff shows %q", r.stdout)
	}
	r := runLine(t, "rolelint lint --fix a.yaml", nil)
	if text, err := os.ReadFile("a.yaml"); err != nil || r.exit != 0 || string(text) != "cluster: [monitor]\n" {
		t.Errorf("exit %d, %v: %q", r.exit, err, text)
	}
}

func unmarshal(t *testing.T, name string, to any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(text, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// offset returns the byte of a line and column.
func offset(text string, line, column int) int {
	at := 0
	for range line - 1 {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
