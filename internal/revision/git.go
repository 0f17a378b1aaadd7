package revision

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// Repository is a git repository with a working tree.
type Repository struct {
	Root string // absolute path of the working tree's top
}

// ErrNoGit says that there is no git executable.
var ErrNoGit = errors.New("git is not installed: git:REV needs the git executable")

// Open returns the repository that a folder belongs to.
func Open(folder string) (*Repository, error) {
	out, err := git(folder, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	return &Repository{Root: strings.TrimRight(string(out), "\r\n")}, nil
}

// git runs git in a folder and returns what it prints. Errors are git's own
// first line.
func git(folder string, stdin io.Reader, arguments ...string) ([]byte, error) {
	command, err := newCommand(folder, arguments)
	if err != nil {
		return nil, err
	}
	var stderr bytes.Buffer
	command.Stdin, command.Stderr = stdin, &stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %s", arguments[0], firstLine(stderr.String(), err))
	}
	return out, nil
}

func newCommand(folder string, arguments []string) (*exec.Cmd, error) {
	executable, err := exec.LookPath("git")
	if err != nil {
		return nil, ErrNoGit
	}
	// Replaced objects are no part of a revision as others see it.
	command := exec.Command(executable, append([]string{"--no-pager", "--no-replace-objects", "-c", "log.showSignature=false"}, arguments...)...)
	command.Dir = folder
	command.Env = append(os.Environ(),
		"LC_ALL=C",              // messages as they are known
		"GIT_NO_LAZY_FETCH=1",   // no network
		"GIT_TERMINAL_PROMPT=0", // never asks
		"GIT_OPTIONAL_LOCKS=0",  // never writes
		"GIT_LITERAL_PATHSPECS=1",
	)
	return command, nil
}

func firstLine(message string, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	line = strings.TrimPrefix(strings.TrimPrefix(line, "fatal: "), "error: ")
	if line == "" {
		return err.Error()
	}
	return line
}

// blobs returns the contents of blobs, in the order of the hashes.
func (r *Repository) blobs(hashes []string) ([][]byte, error) {
	if len(hashes) == 0 {
		return nil, nil
	}
	out, err := git(r.Root, strings.NewReader(strings.Join(hashes, "\n")+"\n"), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	reader := bufio.NewReader(bytes.NewReader(out))
	texts := make([][]byte, len(hashes))
	for i, hash := range hashes {
		// HASH SP "blob" SP SIZE LF CONTENT LF
		header, err := reader.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("git cat-file: ends before object %s", hash)
		}
		var name, kind string
		var size int
		if n, _ := fmt.Sscanf(header, "%s %s %d", &name, &kind, &size); n != 3 || kind != "blob" {
			return nil, fmt.Errorf("git cat-file: object %s cannot be read here: %s", hash, strings.TrimSpace(header))
		}
		texts[i] = make([]byte, size)
		if _, err := io.ReadFull(reader, texts[i]); err != nil {
			return nil, fmt.Errorf("git cat-file: object %s ends early", hash)
		}
		if _, err := reader.Discard(1); err != nil {
			return nil, fmt.Errorf("git cat-file: object %s ends early", hash)
		}
	}
	return texts, nil
}

// DefaultBranch returns the branch that others start from: that of origin, or
// else the current one; false where neither is known. root is in the repository.
func DefaultBranch(root string) (string, bool) {
	for _, ref := range [...][2]string{{"refs/remotes/origin/HEAD", "refs/remotes/origin/"}, {"HEAD", "refs/heads/"}} {
		if out, err := git(root, nil, "symbolic-ref", "--quiet", ref[0]); err == nil {
			if branch, ok := strings.CutPrefix(strings.TrimSpace(string(out)), ref[1]); ok && branch != "" {
				return branch, true
			}
		}
	}
	return "", false
}
