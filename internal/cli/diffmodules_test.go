package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a submodule brings is compared, and where it cannot be read, that is said
// and nothing is called equal.
func TestSubmodules(t *testing.T) {
	repository(t)
	commit(t, "shared roles", "shared.json", roleText("read", "logs-*"))
	module, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	repository(t)
	commit(t, "start", "roles/a.json", roleText("read", "a"))
	gitDo(t, "-c", "protocol.file.allow=always", "submodule", "add", "-q", module, "sub")
	commit(t, "with a submodule")
	top, _ := os.Getwd()
	if out, complaints, code := invoke(t, "diff", "git:HEAD", "-f", "json"); code != 0 || !strings.Contains(out, `{"role":"shared","verdict":"equal"`) {
		t.Errorf("nothing changed: exit code %d: %s%s", code, out, complaints)
	}
	t.Chdir("sub")
	commit(t, "more", "shared.json", `{"indices":[{"names":["logs-*"],"privileges":["raed"]}]}`)
	commit(t, "more", "shared.json", `{"indices":[{"names":["logs-*"],"privileges":["read","write","raed"]}]}`)
	t.Chdir(top)
	if out, _, code := invoke(t, "lint", "-q", "--changed-since", "HEAD", "--rules", "unknown-index-privilege"); code != exitFindings || !strings.HasPrefix(out, "sub/shared.json:1:") {
		t.Errorf("before the commit: exit code %d: %s", code, out)
	}
	commit(t, "bump")
	if out, _, code := invoke(t, "lint", "-q", "--changed-since", "HEAD~1", "--rules", "unknown-index-privilege"); code != exitFindings || !strings.HasPrefix(out, "sub/shared.json:1:") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if out, _, code := invoke(t, "lint", "-q", "--changed-since", "HEAD", "--rules", "unknown-index-privilege"); code != exitClean {
		t.Errorf("nothing changed: exit code %d: %s", code, out)
	}
	both := [][]string{{"diff", "git:HEAD~1", "-f", "json"}, {"diff", "git:HEAD~1", "git:HEAD", "-f", "json"}}
	for _, args := range both {
		out, complaints, _ := invoke(t, args...)
		if !strings.Contains(out, `{"role":"shared","verdict":"widened"`) || !strings.Contains(out, `"file":"sub/shared.json"`) {
			t.Errorf("%v: %s%s", args, out, complaints)
		}
	}

	// As in a checkout without submodules.
	if err := os.RemoveAll("sub"); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join("sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, args := range both {
		out, complaints, code := invoke(t, args...)
		if code != 0 || !strings.Contains(out, `"verdict":"unknown"`) || !strings.Contains(out, `"file":"sub"`) || !strings.Contains(out, "not compared: this submodule is commit") {
			t.Errorf("%v: exit code %d: %s%s", args, code, out, complaints)
		}
		if out, _, code := invoke(t, append(args, "--fail-on", "unknown")...); code != exitFindings {
			t.Errorf("%v: exit code %d: %s", args, code, out)
		}
	}
	if out, _, code := invoke(t, "diff", "git:HEAD", "-f", "json"); code != 0 || !strings.Contains(out, `"verdict":"equal"`) {
		t.Errorf("the same commit on both sides: exit code %d: %s", code, out)
	}
	if err := os.WriteFile(".rolelint.yaml", []byte("files: ['roles/**']\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	commit(t, "files")
	commit(t, "the same submodule", "roles/b.json", roleText("read", "b"))
	gitDo(t, "update-index", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",sub")
	gitDo(t, "commit", "-q", "-m", "bump")
	if out, _, code := invoke(t, "diff", "git:HEAD~1", "git:HEAD", "-f", "json"); code != 0 || !strings.Contains(out, `"verdict":"equal"`) {
		t.Errorf("a submodule where no role is looked for: exit code %d: %s", code, out)
	}
}
