package cli

import (
	"os"
	"strings"
	"testing"
)

// Whoever narrows `files` of the configuration does not hide what becomes of the
// roles that it named.
func TestDiffOfNarrowedScope(t *testing.T) {
	repository(t)
	commit(t, "base", "roles/a.json", roleText("read", "logs-*"), "roles/b.json", roleText("read", "logs-*"), ".rolelint.yaml", "extends: shared/base.yaml\n", "shared/base.yaml", "files: [\"../x\"]\n")
	commit(t, "base", "shared/base.yaml", "rules: {}\n", ".rolelint.yaml", "extends: [shared/base.yaml]\nfiles: [\"roles/*.json\"]\n")
	gitDo(t, "tag", "base")
	commit(t, "hide", "roles/a.json", roleText("all", "logs-*"), ".rolelint.yaml", "files: [\"roles/b.json\"]\n", "shared/base.yaml", "")
	says := func(format string, wants ...string) {
		t.Helper()
		for _, args := range [][]string{{"git:base"}, {"git:base", "git:HEAD"}} {
			out, complaints, _ := invoke(t, append([]string{"diff", "-f", format}, args...)...)
			for _, want := range wants {
				if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
					t.Errorf("%v: it does not say %q: %s%s", args, want, out, complaints)
				}
			}
		}
	}
	says("text", "widened: 1 role widened, 1 equal", `scope: 1 role file left "files" of the configuration and will not be looked at any more; compared all the same: roles/a.json`)
	says("json", `"verdict":"widened"`, `"scope":{"left":["roles/a.json"]}`)
	says("markdown", `1 role file left`)

	// The other way round.
	gitDo(t, "tag", "narrow")
	commit(t, "widen", ".rolelint.yaml", "files: [\"roles/*\"]\n")
	if out, complaints, code := invoke(t, "diff", "git:narrow", "-f", "json"); code != 0 || !strings.Contains(out, `"verdict":"equal"`) || !strings.Contains(out, `"scope":{"entered":["roles/a.json"]}`) {
		t.Errorf("exit code %d: %s%s", code, out, complaints)
	}

	// A configuration that cannot be read.
	commit(t, "broken", ".rolelint.yaml", "files: 1\n")
	gitDo(t, "tag", "broken")
	commit(t, "mended", ".rolelint.yaml", "files: [\"roles/*\"]\n")
	if out, complaints, code := invoke(t, "diff", "git:broken", "-f", "json"); code != 0 || !strings.Contains(out, "The configuration of git:broken cannot be read") {
		t.Errorf("exit code %d: %s%s", code, out, complaints)
	}

	// None at all: everything counted.
	commit(t, "without", ".rolelint.yaml", "")
	gitDo(t, "tag", "without")
	commit(t, "narrow again", ".rolelint.yaml", "files: [\"roles/b.json\"]\n")
	if err := os.MkdirAll("below", 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir("below")
	if out, complaints, code := invoke(t, "diff", "git:without", "-f", "json"); code != 0 || !strings.Contains(out, `"scope":{"left":["../roles/a.json"]}`) {
		t.Errorf("exit code %d: %s%s", code, out, complaints)
	}
}
