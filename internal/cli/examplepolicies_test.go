package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The policies of examples/policies pass their tests, and each finds something
// with the configuration beside them.
func TestExamplePolicies(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	const folder = "examples/policies"
	output(t, "test", folder, "--min-coverage", "100")

	roles := filepath.Join(t.TempDir(), "roles.json")
	text := `{
  "tmp-analyst": {
    "cluster": ["manage_security"],
    "metadata": {"owner": "nobody", "team": "payments"},
    "indices": [{"names": ["*"], "privileges": ["read"]}],
    "applications": [{"application": "kibana-.kibana", "privileges": ["space_read"], "resources": ["space:hr", "space:prod"]}]
  },
  "payments": {"cluster": ["monitor"], "indices": []}
}
`
	if err := os.WriteFile(roles, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var rules []string
	modules, err := filepath.Glob(folder + "/*.txtar")
	if err != nil || len(modules) == 0 {
		t.Fatalf("%v %v", modules, err)
	}
	for _, name := range modules {
		rules = append(rules, strings.TrimSuffix(filepath.Base(name), ".txtar"))
	}
	var stdout, stderr strings.Builder
	code := Main([]string{"lint", "-q", "--config", folder + "/.rolelint.yaml", "--rules", strings.Join(rules, ","), roles},
		strings.NewReader(""), &stdout, &stderr, noEnvironment)
	if code != exitFindings || stderr.Len() > 0 {
		t.Fatalf("exit code %d: %s%s", code, stderr.String(), stdout.String())
	}
	for _, rule := range rules {
		if !strings.Contains(stdout.String(), " "+rule+": ") {
			t.Errorf("%s finds nothing:\n%s", rule, stdout.String())
		}
	}
}
