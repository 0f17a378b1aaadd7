package cli

import (
	"os"
	"strings"
	"testing"
)

// A file that is called as a flag sets none.
func TestNamesOfFilesAreNoFlags(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"--config=x.yaml": "rules: {unknown-feature: off}\n", "--x.json": pointless, "-z.json": pointless,
		"x.yaml": "rules: {unknown-feature: info}\n", "role.json": pointless,
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"--changed", "--config=x.yaml", "role.json"}, `"--config=x.yaml" is a flag and the name of a file`, exitUsage},
		{[]string{"--changed", "--x.json"}, "--x.json:1:", exitFindings},
		{[]string{"--changed", "-z.json"}, "-z.json:1:", exitFindings},
		{[]string{"--changed", "--", "--config=x.yaml", "role.json"}, "role.json:1:", exitFindings},
		{[]string{"--changed", "--config", "x.yaml", "role.json"}, "", exitClean},
		{[]string{"--changed", "--preset=minimal", "-q", "role.json"}, "role.json:1:", exitFindings},
		{[]string{"--x.json"}, "unknown flag --x.json", exitUsage},
	} {
		out, complaints, code := invoke(t, append([]string{"lint", "-q", "--rules", "unknown-feature"}, test.args...)...)
		if code != test.code || !strings.Contains(out+complaints, test.want) {
			t.Errorf("%q: exit code %d, want %d: %s%s", test.args, code, test.code, out, complaints)
		}
	}
}
