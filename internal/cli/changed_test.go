package cli

import (
	"os"
	"strings"
	"testing"
)

const pointless = `{"elasticsearch": {}, "kibana": [{"spaces": ["soc"], "feature": {"generalCaseV3": ["all"]}}]}`

// Only what differs from the commit is looked at: changed, new, renamed.
func TestChangedSince(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/same.json", pointless, "roles/changes.json", pointless, "roles/goes.json", pointless, "roles/old.json", strings.Replace(pointless, "soc", "old", 1), ".gitignore", "ignored.json\n")
	look := func(want string, args ...string) {
		t.Helper()
		out, complaints, code := invoke(t, append([]string{"lint", "-q", "--changed-since"}, args...)...)
		var files []string
		for line := range strings.Lines(out) {
			name, _, _ := strings.Cut(line, ":")
			files = append(files, name)
		}
		if got := strings.Join(files, " "); got != want || (code == 0) != (want == "") {
			t.Errorf("%v: files %q, exit code %d, %s; want %q", args, got, code, complaints, want)
		}
	}
	look("", "HEAD")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("roles/changes.json", pointless+"\n")
	write("roles/new.json", pointless)
	write("roles/ignored.json", pointless)
	if err := os.Rename("roles/old.json", "roles/moved.json"); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove("roles/goes.json"); err != nil {
		t.Fatal(err)
	}
	look("roles/changes.json roles/moved.json roles/new.json", "HEAD")
	look("roles/new.json", "HEAD", "roles/new.json", "roles/same.json")
	commit(t, "second")
	look("", "HEAD")
	look("roles/changes.json roles/moved.json roles/new.json", "HEAD~1", "roles")
	// What roles are held against changed: every role may be wrong now.
	write(".rolelint.yaml", "fail-on: warning\n")
	look("roles/changes.json roles/moved.json roles/new.json roles/same.json", "HEAD")
	write(".rolelint.yaml", "extends: base.yaml\n")
	write("base.yaml", "fail-on: warning\n")
	commit(t, "third")
	look("", "HEAD")
	write("base.yaml", "fail-on: info\n")
	look("roles/changes.json roles/moved.json roles/new.json roles/same.json", "HEAD")
	if _, complaints, code := invoke(t, "lint", "--changed-since", "nowhere"); code != exitUsage || !strings.Contains(complaints, `commit "nowhere"`) {
		t.Errorf("exit code %d: %s", code, complaints)
	}
}
