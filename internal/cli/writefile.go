package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// stepSummary is the variable that names the file of a step's summary in GitHub
// Actions.
const stepSummary = "GITHUB_STEP_SUMMARY"

// writeFile writes a file as a whole or not at all: it is there under its name
// only when all of it is. What is no regular file, such as /dev/stderr, is
// written to; a step's summary, which others write to as well, is added to.
func (p *program) writeFile(name string, write func(io.Writer) error) error {
	if name == p.env(stepSummary) {
		return writeInto(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, write)
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return writeInto(name, os.O_WRONLY, write)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	}
	file, err := createBeside(name)
	if err != nil {
		return err
	}
	if err = errors.Join(write(file), file.Close()); err == nil && info != nil {
		err = os.Chmod(file.Name(), info.Mode().Perm())
	}
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// createBeside makes a new file in the folder of another, with the permissions
// that the user's files have.
func createBeside(name string) (*os.File, error) {
	for i := 0; ; i++ {
		file, err := os.OpenFile(fmt.Sprintf("%s.%d-%d.tmp", name, os.Getpid(), i), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, os.ErrExist) || i == 100 {
			return file, err
		}
	}
}

func writeInto(name string, how int, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, how, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}
