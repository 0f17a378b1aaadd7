package report

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func executed(t *testing.T, text string) string {
	t.Helper()
	f, err := NewTemplate("ours.tmpl", text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := f.Write(&b, results(t)["everything"], Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTemplate(t *testing.T) {
	for text, want := range map[string]string{
		`{{range .findings}}{{if eq .severity "error"}}{{.file}}:{{.range.start.line}}: {{path .path}}{{"\n"}}{{end}}{{end}}`: "roles/a b.json:1: kibana[0].feature.x/y\nroles/ä.yml:1: \nroles/ä.yml:1: \n",
		`{{if gt .summary.error 0}}{{.summary.error}} of {{.version}}{{end}}`:                                                 "1 of 1",
		`{{(index .errors 2).message}}`:                                    `internal error: x\ngoroutine 1 [running]:\n\tmain()`,
		`{{(index .findings 4).suppressed.reason}}`:                        "known",
		`{{xml "<a b='c'>"}} {{csv "=a\"b"}} {{markdown "<b>|"}}`:          `&lt;a b=&#39;c&#39;&gt; "'=a""b" <code>&#60;b&#62;&#124;</code>`,
		`{{upper "a"}}{{lower "B"}} {{join "-" (index .findings 1).path}}`: "Ab kibana-0-feature-x/y",
	} {
		equal(t, executed(t, text), want)
	}
	var again map[string]any
	if err := json.Unmarshal([]byte(executed(t, `{{json .}}`)), &again); err != nil || len(again["findings"].([]any)) != 6 {
		t.Errorf("{{json .}}: %v", err)
	}
}

// What a template prints of a file is safe to show; of a misspelt name there is
// an error and not "<no value>".
func TestTemplateIsSafe(t *testing.T) {
	f, err := NewTemplate("t", "{{range .findings}}{{.message}} {{.role}} {{.file}}\n{{end}}{{json .}}\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append(others, hostile) {
		var b strings.Builder
		if err := f.Write(&b, hostileResult(s), Options{}); err != nil {
			t.Fatal(err)
		}
		inert(t, "template", b.String())
	}
	for _, text := range []string{"{{.finding}}", "{{range .findings}}{{.lines}}{{end}}", "{{index .findings 99}}"} {
		f, err := NewTemplate("ours.tmpl", "something "+text)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		var fault TemplateError
		if err := f.Write(&b, results(t)["everything"], Options{}); !errors.As(err, &fault) || b.Len() > 0 || !strings.Contains(err.Error(), "ours.tmpl:1") {
			t.Errorf("%s: %v, written %q", text, err, b.String())
		}
	}
	for _, text := range []string{"{{", `{{env "HOME"}}`, `{{readFile "x"}}`} {
		if _, err := NewTemplate("t", text); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}
