package cli

import (
	"os/exec"
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"l", "lint"},
		{"lint --lic", "--license"},
		{"lint --license pl", "platinum"},
		{"lint --license=pl", "--license=platinum"},
		{"lint --stack 9.", "9.0 9.1 9.2 9.3 9.4 9.5 9.6"},
		{"lint -f j", "json junit"},
		{"diff -f te", "text"},
		{"lint --rules unknown-feature,cases-o", "unknown-feature,cases-owner-mismatch"},
		{"lint --rules unknown-feature,unknown-feature", "unknown-feature,unknown-feature-privilege"},
		{"lint --rules=unknown-feature,cases-o", "--rules=unknown-feature,cases-owner-mismatch"},
		{"lint --fix=", "--fix=safe --fix=unsafe"},
		{"lint --fix=u", "--fix=unsafe"},
		{"lint --config=", ":files"},
		{"lint -f sarif=", ":files"},
		{"lint -f json,te", ""},
		{"diff --fail-on gained,lo", "gained,lost"},
		{"lint -q ro", ":files"},
		{"lint --config ", ":files"},
		{"explain unknown-feature-", "unknown-feature-privilege"},
		{"catalog fe", "features"},
		{"completion z", "zsh"},
		{"new ", "rule"},
		{"new rule a --kind i", "index"},
		{"docs ", ""},
		{"test --cov", "--coverage"},
		{"help who", "who-can"},
		{"version ", ""},
		{"nothing ", ""},
	} {
		words := strings.Split(c.line, " ")
		out, complaints, code := invoke(t, append([]string{"complete", "--"}, words...)...)
		var got []string
		for line := range strings.Lines(out) {
			word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			got = append(got, word)
		}
		if strings.Join(got, " ") != c.want || code != 0 || complaints != "" {
			t.Errorf("%s: %q, exit code %d, %s; want %q", c.line, got, code, complaints, c.want)
		}
	}
}

// Every script is one that its shell can read, where the shell is there.
func TestCompletionScripts(t *testing.T) {
	for shell, check := range map[string]string{"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": ""} {
		script, complaints, code := invoke(t, "completion", shell)
		if code != 0 || complaints != "" || !strings.Contains(script, "rolelint complete --") {
			t.Errorf("%s: exit code %d, %s, script:\n%s", shell, code, complaints, script)
		}
		if _, err := exec.LookPath(check); check == "" || err != nil {
			continue
		}
		command := exec.Command(check, "-n", "/dev/stdin")
		command.Stdin = strings.NewReader(script)
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", shell, err, out)
		}
	}
}

// The words of a bash command line arrive as they are, and the answers come back.
func TestBashCompletes(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash")
	}
	script, _, _ := invoke(t, "completion", "bash")
	command := exec.Command("bash", "-c", `rolelint() { printf '%s\n' "[$*]" >&2; printf 'lint\tFind\nlicense\n'; }
`+script+`
COMP_WORDS=(rolelint "a b" l) COMP_CWORD=2
_rolelint
printf '%s;' "${COMPREPLY[@]}"`)
	out, err := command.Output()
	if err != nil || string(out) != "lint;license;" {
		t.Errorf("%q, %v", out, err)
	}
}

// bash takes words apart at = and :, and completes what follows the last one.
func TestBashCompletesValues(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash")
	}
	script, _, _ := invoke(t, "completion", "bash")
	for words, want := range map[string]string{
		"lint --rules = a,b":      "<complete -- lint --rules=a,b> a,b1 a,b2",
		"lint --fix =":            "<complete -- lint --fix=> 1 2",
		"diff git : main git : r": "<complete -- diff git:main git:r> r1 r2",
		"lint -f sarif = x":       "<complete -- lint -f sarif=x> x1 x2",
	} {
		command := exec.Command("bash", "-c", `rolelint() { echo "<$*>" >&3; for last; do :; done; printf '%s1\tabout\n%s2\n' "$last" "$last"; }
`+script+`
exec 3>&1
COMP_WORDS=(rolelint `+words+`) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_rolelint
echo "${COMPREPLY[*]}"`)
		out, err := command.Output()
		if got := strings.Join(strings.Fields(string(out)), " "); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", words, got, err, want)
		}
	}
}

// fish replaces the whole word.
func TestFishCompletes(t *testing.T) {
	if _, err := exec.LookPath("fish"); err != nil {
		t.Skip("no fish")
	}
	script, _, _ := invoke(t, "completion", "fish")
	t.Chdir(t.TempDir())
	writeFile(t, "xyz.json", "")
	for line, want := range map[string]string{
		"rolelint lint --rules a,b": "a,b1 about a,b2",
		"rolelint lint --fix=":      "--fix=1 about --fix=2",
		"rolelint lint --config=x":  "--config=xyz.json",
	} {
		command := exec.Command("fish", "--no-config", "-c", `function rolelint
    if string match -q -- '--config=*' $argv[-1]
        echo :files
    else
        printf '%s1\tabout\n%s2\n' $argv[-1] $argv[-1]
    end
end
`+script+`
complete -C '`+line+`'`)
		command.Env = append(command.Environ(), "HOME="+t.TempDir())
		out, err := command.Output()
		if got := strings.Join(strings.Fields(string(out)), " "); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", line, got, err, want)
		}
	}
}

func TestManPage(t *testing.T) {
	page, complaints, code := invoke(t, "help", "--man")
	if code != 0 || complaints != "" {
		t.Fatalf("exit code %d: %s", code, complaints)
	}
	for _, c := range commands() {
		if !strings.Contains(page, ".SS rolelint "+roff(c.name)) {
			t.Errorf("%s is missing", c.name)
		}
	}
	for _, want := range []string{`\-\-fix[=MODE]`, "never (default warning)", "always or never (default auto)", "(default <stdin>)"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(page, "(default 0") || strings.Contains(page, "(default false") || strings.Contains(page, "(default []") {
		t.Error("a default that says nothing")
	}
	if _, err := exec.LookPath("man"); err != nil {
		return
	}
	command := exec.Command("man", "--warnings", "-l", "-")
	command.Stdin = strings.NewReader(page)
	if out, err := command.CombinedOutput(); err != nil || strings.Contains(string(out), "warning:") {
		t.Errorf("man: %v\n%s", err, out)
	}
}
