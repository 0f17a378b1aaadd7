package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a git repository in a new folder, which becomes the working
// directory; the test is skipped where there is no git.
func repository(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	t.Chdir(t.TempDir())
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull,
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
	} {
		t.Setenv(name, value)
	}
	gitDo(t, "init", "-q", "-b", "main")
}

func gitDo(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v: %s", args, err, out)
	}
}

// commit writes files, those with an empty text away, and commits.
func commit(t *testing.T, message string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		if files[i+1] == "" {
			if err := os.Remove(files[i]); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(files[i]), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[i], []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gitDo(t, "add", "-A")
	gitDo(t, "commit", "-q", "--allow-empty", "-m", message)
}

// invoke runs the program.
func invoke(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, complaints strings.Builder
	code = Main(args, strings.NewReader(""), &out, &complaints, noEnvironment)
	return out.String(), complaints.String(), code
}

func roleText(privileges string, names ...string) string {
	quoted, _ := json.Marshal(names)
	return fmt.Sprintf(`{"cluster":[],"indices":[{"names":%s,"privileges":["%s"]}]}`, quoted, strings.ReplaceAll(privileges, ",", `","`))
}

func TestDiffBetweenCommits(t *testing.T) {
	repository(t)
	steps := []struct {
		message string
		files   []string
		verdict string   // over all, against the commit before
		roles   []string // NAME=VERDICT of those that are not equal
	}{
		{"start", []string{"roles/a.json", roleText("read", "logs-*"), "roles/b.json", roleText("read", "x"), "package.json", `{"name": "no role"}`}, "", nil},
		{"a writes", []string{"roles/a.json", roleText("read,write", "logs-*")}, "widened", []string{"a=widened"}},
		{"a by two patterns", []string{"roles/a.json", roleText("write,read", "/logs-(x|y).*/", "/logs-~((x|y).*)/")}, "equal", nil},
		{"a reads less", []string{"roles/a.json", roleText("read", "logs-x*")}, "narrowed", []string{"a=narrowed"}},
		{"a moves", []string{"roles/a.json", "", "more/a.json", roleText("read", "logs-x*")}, "equal", nil},
		{"a reads other names", []string{"more/a.json", roleText("read", "metrics-*")}, "changed", []string{"a=changed"}},
		{"c comes", []string{"roles/c.json", roleText("read", "c")}, "widened", []string{"c=added"}},
		{"b goes", []string{"roles/b.json", ""}, "narrowed", []string{"b=removed"}},
		{"c filters", []string{"roles/c.json", `{"indices":[{"names":["c"],"privileges":["read"],"query":{"term":{"x":1}}}]}`}, "narrowed", []string{"c=narrowed"}},
		{"c filters otherwise", []string{"roles/c.json", `{"indices":[{"names":["c"],"privileges":["read"],"query":{"term":{"x":2}}}]}`}, "unknown", []string{"c=unknown"}},
		{"c becomes YAML", []string{"roles/c.json", "", "roles/c.yml", "indices:\n- names: c\n  privileges: [read]\n  query: '{\"term\": {\"x\": 2}}'\n"}, "equal", nil},
	}
	for i, step := range steps {
		commit(t, step.message, step.files...)
		gitDo(t, "tag", fmt.Sprint("step", i))
		if i == 0 {
			continue
		}
		// Against the commit before, by both names of the last commit.
		for _, args := range [][]string{
			{fmt.Sprint("git:step", i-1), fmt.Sprint("git:step", i)},
			{fmt.Sprint("git:step", i-1)},
		} {
			out, complaints, code := invoke(t, append([]string{"diff", "-f", "json"}, args...)...)
			if code != 0 || complaints != "" {
				t.Fatalf("%s: exit %d: %s", step.message, code, complaints)
			}
			var result struct {
				Verdict string
				Roles   []struct{ Role, Verdict string }
			}
			if err := json.Unmarshal([]byte(out), &result); err != nil {
				t.Fatal(err)
			}
			var roles []string
			for _, r := range result.Roles {
				if r.Verdict != "equal" {
					roles = append(roles, r.Role+"="+r.Verdict)
				}
			}
			if result.Verdict != step.verdict || strings.Join(roles, " ") != strings.Join(step.roles, " ") {
				t.Errorf("%s, %v: %s %v, want %s %v", step.message, args, result.Verdict, roles, step.verdict, step.roles)
			}
		}
	}
}

func TestDiffNamesThePlaceInEitherRevision(t *testing.T) {
	repository(t)
	commit(t, "one", "roles/a.json", roleText("read,manage", "logs-*"))
	commit(t, "two", "roles/a.json", "\n\n"+roleText("read,write", "logs-*"))
	out, _, _ := invoke(t, "diff", "git:HEAD~1:roles", "git:HEAD:roles")
	for _, want := range []string{"roles/a.json:3:67", "roles/a.json:1:67", "compared git:HEAD~1:roles with git:HEAD:roles"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
}

func TestDiffRefusesRevisions(t *testing.T) {
	repository(t)
	commit(t, "one", "a.json", roleText("read", "a"))
	for _, test := range []struct {
		argument, want string
		code           int
	}{
		{"git:--output=x", `"--output=x" is no revision: it begins with -`, 2},
		{"git:", "names no revision", 2},
		{"git:main:../x", "leads out of the repository", 2},
		{"git:absent", `revision "absent": git knows no such revision`, 4},
		{"git:$(touch pwned)", "git knows no such revision", 4},
		{"git:main:absent", `revision "main" has no file or folder "absent"`, 4},
	} {
		_, complaints, code := invoke(t, "diff", test.argument, "a.json")
		if code != test.code || !strings.Contains(complaints, test.want) {
			t.Errorf("%s: exit %d, %q; want %d, %q", test.argument, code, complaints, test.code, test.want)
		}
	}
	if _, err := os.Stat("pwned"); err == nil {
		t.Error("a revision reached a shell")
	}
}

func TestDiffReadsHostileNames(t *testing.T) {
	repository(t)
	names := []string{"roles/-rf.json", "roles/a b\nc.json", "roles/$(x).json", "roles/ü\x01.json"}
	for _, name := range names {
		commit(t, "add", name, roleText("read", "a"))
	}
	out, complaints, code := invoke(t, "diff", "git:HEAD", "git:HEAD", "-f", "json")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, complaints)
	}
	if n := strings.Count(out, `"verdict":"equal"`); n != len(names)+1 {
		t.Errorf("%d verdicts in %s", n, out)
	}
}

func TestDiffFollowsLinksOfARevision(t *testing.T) {
	repository(t)
	commit(t, "one", "roles/a.json", roleText("read", "a"))
	if err := os.Symlink("roles/a.json", "link.json"); err != nil {
		t.Skip(err)
	}
	commit(t, "link")
	out, complaints, code := invoke(t, "diff", "git:HEAD:link.json", "roles/a.json")
	if code != 0 || !strings.HasPrefix(out, "equal") {
		t.Errorf("exit %d: %s%s", code, out, complaints)
	}
}

func TestDeclaredInCommits(t *testing.T) {
	repository(t)
	commit(t, "one", "a.json", roleText("read", "logs-*"))
	gitDo(t, "tag", "base")
	commit(t, "two\n\nAccess-change: a +write logs-*", "a.json", roleText("read,write", "logs-*"))
	if out, complaints, code := invoke(t, "diff", "git:base", "git:HEAD", "--declared-commits"); code != 0 || !strings.Contains(out, "exactly as declared") {
		t.Errorf("exit %d: %s%s", code, out, complaints)
	}
	commit(t, "three", "a.json", roleText("read,write", "logs-*", "metrics-*"))
	if out, _, code := invoke(t, "diff", "git:base", "--declared-commits"); code != 1 || !strings.Contains(out, "undeclared: gained read, write on metrics-*") {
		t.Errorf("exit %d: %s", code, out)
	}
	commit(t, "four\n\nAccess-change: a -write logs-*", "a.json", roleText("read", "logs-*"))
	if out, _, code := invoke(t, "diff", "git:base", "--declared-commits"); code != 0 {
		t.Errorf("what is declared and taken back does not cancel: exit %d: %s", code, out)
	}
}

// What the base has broken nobody can mend: it leaves the verdict unknown and
// fails nothing. What AFTER has broken is an error, even where nothing but the
// other side says that the file was meant to hold a role.
func TestDiffOfBrokenFiles(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", `{"cluster": ["monitor"`, "roles/b.json", roleText("read", "x"))
	commit(t, "mended", "roles/a.json", `{"cluster": ["monitor"]}`)
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"git:HEAD~1", "git:HEAD"}, 0},
		{[]string{"git:HEAD~1"}, 0},
		{[]string{"git:HEAD~1", "git:HEAD", "--fail-on", "gained"}, 1},
		{[]string{"git:HEAD~1", "git:HEAD", "--fail-on", "unknown"}, 1},
		{[]string{"git:HEAD", "git:HEAD~1"}, 4},
	} {
		out, _, code := invoke(t, append([]string{"diff"}, c.args...)...)
		if code != c.code || !strings.HasPrefix(out, "unknown: ") || !strings.Contains(out, `add "]" (in git:HEAD~1)`) {
			t.Errorf("%v: exit %d, want %d:\n%s", c.args, code, c.code, out)
		}
	}
	writeFile(t, "roles/b.json", "{")
	if out, _, code := invoke(t, "diff", "git:HEAD"); code != 4 || !strings.HasPrefix(out, "unknown: ") {
		t.Errorf("a broken file of the working tree: exit %d:\n%s", code, out)
	}
}

func TestDiffWithin(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", roleText("read", "x"), "other/b.json", roleText("read", "x"), "roles2/c.json", roleText("read", "x"))
	commit(t, "all", "roles/a.json", roleText("write", "x"), "other/b.json", roleText("write", "x"), "roles2/c.json", roleText("write", "x"))
	for _, sides := range [][]string{{"git:HEAD~1", "git:HEAD"}, {"git:HEAD~1"}} {
		for _, c := range []struct{ within, roles string }{
			{"", "abc"}, {"roles", "a"}, {"roles/", "a"}, {"roles/a.json", "a"}, {".", "abc"}, {"roles roles2", "ac"}, {"gone", ""},
		} {
			args := append([]string{"diff", "-f", "json"}, sides...)
			for path := range strings.FieldsSeq(c.within) {
				args = append(args, "--in", path)
			}
			out, _, _ := invoke(t, args...)
			got := ""
			for _, name := range []string{"a", "b", "c"} {
				if strings.Contains(out, `{"role":"`+name+`"`) {
					got += name
				}
			}
			if got != c.roles {
				t.Errorf("%v --in %q: roles %q, want %q", sides, c.within, got, c.roles)
			}
		}
	}
}

// With declarations --fail-on does not fail what is declared.
func TestDeclaredDoesNotFail(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", roleText("read", "x"))
	commit(t, "wider\n\nAccess-change: a +write x", "roles/a.json", roleText("read,write", "x"))
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"--declared-commits", "--fail-on", "gained"}, 0},
		{[]string{"--fail-on", "gained"}, 1},
	} {
		if out, _, code := invoke(t, append([]string{"diff", "git:HEAD~1", "git:HEAD"}, c.args...)...); code != c.code {
			t.Errorf("%v: exit %d, want %d:\n%s", c.args, code, c.code, out)
		}
	}
}
