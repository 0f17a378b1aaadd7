package cli

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestMain makes the test's own binary rolelint where a script calls it.
func TestMain(m *testing.M) {
	if os.Getenv("ROLELINT_TEST_AS_PROGRAM") != "" {
		os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
	}
	os.Exit(m.Run())
}

// runner is what a job of GitHub Actions gives a step.
type runner struct {
	t       *testing.T
	scripts string // the folder of the action's scripts
	temp    string // RUNNER_TEMP
	env     []string
}

// newRunner makes an environment without anything of this process's own; the
// programs in bin are found first.
func newRunner(t *testing.T) *runner {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil || runtime.GOOS == "windows" {
		t.Skip("no bash here")
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{t: t, scripts: filepath.Join(root, "scripts", "action"), temp: t.TempDir()}
	r.program("rolelint", `ROLELINT_TEST_AS_PROGRAM=1 exec "`+program+`" "$@"`)
	r.env = []string{
		"PATH=" + filepath.Join(r.temp, "bin") + ":" + os.Getenv("PATH"), "HOME=" + r.temp, "RUNNER_TEMP=" + r.temp, "GITHUB_ACTION_PATH=" + root,
		"GITHUB_OUTPUT=" + r.file("output"), "GITHUB_STEP_SUMMARY=" + r.file("summary"), "GITHUB_PATH=" + r.file("path"),
		"GITHUB_ACTIONS=true", "GITHUB_REPOSITORY=acme/roles", "GITHUB_WORKFLOW=Check $(roles)", "GITHUB_JOB=lint",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_SYSTEM=" + os.DevNull,
	}
	return r
}

func (r *runner) file(name string) string { return filepath.Join(r.temp, name) }

// program puts a shell script on the PATH.
func (r *runner) program(name, script string) {
	r.t.Helper()
	writeFile(r.t, filepath.Join(r.temp, "bin", name), "#!/usr/bin/env bash\nset -euo pipefail\n"+script+"\n")
	if err := os.Chmod(filepath.Join(r.temp, "bin", name), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

// step runs a script of the action in the working directory.
func (r *runner) step(script string, env ...string) (log string, code int) {
	r.t.Helper()
	for _, name := range []string{"output", "summary", "path"} {
		writeFile(r.t, r.file(name), "")
	}
	command := exec.Command("bash", filepath.Join(r.scripts, script))
	command.Env = append(r.env, env...)
	out, err := command.CombinedOutput()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		r.t.Fatal(err)
	}
	return string(out), command.ProcessState.ExitCode()
}

func (r *runner) read(name string) string {
	r.t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}

// outputs returns what a step wrote to GITHUB_OUTPUT.
func (r *runner) outputs() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(r.read(r.file("output"))) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		out[name] = value
	}
	return out
}

// hostile are names that would do something if they ever became part of a script.
const hostile = "roles/$(touch pwned) 'a' \"b\" `touch pwned`;touch pwned #.json"

// checkout is what a job of a pull request has, and what its event says.
type checkout struct{ base, head string }

func (c checkout) env() []string {
	return []string{"INPUT_DIFF_BASE=auto", "EVENT_BASE=" + c.base, "EVENT_HEAD=" + c.head}
}

// pullRequest makes a repository as actions/checkout leaves it for a pull
// request, and makes it the working directory: a shallow clone of ref, which is
// the merge of a branch into main ("merge"), the branch ("change") or "main".
// main has moved on since the event's base.
func pullRequest(t *testing.T, ref string, branch ...string) checkout {
	t.Helper()
	repository(t)
	gitDo(t, "config", "uploadpack.allowAnySHA1InWant", "true")
	commit(t, "start", "roles/soc.json", roleText("read", "logs-*"), "roles/same.json", pointless, "package.json", "{}")
	event := checkout{base: revisionOf(t, "HEAD")}
	gitDo(t, "checkout", "-q", "-b", "change")
	commit(t, "change\n\nAccess-change: soc +write logs-*", branch...)
	commit(t, "last", "NEWS.md", "text")
	event.head = revisionOf(t, "HEAD")
	gitDo(t, "checkout", "-q", "main")
	commit(t, "meanwhile", "roles/other.json", roleText("read", "metrics-*"))
	gitDo(t, "checkout", "-q", "-b", "merge")
	gitDo(t, "merge", "-q", "--no-ff", "-m", "merge", "change")
	origin, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	clone := filepath.Join(t.TempDir(), "my clone")
	gitDo(t, "clone", "-q", "--depth", "1", "--branch", ref, "file://"+origin, clone)
	t.Chdir(clone)
	return event
}

func revisionOf(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("git", "rev-parse", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestActionOnPullRequest(t *testing.T) {
	r := newRunner(t)
	event := pullRequest(t, "merge", "roles/soc.json", roleText("read,write", "logs-*"), hostile, pointless)
	log, code := r.step("run.sh", append(event.env(), "INPUT_PATHS=.\n", "INPUT_FORMAT=text\ngithub\n", "INPUT_SUMMARY=true",
		"INPUT_SARIF_FILE="+r.file("out put.sarif"))...)
	if code != 0 {
		t.Fatalf("exit code %d:\n%s", code, log)
	}
	out := r.outputs()
	if out["verdict"] != "changed" && out["verdict"] != "widened" || out["findings"] == "0" || out["result"] != "1" || out["worthy"] != "true" || out["sarif"] != r.file("out put.sarif") {
		t.Errorf("outputs %v\n%s", out, log)
	}
	if !strings.Contains(log, "unknown-feature") || !strings.Contains(log, "::error ") {
		t.Errorf("the log has no finding or no annotation:\n%s", log)
	}
	if strings.Contains(log, "roles/same.json") {
		t.Error("a file that did not change is linted")
	}
	var sarif struct{ Runs []any }
	if err := json.Unmarshal([]byte(r.read(out["sarif"])), &sarif); err != nil || len(sarif.Runs) != 1 {
		t.Errorf("SARIF: %v", err)
	}
	for _, name := range []string{r.file("summary"), out["comment"]} {
		text := r.read(name)
		access, findings := strings.Index(text, "write on"), strings.Index(text, "unknown-feature")
		if access < 0 || findings < access {
			t.Errorf("%s: access at %d, findings at %d:\n%s", name, access, findings, text)
		}
	}
	if found, _ := filepath.Glob("pwned*"); found != nil {
		t.Error("a name became part of a script")
	}
}

// Hostile inputs do nothing but be text.
func TestActionInputs(t *testing.T) {
	r := newRunner(t)
	pullRequest(t, "merge", hostile, pointless)
	for _, c := range []struct {
		name string
		env  []string
		code int // of the step; 0 where result says it
		want string
	}{
		{"paths", []string{"INPUT_PATHS=" + hostile + "\nroles/same.json", "INPUT_DIFF_BASE=none"}, 0, "1"},
		{"path with a dash", []string{"INPUT_PATHS=--version", "INPUT_DIFF_BASE=none"}, 0, "4"},
		{"config", []string{"INPUT_CONFIG=$(touch pwned)", "INPUT_DIFF_BASE=none"}, 0, "2"},
		{"fail-on", []string{"INPUT_FAIL_ON=never; touch pwned", "INPUT_DIFF_BASE=none"}, 0, "2"},
		{"fail-on never", []string{"INPUT_FAIL_ON=never", "INPUT_DIFF_BASE=none"}, 0, "0"},
		{"diff-base", []string{"INPUT_DIFF_BASE=--output=pwned"}, 0, "2"},
		{"diff-base with a command", []string{"INPUT_DIFF_BASE=HEAD; touch pwned"}, 0, "2"},
		{"format", []string{"INPUT_FORMAT=`touch pwned`", "INPUT_DIFF_BASE=none"}, 0, "2"},
		{"sarif-file", []string{"INPUT_SARIF_FILE=a\nverdict=equal", "INPUT_DIFF_BASE=none"}, 2, ""},
		{"description", []string{"INPUT_DECLARED=true", "EVENT_BODY=$(touch pwned)\n::error::x", "INPUT_DIFF_BASE=HEAD"}, 0, "0"},
	} {
		log, code := r.step("run.sh", c.env...)
		if got := r.outputs()["result"]; code != c.code || got != c.want {
			t.Errorf("%s: exit code %d, result %q; want %d, %q\n%s", c.name, code, got, c.code, c.want, log)
		}
	}
	if found, _ := filepath.Glob("pwned*"); found != nil {
		t.Error("an input became part of a script")
	}
}

// An equal pull request says so, and needs no comment.
func TestActionEqual(t *testing.T) {
	r := newRunner(t)
	event := pullRequest(t, "merge", "README.md", "text")
	log, code := r.step("run.sh", event.env()...)
	if out := r.outputs(); code != 0 || out["verdict"] != "equal" || out["worthy"] != "false" || out["result"] != "0" || out["findings"] != "0" {
		t.Errorf("exit code %d, %v\n%s", code, out, log)
	}
}

// Access is compared with what the checkout is to be merged into, whatever is
// checked out; where that cannot be told the job fails, and is never "equal".
func TestActionBase(t *testing.T) {
	for _, c := range []struct{ name, ref, verdict, result, said string }{
		{"the merge", "merge", "widened", "1", ""},
		{"the head", "change", "widened", "1", ""},
		{"the base, as on pull_request_target", "main", "", "2", "does not hold"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRunner(t)
			event := pullRequest(t, c.ref, "roles/soc.json", roleText("read,write", "logs-*"))
			log, code := r.step("run.sh", append(event.env(), "INPUT_FAIL_ON_ACCESS=gained")...)
			out := r.outputs()
			if code != 0 || out["verdict"] != c.verdict || out["result"] != c.result || !strings.Contains(log, c.said) || out["worthy"] != "true" {
				t.Errorf("exit code %d, %v\n%s", code, out, log)
			}
			if strings.Contains(log, "metrics-*") {
				t.Errorf("what main changed since counts:\n%s", log)
			}
		})
	}
}

// A checkout that keeps no credentials is completed with the job's token.
func TestActionFetchesWithToken(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git here")
	}
	r := newRunner(t)
	r.program("git", `if [ "$1" = fetch ] && [ "${GIT_CONFIG_KEY_0:-} ${GIT_CONFIG_VALUE_0:-}" != "http.https://github.com/.extraheader AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46czNjcjN0" ]; then
  echo "fatal: could not read Username for 'https://github.com'" >&2
  exit 128
fi
exec "`+git+`" "$@"`)
	for token, result := range map[string]string{"s3cr3t": "0", "": "2"} {
		event := pullRequest(t, "merge", "roles/soc.json", roleText("read,write", "logs-*"))
		log, _ := r.step("run.sh", append(event.env(), "GH_TOKEN="+token)...)
		if out := r.outputs(); out["result"] != result || (token == "") != strings.Contains(log, "could not read Username") {
			t.Errorf("token %q: %v\n%s", token, out, log)
		}
		if strings.Contains(log, "s3cr3t") || strings.Contains(log, "eC1hY2N") {
			t.Errorf("the token is in the log:\n%s", log)
		}
	}
}

// What fails the job is said, in the log and as a reason.
func TestActionReasons(t *testing.T) {
	r := newRunner(t)
	event := pullRequest(t, "merge", "roles/soc.json", roleText("read,write", "logs-*"), "elsewhere/new.json", roleText("all", "*"))
	for _, c := range []struct {
		name      string
		env       []string
		result    string
		why, text string // parts of the reason and of the log
	}{
		{"a broken configuration", []string{"INPUT_CONFIG=elsewhere/new.json", "INPUT_SARIF_FILE=" + r.file("out.sarif")}, "2", "configured", "new.json"},
		{"what changed", []string{"INPUT_FAIL_ON=never", "INPUT_FAIL_ON_ACCESS=gained"}, "1", "access changed", "added new"},
		{"paths limit what is compared", []string{"INPUT_FAIL_ON=never", "INPUT_FAIL_ON_ACCESS=gained", "INPUT_PATHS=roles/same.json\nroles/other.json"}, "0", "", "equal"},
		{"paths that hold what changed", []string{"INPUT_FAIL_ON=never", "INPUT_FAIL_ON_ACCESS=gained", "INPUT_PATHS=./roles/"}, "1", "access changed", "widened soc"},
		{"declared in commits", []string{"INPUT_FAIL_ON=never", "INPUT_FAIL_ON_ACCESS=gained", "INPUT_DECLARED=true", "INPUT_PATHS=roles"}, "0", "", "exactly as declared (1 declaration)"},
		{"declared in the description too", []string{"INPUT_FAIL_ON=never", "INPUT_DECLARED=true", "EVENT_BODY=Hello.\r\n\r\nAccess-change: new added"}, "0", "", "exactly as declared (2 declarations)"},
		{"not declared", []string{"INPUT_FAIL_ON=never", "INPUT_DECLARED=true"}, "1", "access changed", "undeclared"},
		{"a wrong value", []string{"INPUT_FAIL_ON=never", "INPUT_FAIL_ON_ACCESS=gain"}, "2", "could not be compared", `did you mean "gained"`},
		{"findings", []string{"INPUT_FAIL_ON=info", "INPUT_SARIF_FILE=" + r.file("out.sarif")}, "1", "findings", ""},
		{"a wrong path", []string{"INPUT_PATHS=nowhere", "INPUT_SARIF_FILE=" + r.file("out.sarif")}, "4", "checked", "nowhere"},
	} {
		log, code := r.step("run.sh", append(event.env(), c.env...)...)
		out := r.outputs()
		if code != 0 || out["result"] != c.result || !strings.Contains(out["why"], c.why) || (out["why"] == "") != (c.result == "0") || !strings.Contains(strings.ToLower(log), c.text) {
			t.Errorf("%s: exit code %d, %v\n%s", c.name, code, out, log)
		}
		if upload := c.result != "2" && c.result != "4"; slices.ContainsFunc(c.env, isSARIF) && (out["upload"] == "true") != upload {
			t.Errorf("%s: upload %q", c.name, out["upload"])
		}
		if c.name == "a wrong value" && !strings.Contains(r.read(out["comment"]), "not compared") {
			t.Errorf("%s: the comment is silent:\n%s", c.name, r.read(out["comment"]))
		}
	}
}

func isSARIF(variable string) bool { return strings.HasPrefix(variable, "INPUT_SARIF_FILE=") }

// gh notes how it is called; CASE says what the server has.
const gh = `printf '%q ' "$@" >>"$RUNNER_TEMP/calls"; echo >>"$RUNNER_TEMP/calls"
case "$*" in
*--paginate*)
  case $CASE in
  forbidden) echo "gh: Resource not accessible by integration (HTTP 403)" >&2; exit 1 ;;
  existing) [ "$LOGIN $MARKER" = "github-actions[bot] <!-- $NAME Check---roles--lint -->" ] && printf '42\n43\n' ;;
  esac ;;
*graphql*) echo "github-actions[bot]" ;;
*)
  case $CASE in
  readonly) echo "gh: Resource not accessible by integration (HTTP 403)" >&2; exit 1 ;;
  down) echo "gh: ::error::Bad Gateway (HTTP 502)" >&2; exit 1 ;;
  esac ;;
esac`

func TestActionComment(t *testing.T) {
	r := newRunner(t)
	r.program("gh", gh)
	writeFile(t, r.file("comment.md"), "### rolelint\n")
	for _, c := range []struct{ server, name, worthy, call, said string }{
		{"none", "rolelint", "true", "--method POST repos/acme/roles/issues/7/comments", ""},
		{"none", "rolelint", "false", "", ""},
		{"existing", "rolelint", "true", "--method PATCH repos/acme/roles/issues/comments/42", ""},
		{"existing", "rolelint", "false", "--method PATCH repos/acme/roles/issues/comments/42", ""},
		{"existing", "9.x", "true", "--method PATCH repos/acme/roles/issues/comments/42", ""},
		{"forbidden", "rolelint", "true", "", "no right to"},
		{"readonly", "rolelint", "true", "--method POST", "no right to"},
		{"down", "rolelint", "true", "--method POST", "GitHub did not take it"},
	} {
		writeFile(t, r.file("calls"), "")
		log, code := r.step("comment.sh", "CASE="+c.server, "NAME="+c.name, "INPUT_NAME="+c.name, "COMMENT_FILE="+r.file("comment.md"), "COMMENT_WORTHY="+c.worthy, "PULL_REQUEST_NUMBER=7")
		calls := r.read(r.file("calls"))
		if code != 0 || !strings.Contains(calls, c.call) || c.call == "" && strings.Contains(calls, "--method") {
			t.Errorf("%+v: exit code %d, calls:\n%s%s", c, code, calls, log)
		}
		kept := r.outputs()["kept"]
		if (kept != "") != (c.said != "") || kept != "" && (!strings.Contains(log, "::notice::") || !strings.Contains(r.read(r.file("summary")), c.said)) {
			t.Errorf("%+v: kept %q, log %s", c, kept, log)
		}
		if strings.HasPrefix(log, "::error") || strings.Contains(log, "\n::error") {
			t.Errorf("%+v: what the server says gives orders to the log:\n%s", c, log)
		}
	}
	if body := r.read(r.file("9.x-comment-body.md")); body != "<!-- 9.x Check---roles--lint -->\n`9.x`\n\n### rolelint\n" {
		t.Errorf("body %q", body)
	}
	if body := r.read(r.file("rolelint-comment-body.md")); body != "<!-- rolelint Check---roles--lint -->\n### rolelint\n" {
		t.Errorf("body %q", body)
	}
}

// releases serves an archive as gh does.
const releases = `case "$1 $2" in
"release download")
  if [ "$CASE" = windows ]; then
    cp "$RUNNER_TEMP/windows.zip" rolelint_1.2.0_windows_amd64.zip
    sha256sum rolelint_1.2.0_windows_amd64.zip >checksums.txt
    exit
  fi
  printf '#!/bin/sh\n' >rolelint
  archive=rolelint_1.2.0_linux_amd64.tar.gz
  tar -czf "$archive" rolelint && rm rolelint
  sum=$(sha256sum "$archive")
  [ "$CASE" != tampered ] || case $sum in 0*) sum="1${sum#?}" ;; *) sum="0${sum#?}" ;; esac
  printf '%s\n' "${sum%%  *}  $archive.sbom.json" "$sum" >checksums.txt ;;
"attestation verify") [ "$CASE" != unattested ] ;;
esac`

func TestActionInstallsRelease(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the archive is one for linux/amd64")
	}
	r := newRunner(t)
	r.program("gh", releases)
	t.Chdir(t.TempDir())
	installed := filepath.Join(r.temp, "rolelint-bin", "rolelint")
	for _, c := range []struct {
		server, version string
		ok              bool
	}{
		{"tampered", "v1.2.0", false},
		{"unattested", "v1.2.0", false},
		{"good", "v1.2.0; touch pwned", false},
		{"good", "../../v1.2.0", false},
		{"good", "v1.2.0", true},
	} {
		log, code := r.step("install.sh", "CASE="+c.server, "INPUT_VERSION="+c.version)
		_, err := os.Stat(installed)
		if (code == 0) != c.ok || (err == nil) != c.ok || strings.Contains(r.read(r.file("path")), "rolelint-bin") != c.ok {
			t.Errorf("%+v: exit code %d, %v\n%s", c, code, err, log)
		}
	}
	if found, _ := filepath.Glob("pwned*"); found != nil {
		t.Error("an input became part of a script")
	}
}

func TestActionInstallsReleaseOnWindows(t *testing.T) {
	if _, err := exec.LookPath("unzip"); err != nil || runtime.GOARCH != "amd64" {
		t.Skip("no unzip here, or another architecture than that of the archive")
	}
	r := newRunner(t)
	r.program("gh", releases)
	r.program("uname", `case $1 in -s) echo MINGW64_NT-10.0 ;; *) echo x86_64 ;; esac`)
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	if _, err := w.Create("rolelint.exe"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, r.file("windows.zip"), archive.String())
	log, code := r.step("install.sh", "CASE=windows", "INPUT_VERSION=v1.2.0")
	if _, err := os.Stat(filepath.Join(r.temp, "rolelint-bin", "rolelint.exe")); err != nil || code != 0 {
		t.Errorf("exit code %d, %v\n%s", code, err, log)
	}
}
