package cli

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/lint"
)

const (
	kibanaRole = `{"elasticsearch": {}, "kibana": [{"spaces": ["soc"], "feature": {"generalCasesV2": ["read"], "discover": ["read"]}}]}`
	esRole     = `{"cluster": ["monitor"], "indices": []}`
)

// A repository is taken from nothing to a lint run; nothing is overwritten.
func TestInit(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/kibana/a.json", kibanaRole, "roles/es/b.json", esRole, "package.json", `{"name": "x"}`, ".pre-commit-config.yaml", "repos: [] # ours\n")

	out, complaints, code := invoke(t, "init")
	if code != 0 || complaints != "" || !strings.Contains(out, "Nothing was written") {
		t.Fatalf("exit code %d: %s%s", code, complaints, out)
	}
	if _, err := os.Stat(".rolelint.yaml"); err == nil {
		t.Fatal("it wrote without being told to")
	}
	if out, complaints, code = invoke(t, "init", "--write", "--license", "gold"); code != 0 || complaints != "" {
		t.Fatalf("exit code %d: %s%s", code, complaints, out)
	}
	for _, part := range []string{"Found 2 roles in 2 files", ".pre-commit-config.yaml exists and stays as it is. Add to it:", "      - id: rolelint", "Wrote .rolelint.yaml, .github/workflows/rolelint.yml"} {
		if !strings.Contains(out, part) {
			t.Errorf("it does not say %q:\n%s", part, out)
		}
	}
	text, err := os.ReadFile(".rolelint.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`stack: "8.17" # a guess: the newest version that lacks the fewest (0 of 3) of the features and privileges the roles name, and deprecates the fewest features (0)`, "license: gold", `- "roles/**"`} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the configuration does not say %q:\n%s", part, text)
		}
	}
	if text, _ := os.ReadFile(".pre-commit-config.yaml"); string(text) != "repos: [] # ours\n" {
		t.Errorf("overwritten: %s", text)
	}
	if out, complaints, code := invoke(t, "lint"); code > 1 || !strings.Contains(out, "in 2 roles of 2 files (Kibana/Elasticsearch 8.17, gold") {
		t.Errorf("lint: exit code %d: %s%s", code, complaints, out)
	}
	if out, _, code := invoke(t, "init", "--write"); code != 0 || !strings.Contains(out, "Nothing to write.") {
		t.Errorf("a second time: exit code %d: %s", code, out)
	}
	if _, complaints, code := invoke(t, "doctor"); code != 0 || complaints != "" {
		t.Errorf("doctor: exit code %d: %s", code, complaints)
	}
}

func TestInitWithoutRoles(t *testing.T) {
	repository(t)
	commit(t, "start", "package.json", `{"name": "x"}`)
	if out, complaints, code := invoke(t, "init", "--write"); code != exitNothing || !strings.Contains(complaints, "no role file") {
		t.Errorf("exit code %d: %s%s", code, out, complaints)
	}
}

func TestInitBelowTheRoot(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", kibanaRole)
	t.Chdir("roles")
	if _, complaints, code := invoke(t, "init"); code != exitUsage || !strings.Contains(complaints, "root of the repository: ..") {
		t.Errorf("exit code %d: %s", code, complaints)
	}
}

func TestDoctor(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", kibanaRole, "broken.json", `{"elasticsearch": {"cluster": ["all"]}, "kibana": [`, ".github/workflows/ci.yml", "run: rolelint lint\n",
		".rolelint.yaml", "target: {stack: \"9.4\"}\nrules: {unknown-feature: warning, all-on-star: off}\n")
	out, complaints, code := invoke(t, "doctor")
	for _, part := range []string{
		"configuration  .rolelint.yaml\n", "target         9.4 (enterprise, self-managed)", "the roles look like 8.17",
		"1 role in 1 file, of 3 files looked at", "Kibana role: 1 role in 1 file (roles)", "off: ", "all-on-star", "unknown-feature warning",
		".github/workflows/rolelint.yml has rolelint", ".pre-commit-config.yaml none",
	} {
		if !strings.Contains(out, part) {
			t.Errorf("it does not say %q:\n%s", part, out)
		}
	}
	if code != exitFailure || !strings.Contains(complaints, "broken.json:1:") {
		t.Errorf("exit code %d: %s", code, complaints)
	}
}

// Roles that the configuration leaves out are not passed over in silence.
func TestDoctorNamesWhatIsLeftOut(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", kibanaRole, "roles/roles.yml", "b:\n  cluster: [all]\n", "package.json", "{}", ".rolelint.yaml", "files: [\"roles/*.json\"]\n")
	out, complaints, code := invoke(t, "doctor")
	if code != 0 || complaints != "" || !strings.Contains(out, "does not allow them: roles/roles.yml\n") {
		t.Errorf("exit code %d: %s%s", code, complaints, out)
	}
}

// Rules of the user's own are counted among those that run.
func TestDoctorCountsOwnRules(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "a.json", `{"elasticsearch": {"cluster": ["monitor"]}, "kibana": []}`)
	if _, complaints, code := invoke(t, "new", "rule", "team-names"); code != 0 {
		t.Fatal(complaints)
	}
	without, _, _ := invoke(t, "doctor")
	with, complaints, code := invoke(t, "doctor", "--policy", "policies")
	if code != 0 || strings.Contains(without, "your own") || !strings.Contains(with, fmt.Sprintf("of %d on, preset recommended; 1 your own\n", len(lint.Rules())+1)) {
		t.Errorf("exit code %d, %s:\n%s", code, complaints, with)
	}
}

// What is there already is seen, and what is written fits the repository.
func TestInitFits(t *testing.T) {
	repository(t)
	gitDo(t, "checkout", "-q", "-b", "trunk")
	commit(t, "start", "{{cookiecutter.name}}/a.json", kibanaRole, "x}y/b.json", esRole, "z[1]/c.json", kibanaRole)
	if out, complaints, code := invoke(t, "init", "--write"); code != 0 || complaints != "" {
		t.Fatalf("exit code %d: %s%s", code, out, complaints)
	} else if !strings.Contains(out, "pin") {
		t.Errorf("it does not say to pin a release: %s", out)
	}
	if text, _ := os.ReadFile(".github/workflows/rolelint.yml"); !strings.Contains(string(text), `branches: ["trunk"]`) {
		t.Errorf("the workflow does not run on the branch that there is: %s", text)
	}
	if out, complaints, code := invoke(t, "lint"); code > 1 || !strings.Contains(out, "in 3 roles of 3 files") {
		t.Errorf("lint: exit code %d: %s%s", code, out, complaints)
	}
	if out, _, _ := invoke(t, "init", "--write", "--stack", "9.4"); !strings.Contains(out, ".rolelint.yaml exists: --stack, --license and --deployment change nothing in it") {
		t.Errorf("it does not say that --stack is of no use: %s", out)
	}
}

func TestInitBesideAWorkflow(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", kibanaRole, ".github/workflows/ci.yml", "steps: [{uses: rolelint/rolelint@v1}]\n")
	if err := os.Symlink("nowhere", ".rolelint.yaml"); err != nil {
		t.Skip(err)
	}
	out, complaints, code := invoke(t, "init", "--write")
	if code != 0 || complaints != "" || !strings.Contains(out, ".rolelint.yaml is a link to a file that does not exist") || !strings.Contains(out, ".github/workflows/ci.yml exists and stays as it is") || !strings.Contains(out, "Wrote .pre-commit-config.yaml.") {
		t.Errorf("exit code %d: %s%s", code, out, complaints)
	}
	if _, err := os.Stat(".github/workflows/rolelint.yml"); err == nil {
		t.Error("a second workflow was written")
	}
}

func TestInitSaysWhatItWroteBeforeAFailure(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", kibanaRole)
	if err := os.Symlink("nowhere", ".github"); err != nil {
		t.Skip(err)
	}
	_, complaints, code := invoke(t, "init", "--write")
	if code != exitFailure || !strings.Contains(complaints, "written before: .rolelint.yaml, .pre-commit-config.yaml") {
		t.Errorf("exit code %d: %s", code, complaints)
	}
}

// Elasticsearch privileges tell versions apart too.
func TestGuessByPrivileges(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", `{"cluster": ["monitor", "manage_watcher", "manage_rollup", "create_snapshot"], "indices": [{"names": ["a"], "privileges": ["read_failure_store"]}]}`)
	if out, _, _ := invoke(t, "init"); strings.Contains(out, "the newest;") || !strings.Contains(out, "features and privileges the roles name") {
		t.Errorf("no guess: %s", out)
	}
}

// What every version has, or deprecates only a side effect of, tells nothing.
func TestGuessNothing(t *testing.T) {
	repository(t)
	commit(t, "start", "roles/a.json", `{"cluster": ["monitor"], "indices": [{"names": ["a"], "privileges": ["read", "write", "create"]}]}`)
	if out, _, _ := invoke(t, "init"); !strings.Contains(out, `stack: "`+catalog.Latest().String()+`"`) || strings.Contains(out, "a guess") {
		t.Errorf("a guess: %s", out)
	}
}
