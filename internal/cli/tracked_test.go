package cli

import (
	"os"
	"strings"
	"testing"
)

// What git tracks is looked at, whatever an ignore file says of it.
func TestTrackedThoughIgnored(t *testing.T) {
	repository(t)
	commit(t, "start", "generated/deep/a.json", pointless, "secret.json", strings.Replace(pointless, "soc", "b", 1), "roles/c.json", strings.Replace(pointless, "soc", "c", 1))
	commit(t, "ignore", ".gitignore", "generated/\nsecret.json\n", "roles/.gitignore", "*\n")
	gitDo(t, "add", "-f", "roles/.gitignore")
	for _, name := range []string{"generated/deep/untracked.json", "roles/untracked.json"} {
		if err := os.WriteFile(name, []byte(pointless), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const want = "generated/deep/a.json roles/c.json secret.json"
	for _, folder := range []string{".", "roles"} {
		t.Chdir(folder)
		var files []string
		out, complaints, _ := invoke(t, "lint", "-q", "--rules", "unknown-feature")
		for line := range strings.Lines(out) {
			name, _, _ := strings.Cut(line, ":")
			files = append(files, name)
		}
		if got := strings.Join(files, " "); folder == "." && got != want || folder == "roles" && got != "c.json" {
			t.Errorf("in %s: looked at %q; %s", folder, got, complaints)
		}
	}
	if out, complaints, code := invoke(t, "diff", "git:HEAD"); code != 0 || !strings.HasPrefix(out, "equal") {
		t.Errorf("the working tree is the commit: exit code %d: %s%s", code, out, complaints)
	}
}
