package report

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
)

// element says which attributes an element must and may have, and which
// elements it may hold.
type element struct{ must, may, children []string }

// junitElements are what jenkinsci/xunit-plugin's junit-10.xsd@031e285ef3b6
// takes, as far as it goes for what is written here.
var junitElements = map[string]element{
	"":           {children: []string{"testsuites"}},
	"testsuites": {may: []string{"name", "time", "tests", "failures", "errors"}, children: []string{"testsuite"}},
	"testsuite": {must: []string{"name", "tests", "failures", "errors"},
		may:      []string{"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
		children: []string{"testsuite", "properties", "testcase", "system-out", "system-err"}},
	"properties": {children: []string{"property"}},
	"property":   {must: []string{"name", "value"}},
	"testcase": {must: []string{"name"}, may: []string{"time", "classname", "group"},
		children: []string{"skipped", "error", "failure", "system-out", "system-err"}},
	"failure": {may: []string{"type", "message"}},
	"error":   {may: []string{"type", "message"}},
	"skipped": {may: []string{"type", "message"}},
}

// checkstyleElements are what Checkstyle's XMLLogger writes.
var checkstyleElements = map[string]element{
	"":           {children: []string{"checkstyle"}},
	"checkstyle": {must: []string{"version"}, children: []string{"file"}},
	"file":       {must: []string{"name"}, children: []string{"error"}},
	"error":      {must: []string{"line", "severity", "message", "source"}, may: []string{"column"}},
}

// checkXML holds a document to its elements, and returns the values of its
// attributes and its texts.
func checkXML(t *testing.T, text string, elements map[string]element) (values []string) {
	t.Helper()
	stack := []string{""}
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return values
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if !slices.Contains(elements[stack[len(stack)-1]].children, name) {
				t.Errorf("%s in %q", name, stack)
			}
			e, has := elements[name], []string(nil)
			for _, a := range token.Attr {
				has = append(has, a.Name.Local)
				values = append(values, a.Value)
				if !slices.Contains(slices.Concat(e.must, e.may), a.Name.Local) {
					t.Errorf("%s has no attribute %s", name, a.Name.Local)
				}
			}
			for _, must := range e.must {
				if !slices.Contains(has, must) {
					t.Errorf("%s without %s", name, must)
				}
			}
			stack = append(stack, name)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			values = append(values, string(token))
		}
	}
}

func TestJUnit(t *testing.T) {
	for name, result := range results(t) {
		checkXML(t, write(t, "junit", result, Options{FailOn: diag.Warning}), junitElements)
		if name == "everything" {
			continue
		}
		// Jenkins fails a report without any test.
		if got := write(t, "junit", result, Options{}); !strings.Contains(got, `<testsuites name="rolelint" tests="1" failures="0" errors="0">`) {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	for failOn, want := range map[diag.Severity]string{diag.Info: `tests="8" failures="4" errors="3"`, diag.Error: `tests="8" failures="1" errors="3"`, diag.Off: `tests="8" failures="0" errors="3"`} {
		got := write(t, "junit", results(t)["everything"], Options{FailOn: failOn})
		if !strings.Contains(got, `<testsuites name="rolelint" `+want+">") {
			t.Errorf("--fail-on %s: no %s in\n%s", failOn, want, got)
		}
		if n := strings.Count(got, "<testcase ") - strings.Count(got, "<failure ") - strings.Count(got, "<skipped ") - strings.Count(got, "<error "); n != 1 {
			t.Errorf("%d cases passed", n)
		}
		if strings.Contains(got, "hidden") {
			t.Error("a suppressed finding is a case")
		}
	}
}

func TestCheckstyle(t *testing.T) {
	for _, result := range results(t) {
		checkXML(t, write(t, "checkstyle", result, Options{}), checkstyleElements)
	}
	got := write(t, "checkstyle", results(t)["everything"], Options{})
	for _, part := range []string{
		`<file name="roles/a b.json">`,
		`<error line="1" column="26" severity="error" message="feature &#34;x/y&#34; does not exist (role &#34;soc&#34;)" source="rolelint.ineffective.unknown-feature">`,
		`message="no such file" source="rolelint.error.not-checked"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %s in\n%s", part, got)
		}
	}
	if strings.Contains(got, "hidden") || strings.Count(got, "<file ") != 4 {
		t.Errorf("suppressed findings, or a file twice:\n%s", got)
	}
}

// What is written is what is read, whatever it holds.
func TestXMLKeepsTexts(t *testing.T) {
	result := hostileResult(hostile)
	for format, elements := range map[string]map[string]element{"junit": junitElements, "checkstyle": checkstyleElements} {
		values := checkXML(t, write(t, format, result, Options{FailOn: diag.Info}), elements)
		for _, want := range []string{Escape("x" + hostile), Escape(fmt.Sprintf("%s (role %q)", hostile, hostile))} {
			if !slices.Contains(values, want) {
				t.Errorf("%s: no %q in %q", format, want, values)
			}
		}
	}
}
