package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

func TestExit(t *testing.T) {
	for _, test := range []struct {
		err    error
		code   int
		stderr string
	}{
		{nil, 0, ""},
		{errFindings, 1, ""},
		{usagef("no such flag"), 2, "rolelint: no such flag\n"},
		{fmt.Errorf("lint: %w", usagef("no such flag")), 2, "rolelint: lint: no such flag\n"},
		{usageError{decode.Errors{{File: "f", Message: "a"}, {File: "f", Message: "b"}}}, 2, "rolelint: f:0:0: a\nrolelint: f:0:0: b\n"},
		{errNothing, 3, ""},
		{errReported, 4, ""},
		{errors.New("disk \x1b full"), 4, "rolelint: disk \\x1b full\n"},
	} {
		var stderr strings.Builder
		p := &program{stderr: &stderr}
		if code := p.exit(test.err); code != test.code || stderr.String() != test.stderr {
			t.Errorf("exit(%v) = %d and prints %q; want %d and %q", test.err, code, stderr.String(), test.code, test.stderr)
		}
	}
}

func TestVerdict(t *testing.T) {
	found := func(severities ...diag.Severity) *lint.Result {
		r := &lint.Result{Summary: lint.Summary{Roles: 1}}
		for _, s := range severities {
			r.Findings = append(r.Findings, lint.Finding{Severity: s})
		}
		return r
	}
	unreadable := found(diag.Error)
	unreadable.Errors = []lint.FileError{{}}
	broken := found(diag.Error)
	broken.Summary.Roles = 0
	for _, test := range []struct {
		name   string
		result *lint.Result
		failOn diag.Severity
		want   error
	}{
		{"clean", found(), diag.Info, nil},
		{"below", found(diag.Info, diag.Info), diag.Warning, nil},
		{"at", found(diag.Info, diag.Warning), diag.Warning, errFindings},
		{"above", found(diag.Error), diag.Warning, errFindings},
		{"never", found(diag.Error), diag.Off, nil},
		{"no role", &lint.Result{}, diag.Warning, errNothing},
		{"no role, but the file is broken", broken, diag.Warning, errFindings},
		{"findings and a file that cannot be read", unreadable, diag.Warning, errReported},
		{"never does not hide a file that cannot be read", unreadable, diag.Off, errReported},
	} {
		if got := verdict(test.result, test.failOn); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// output runs the program and returns what it prints; it must succeed.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	if code := Main(args, strings.NewReader(""), &stdout, &stderr, noEnvironment); code != 0 {
		t.Fatalf("rolelint %s: exit %d: %s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}

func noEnvironment(string) string { return "" }

func TestHelpOfEveryCommand(t *testing.T) {
	overview := output(t, "help")
	for _, c := range commands() {
		if !strings.Contains(overview, c.summary) {
			t.Errorf("rolelint help does not name %s", c.name)
		}
		help := output(t, c.name, "--help")
		if help != output(t, "help", c.name) || !strings.Contains(help, "Usage: rolelint "+c.name) {
			t.Errorf("help of %s:\n%s", c.name, help)
		}
		if len(c.examples) == 0 {
			t.Errorf("%s has no example", c.name)
		}
		for line := range strings.Lines(help) {
			if len(line) > 101 {
				t.Errorf("%s: a line of %d columns: %s", c.name, len(line)-1, line)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	got := output(t, "version")
	if got != output(t, "--version") || !strings.HasPrefix(got, "rolelint ") || !strings.Contains(got, catalog.Latest().String()) {
		t.Errorf("got %q", got)
	}
}

func TestRulesAndExplain(t *testing.T) {
	table := output(t, "rules")
	for _, rule := range lint.Rules() {
		if !strings.Contains(table, "\n"+rule.ID+" ") || !strings.Contains(table, rule.Title+"\n") {
			t.Errorf("rolelint rules does not list %s", rule.ID)
		}
		text := output(t, "explain", rule.ID)
		for _, o := range rule.Options {
			if !strings.Contains(text, "\n  - "+o.Name+" ("+string(o.Type)+", default ") || !strings.Contains(text, o.Doc) {
				t.Errorf("rolelint explain %s does not list the option %s:\n%s", rule.ID, o.Name, text)
			}
		}
		for _, part := range []string{rule.Title, rule.URL(), "\nBad: ", "\nGood: "} {
			if !strings.Contains(text, part) {
				t.Errorf("rolelint explain %s has no %q:\n%s", rule.ID, part, text)
			}
		}
	}
}

func TestCatalog(t *testing.T) {
	for part, id := range map[string]string{"features": "generalCasesV3", "privileges": "manage_security", "roles": "kibana_admin"} {
		if list := output(t, "catalog", part); !strings.Contains(list, id) {
			t.Errorf("catalog %s does not list %s", part, id)
		}
		if one := output(t, "catalog", part, id, "--stack", "8.18"); !strings.Contains(one, id) {
			t.Errorf("catalog %s %s: %s", part, id, one)
		}
		if text := output(t, "catalog", part, id, "-f", "json"); !json.Valid([]byte(text)) {
			t.Errorf("catalog %s %s -f json is no JSON: %s", part, id, text)
		}
	}
}

// GOGC of the environment stays as it is.
func TestCollectLate(t *testing.T) {
	before := debug.SetGCPercent(77)
	defer debug.SetGCPercent(before)
	for gogc, want := range map[string]int{"77": 77, "": 200} {
		collectLate(func(string) string { return gogc })
		if percent := debug.SetGCPercent(77); percent != want {
			t.Errorf("GOGC=%q: the collector is at %d, want %d", gogc, percent, want)
		}
	}
}

func TestSchemas(t *testing.T) {
	for name := range strings.FieldsSeq(output(t, "schema")) {
		if text := output(t, "schema", name); !strings.HasPrefix(text, "{") {
			t.Errorf("schema %s is no object: %.40s", name, text)
		}
	}
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"help"}, {"rules"}, {"rules", "-f", "json"}, {"lint", "-h"}} {
		var stderr strings.Builder
		code := Main(args, strings.NewReader(""), closedPipe{}, &stderr, noEnvironment)
		if code != exitFailure || stderr.String() != "rolelint: write the output: io: read/write on closed pipe\n" {
			t.Errorf("%v: exit %d, %q", args, code, stderr.String())
		}
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// What rolelint rules lists is what lint does: by preset, configuration and flag.
func TestRulesHold(t *testing.T) {
	t.Chdir(t.TempDir())
	holds := func(id string, args ...string) string {
		for line := range strings.Lines(output(t, append([]string{"rules"}, args...)...)) {
			if fields := strings.Fields(line); fields[0] == id {
				return fields[1] + " " + fields[2]
			}
		}
		return "nothing"
	}
	const id = "kibana-spaces-omitted"
	was := holds(id)
	if !strings.HasSuffix(was, " recommended") || strings.HasPrefix(was, "off") || strings.HasPrefix(was, "error") {
		t.Fatalf("%s is %q: the test needs a rule of the preset recommended that is no error", id, was)
	}
	if got := holds(id, "--preset", "minimal"); got != "off recommended" {
		t.Errorf("with the preset minimal: %q", got)
	}
	if got := holds(id, "--preset", "strict"); got != was {
		t.Errorf("with the preset strict: %q, want %q", got, was)
	}
	if err := os.WriteFile(".rolelint.yaml", []byte("preset: minimal\nrules: {all-on-star: error}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, want, flag string }{
		{id, "off recommended", ""}, {"all-on-star", "error recommended", ""}, {id, was, "--no-config"}, {id, was, "--preset=recommended"},
	} {
		args := []string{}
		if c.flag != "" {
			args = append(args, c.flag)
		}
		if got := holds(c.id, args...); got != c.want {
			t.Errorf("%s with %q: %q, want %q", c.id, c.flag, got, c.want)
		}
	}
	if err := os.WriteFile("a.json", []byte(`{"kibana": [{"base": ["read"]}]}`), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := output(t, "doctor", "--stack", "8.17"); !strings.Contains(got, "8.17") {
		t.Errorf("doctor does not heed --stack:\n%s", got)
	}
}
