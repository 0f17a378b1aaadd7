package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// releaseGh stands in for gh: it notes its calls and has the cask that CASE says.
const releaseGh = `echo "$GH_TOKEN $*" >>"$RUNNER_TEMP/calls"
case "$1 $2 $3" in
"api repos/"*) [ "$CASE" = replaced ] && echo 0123abc || { echo '{"message": "Not Found"}'; exit 1; } ;;
esac`

func TestReleasePublishes(t *testing.T) {
	r := newRunner(t)
	r.program("gh", releaseGh)
	t.Chdir(t.TempDir())
	writeFile(t, "dist/homebrew/Casks/rolelint.rb", "cask\n")
	const (
		public = "GH release edit v1.2.0 --draft=false\n"
		asked  = "TAP api repos/rolelint/homebrew-tap/contents/Casks/rolelint.rb --jq .sha\n"
		put    = "TAP api --silent --method PUT repos/rolelint/homebrew-tap/contents/Casks/rolelint.rb -f message=rolelint 1.2.0 -f content=Y2Fzawo="
	)
	for _, c := range []struct{ server, tag, token, calls string }{
		{"new", "v1.2.0", "TAP", public + asked + put + "\n"},
		{"replaced", "v1.2.0", "TAP", public + asked + put + " -f sha=0123abc\n"},
		{"new", "v1.2.0", "", public},
		{"new", "v1.2.0-rc.1", "TAP", "GH release edit v1.2.0-rc.1 --draft=false\n"},
	} {
		writeFile(t, r.file("calls"), "")
		log, code := r.step("../release/publish.sh", "CASE="+c.server, "GITHUB_REF_NAME="+c.tag, "GH_TOKEN=GH", "TAP_GITHUB_TOKEN="+c.token)
		if calls := r.read(r.file("calls")); code != 0 || calls != c.calls {
			t.Errorf("%+v: exit code %d\n%s%s", c, code, calls, log)
		}
	}
}

func TestReleaseNotes(t *testing.T) {
	r := newRunner(t)
	script, err := os.ReadFile(filepath.Join(r.scripts, "..", "release", "notes.sh"))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "CHANGELOG.md"), "# Changelog\n\n## Unreleased\n- next\n\n## 1.2.0 (2026-11-24)\n- this\n\n### Fixed\n- that\n\n## 1.1.0\n")
	r.scripts = filepath.Join(folder, "scripts", "release")
	writeFile(t, filepath.Join(r.scripts, "notes.sh"), string(script))
	for tag, want := range map[string]string{
		"v1.2.0":      "- this\n\n### Fixed\n- that\n",
		"v1.3.0-rc.1": "- next\n",
		"v1.1.0":      "CHANGELOG.md has no section 1.1.0\n",
		"v1.2.1":      "CHANGELOG.md has no section 1.2.1\n",
	} {
		log, code := r.step("notes.sh", "GITHUB_REF_NAME="+tag)
		if log != want || (code != 0) != strings.HasPrefix(want, "CHANGELOG") {
			t.Errorf("%s: exit code %d, %q", tag, code, log)
		}
	}
}
