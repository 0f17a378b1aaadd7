package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// stepSummary is the variable that names the file of a step's summary in GitHub
// Actions.
const stepSummary = "GITHUB_STEP_SUMMARY"

// isStepSummary reports whether a file, of which path is where its name leads,
// is the step's summary.
func (p *program) isStepSummary(path string) bool {
	name := p.env(stepSummary)
	if name == "" || path == "" {
		return false
	}
	summary, _, err := follow(name)
	return err == nil && summary == path
}

// writeFile writes a file as a whole or not at all: it is there under its name
// only when all of it is. Links are followed. What is no regular file is written
// to; a step's summary, which others write to as well, is added to.
func (p *program) writeFile(name string, write func(io.Writer) error) error {
	path, stream, err := follow(name)
	switch {
	case err != nil:
		return err
	case stream > 0:
		return p.writeStream(stream, write)
	case p.isStepSummary(path):
		return writeInto(path, os.O_CREATE|os.O_APPEND, write)
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return writeInto(path, 0, write)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	}
	file, err := createBeside(path)
	switch {
	case err != nil && info != nil && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return writeOver(path, write)
	case err != nil:
		return err
	}
	if err = errors.Join(write(file), file.Close()); err == nil && info != nil {
		err = os.Chmod(file.Name(), info.Mode().Perm())
	}
	if err == nil {
		err = put(file.Name(), path, info != nil, os.Rename)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// put gives a file the name of another. One that cannot be replaced, such as
// one that is mounted by itself, gets the text; it is all there by now.
func put(file, name string, exists bool, rename func(from, to string) error) error {
	err := rename(file, name)
	if err == nil || !exists {
		return err
	}
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	err = writeInto(name, os.O_TRUNC, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	if err = errors.Join(err, from.Close()); err != nil {
		return err
	}
	return os.Remove(file)
}

// writeOver writes a file in whose folder no other can be made.
func writeOver(name string, write func(io.Writer) error) error {
	var text bytes.Buffer
	if err := write(&text); err != nil {
		return err
	}
	return writeInto(name, os.O_TRUNC, func(w io.Writer) error {
		_, err := w.Write(text.Bytes())
		return err
	})
}

// createBeside makes a new file in the folder of another, with the permissions
// that the user's files have. Its name is short, since the other's may be as long
// as a name can be.
func createBeside(name string) (*os.File, error) {
	for i := 0; ; i++ {
		beside := fmt.Sprintf(".rolelint-%d-%d.tmp", os.Getpid(), i)
		file, err := os.OpenFile(filepath.Join(filepath.Dir(name), beside), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, os.ErrExist) || i == 100 {
			return file, err
		}
	}
}

func writeInto(name string, how int, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|how, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}
