package fix

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"github.com/rolelint/rolelint/internal/source"
)

// Write replaces a file's text, all or nothing: the new text is written beside
// the file and takes its place. Of a symbolic link the file that it leads to is
// replaced. It fails, and changes nothing, where the file is read-only or no
// longer holds the text from before. The permissions stay.
func Write(path string, before, after []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("it is no regular file")
	case info.Mode().Perm()&0o222 == 0:
		return errors.New("it is read-only")
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // gone where it took the file's place
	if err := fill(temp, after, info); err != nil {
		return err
	}
	if err := unchanged(path, before, after); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// fill writes a temporary file and closes it.
func fill(temp *os.File, text []byte, like os.FileInfo) error {
	_, err := temp.Write(text)
	if err == nil {
		err = keepOwner(temp, like)
	}
	if err == nil {
		err = temp.Chmod(like.Mode().Perm())
	}
	if err == nil {
		err = temp.Sync()
	}
	return errors.Join(err, temp.Close())
}

// unchanged fails where a file holds another text than it did, unless that is
// the one to write: two names may lead to one file.
func unchanged(path string, before, after []byte) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	now, err := source.ReadAll(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, before) && !bytes.Equal(now, after) {
		return errors.New("it was changed by somebody else while rolelint read it")
	}
	return nil
}
