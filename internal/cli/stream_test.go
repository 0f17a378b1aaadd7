package cli

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// asProgram runs rolelint as a program of its own.
func asProgram(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "ROLELINT_TEST_AS_PROGRAM=1", "NO_COLOR=1")
	return cmd
}

// What goes to an open stream is added to what is there, whatever the stream is
// called, and two outputs of one stream are refused.
func TestStreams(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("no names for open streams here")
	}
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("a.json", `{"cluster": ["monitor"]}`)
	if err := os.Symlink("/dev/stdout", "link"); err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"-", "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/dev/fd/2", "/dev/fd/3", "/proc/self/fd/1", "/proc/self/fd/3", "/proc/thread-self/fd/1", "link"} {
		write("log", "before\n")
		log, err := os.OpenFile("log", os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		cmd := asProgram("lint", "a.json", "-f", "template:t.tmpl="+target)
		write("t.tmpl", "written\n")
		cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = log, log, []*os.File{log}
		err = cmd.Run()
		_ = log.Close()
		if text, _ := os.ReadFile("log"); err != nil || string(text) != "before\nwritten\n" {
			t.Errorf("%s: %v: the log has %q", target, err, text)
		}
	}
	for _, targets := range [][2]string{{"-", "/dev/stdout"}, {"/proc/self/fd/3", "/dev/fd/3"}, {"link", "/dev/fd/1"}, {"-", "log"}, {"log", "/dev/fd/3"}, {"/dev/fd/3", "./log"}} {
		write("log", "")
		log, err := os.OpenFile("log", os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		var complaint strings.Builder
		cmd := asProgram("lint", "a.json", "-f", "json="+targets[0], "-f", "sarif="+targets[1])
		cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = log, &complaint, []*os.File{log}
		_ = cmd.Run()
		_ = log.Close()
		if code := cmd.ProcessState.ExitCode(); code != exitUsage || !strings.Contains(complaint.String(), "both go to") {
			t.Errorf("%q: exit %d: %s", targets, code, complaint.String())
		}
	}
}
