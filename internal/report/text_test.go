package report

import (
	"errors"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

func TestText(t *testing.T) {
	file := "{\n  \"kibana\": [\n    {\"feature\": {«\"generalCaseV3\"»: [\"all\"]}}\n  ]\n}\n"
	one := lint.Finding{
		Rule: unknownFeature, Severity: diag.Error, Role: "soc",
		Message: `feature "generalCaseV3" does not exist`, Location: marked(t, "roles/soc.json", file),
		Related: []lint.RelatedLocation{{Location: marked(t, "roles/soc.json", "{\n  «\"kibana\"»: [\n"), Message: "in this list"}},
	}
	two := lint.Finding{
		Rule: unknownFeature, Severity: diag.Warning, Role: "soc",
		Message:  `role "soc": feature "x" does not exist`,
		Location: marked(t, "roles/soc.yml", "kibana:\n- feature:\n    «x»: [all]\n"),
		Fix:      &diag.Fix{Safe: true, Title: `replace "x" by "y"`},
	}
	result := &lint.Result{
		Target: target, Findings: []lint.Finding{one, two},
		Errors: []lint.FileError{
			{File: "roles/gone.json", Message: "no such file or directory"},
			{File: "a.json", Range: &source.Range{Start: source.Position{Line: 1, Column: 2, Offset: 1}, End: source.Position{Line: 1, Column: 3, Offset: 2}}, Lines: []string{"{]"}, Message: "unexpected ]"},
		},
		Summary: lint.Summary{Files: 2, Skipped: 3, Roles: 2, Error: 1, Warning: 1},
	}
	equal(t, write(t, "text", result, Options{}), `roles/soc.json:3:18: error unknown-feature: feature "generalCaseV3" does not exist (role "soc")
  3 |     {"feature": {"generalCaseV3": ["all"]}}
    |                  ^^^^^^^^^^^^^^^
  related: roles/soc.json:2:3: in this list
  2 |   "kibana": [
    |   ^^^^^^^^
  why: Kibana stores a feature it does not know, e.g. a misspelt one.
  fix: Correct the id.
  evidence: https://example.org/thread
  docs: https://github.com/rolelint/rolelint/blob/main/docs/rules/unknown-feature.md

roles/soc.yml:3:5: warning unknown-feature: role "soc": feature "x" does not exist
  3 |     x: [all]
    |     ^
  fix: replace "x" by "y"

roles/gone.json: error: no such file or directory

a.json:1:2: error: unexpected ]
  1 | {]
    |  ^

1 error, 1 warning in 2 roles of 2 files (Kibana/Elasticsearch 9.4, platinum, self-managed); 3 files without roles skipped; 2 problems stood in the way; 1 can be fixed by --fix
`)
	equal(t, write(t, "text", result, Options{Quiet: true}), `roles/soc.json:3:18: error unknown-feature: feature "generalCaseV3" does not exist (role "soc")
roles/soc.yml:3:5: warning unknown-feature: role "soc": feature "x" does not exist
roles/gone.json: error: no such file or directory
a.json:1:2: error: unexpected ]
`)
}

func TestTextColorOnlyAdds(t *testing.T) {
	result := &lint.Result{Target: target, Findings: []lint.Finding{{
		Rule: unknownFeature, Severity: diag.Info, Message: "m", Location: marked(t, "a.json", "«{}»"),
	}}}
	plain, colored := write(t, "text", result, Options{}), write(t, "text", result, Options{Color: true})
	if strings.Contains(plain, "\x1b") || !strings.Contains(colored, "\x1b[1;36minfo\x1b[0m") {
		t.Errorf("colours only where they are asked for:\n%q\n%q", plain, colored)
	}
	var stripped strings.Builder
	for i, part := range strings.Split(colored, "\x1b[") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "m")
		}
		stripped.WriteString(part)
	}
	equal(t, stripped.String(), plain)
}

func TestSummary(t *testing.T) {
	for _, test := range []struct {
		summary lint.Summary
		want    string
	}{
		{lint.Summary{}, "no role found (Kibana/Elasticsearch 9.4, platinum, self-managed); no file to look at"},
		{lint.Summary{Skipped: 1}, "no role found (Kibana/Elasticsearch 9.4, platinum, self-managed); 1 file without roles skipped"},
		{lint.Summary{Files: 1, Roles: 1}, "no findings in 1 role of 1 file (Kibana/Elasticsearch 9.4, platinum, self-managed)"},
		{lint.Summary{Files: 9, Roles: 12, Error: 3, Warning: 1, Info: 2}, "3 errors, 1 warning, 2 infos in 12 roles of 9 files (Kibana/Elasticsearch 9.4, platinum, self-managed)"},
	} {
		equal(t, summary(&lint.Result{Target: target, Summary: test.summary}), test.want)
	}
}

// Nothing that stands in a file, a file's name or a role's name reaches the
// terminal as a control character.
func TestTextEscapes(t *testing.T) {
	evil := "a\x1b]0;x\x07\u202eb\r\u2028c\x9b\xff\t"
	result := &lint.Result{
		Target: target,
		Findings: []lint.Finding{{
			Rule: unknownFeature, Severity: diag.Error, Message: evil + "\n", Role: evil,
			Location: lint.Location{File: evil, Lines: []string{evil + "x"},
				Range: source.Range{Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 3}}},
			Related: []lint.RelatedLocation{{Location: lint.Location{File: evil, Lines: []string{evil}}, Message: evil}},
			Fix:     &diag.Fix{Title: evil},
		}},
		Errors: []lint.FileError{{File: evil, Message: evil + "\n" + evil, Lines: []string{evil}, Range: &source.Range{}}},
	}
	got := write(t, "text", result, Options{})
	for i, r := range got {
		if r != '\n' && mustEscape(r) {
			t.Fatalf("%q at offset %d of\n%q", r, i, got)
		}
	}
	if want := `a\x1b]0;x\x07\u202eb\r\u2028c\x9b\xff\t\n (role "`; !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain ä 漢 \u00a0": "plain ä 漢 \u00a0", "a\tb": `a\tb`, "\x7f\x80": `\x7f\x80`, "\u0085": `\u0085`,
		"\u2066x\u2069": `\u2066x\u2069`, "\ufeff": `\ufeff`, "\U000e0041": `\U000e0041`,
		"क्\u200dष 👩\u200d💻": "क्\u200dष 👩\u200d💻", "\ufffd": "\ufffd", "ok\xc3": `ok\xc3`,
	} {
		if got := Escape(in); got != want {
			t.Errorf("Escape(%q) = %q, want %q", in, got, want)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken pipe")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteError(t *testing.T) {
	for _, name := range Names() {
		f, _ := ByName(name)
		if err := f.Write(brokenWriter{}, results(t)["everything"], Options{}); !errors.Is(err, errBroken) {
			t.Errorf("%s: the writer's error is lost: %v", name, err)
		}
	}
	if err := WriteRules(brokenWriter{}, nil, nil); !errors.Is(err, errBroken) {
		t.Errorf("WriteRules: the writer's error is lost: %v", err)
	}
}
