package cli

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// many makes a role with so many features that do not exist.
func many(t *testing.T, n int) {
	t.Helper()
	t.Chdir(t.TempDir())
	var features strings.Builder
	for i := range n {
		_, _ = fmt.Fprintf(&features, ", \"feature%d\": [\"all\"]\n", i)
	}
	text := `{"kibana": [{"spaces": ["a"], "feature": {` + strings.TrimPrefix(features.String(), ",") + "}}]}"
	for name, text := range map[string]string{"many.json": text, "count.tmpl": "{{len .findings}}\n"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// The last annotation sends people only to what has everything.
func TestElsewhere(t *testing.T) {
	many(t, 12)
	for flags, want := range map[string]string{
		"-f template:count.tmpl=count.txt":                         "-f text shows them all",
		"-f template:count.tmpl=count.txt -f json=all.json":        "everything is in all.json%0A",
		"-f sarif=a.sarif -f markdown=a.md":                        "everything is in a.sarif and in a.md%0A",
		"-f sarif=a.sarif -f text":                                 "everything is in the log%0A",
		"-f sarif=a.sarif -f text=/dev/stderr":                     "everything is in the log%0A",
		"-f sarif=a.sarif -f template:count.tmpl=/dev/stderr":      "everything is in a.sarif%0A",
		"-f github-sarif=a.sarif -f template:count.tmpl=count.txt": "everything is in a.sarif%0A",
	} {
		r := runLine(t, "rolelint lint --rules unknown-feature many.json -f github "+flags, nil)
		if said := strings.ReplaceAll(r.stdout, "\n", "%0A"); r.exit != 1 || !strings.Contains(said, want) {
			t.Errorf("%s: exit %d, %q is not in\n%s%s", flags, r.exit, want, r.stdout, r.stderr)
		}
	}
}

// What GitHub does not show of a file for code scanning is said in the log.
func TestCodeScanningLimitIsSaid(t *testing.T) {
	many(t, 5001)
	r := runLine(t, "rolelint lint --rules unknown-feature many.json -f github-sarif=a.sarif -f sarif=all.sarif", nil)
	if want := "rolelint: a.sarif: of its 5001 findings GitHub shows the 5000 most severe\n"; r.exit != 1 || r.stderr != want {
		t.Errorf("exit %d: %q", r.exit, r.stderr)
	}
}
