package cli

import (
	"os"
	"path/filepath"
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

// What roles are held against is known when it is gone, when a flag names it
// from here, and when the working directory is a link.
func TestChangedSinceHeldAgainst(t *testing.T) {
	repository(t)
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	commit(t, "start", "roles/same.json", pointless, "real/other.json", pointless, "intent.yaml", "order: [a, b]\n", ".rolelint.yaml", "files: ['roles/*']\n")
	look := func(what, want string, args ...string) {
		t.Helper()
		out, complaints, _ := invoke(t, append([]string{"lint", "-q", "--changed-since", "HEAD", "--rules", "unknown-feature"}, args...)...)
		if file, _, _ := strings.Cut(out, ":"); file != want {
			t.Errorf("%s: looked at %q, want %q; %s", what, file, want, complaints)
		}
	}
	look("nothing changed", "")
	if err := os.Remove(".rolelint.yaml"); err != nil {
		t.Fatal(err)
	}
	look("the configuration is gone", "real/other.json")
	commit(t, "without")
	look("nothing changed", "", "--intent", "intent.yaml")
	if err := os.WriteFile("intent.yaml", []byte("order: [a, c]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	look("an intent file that a flag names", "real/other.json", "--intent", "intent.yaml")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(root, link); err != nil {
		t.Skip(err)
	}
	t.Chdir(link)
	look("the working directory is a link", "real/other.json", "--intent", "intent.yaml")
	commit(t, "intent")
	if err := os.Symlink("../real/other.json", "roles/link.json"); err != nil {
		t.Fatal(err)
	}
	look("a link that is new, to a file that is not", "roles/link.json")
}
