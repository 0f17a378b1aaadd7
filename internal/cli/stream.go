package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// The descriptors of the open streams that every program has.
const (
	standardOutput = 1
	standardError  = 2
)

// streams are the names of the program's own open files: /dev/fd/3, and
// /proc/self/fd/3, of which the links lead to /proc/PID/fd/3.
var streams = regexp.MustCompile(`^/(?:dev|proc/(?:self|thread-self|([0-9]+)(?:/task/[0-9]+)?))/fd/([0-9]+)$`)

// streamOf returns the descriptor that a path names; false where it names none
// of this program.
func streamOf(path string) (int, bool) {
	switch path {
	case "/dev/stdin":
		return 0, true
	case "/dev/stdout":
		return standardOutput, true
	case "/dev/stderr":
		return standardError, true
	}
	m := streams.FindStringSubmatch(path)
	if m == nil || m[1] != "" && m[1] != strconv.Itoa(os.Getpid()) {
		return 0, false
	}
	fd, err := strconv.Atoi(m[2])
	return fd, err == nil
}

// follow returns where a name leads, over all links: to a file, which need not
// be there, or to an open stream of this program, of which it returns the
// descriptor. A stream is not opened anew by its name: that would begin at the
// start of the file that it goes to, over what others wrote.
func follow(name string) (path string, stream int, err error) {
	path = name
	for range 40 {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return "", 0, err
		}
		fd, ok := streamOf(absolute)
		folder, err := filepath.EvalSymlinks(filepath.Dir(absolute))
		if err != nil && !ok {
			return path, 0, nil // what is wrong with it is said where it is used
		}
		real := filepath.Join(folder, filepath.Base(absolute))
		if !ok {
			fd, ok = streamOf(real)
		}
		switch {
		case ok && fd == 0:
			return "", 0, errors.New("the standard input cannot be written to")
		case ok:
			return "", fd, nil
		}
		path = real
		to, err := os.Readlink(path)
		if err != nil {
			return path, 0, nil // no link
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(folder, to)
		}
		path = to
	}
	return "", 0, fmt.Errorf("%s: too many links", name)
}

// writeStream writes to an open stream.
func (p *program) writeStream(fd int, write func(io.Writer) error) error {
	switch fd {
	case standardOutput:
		return write(p.stdout)
	case standardError:
		return write(p.stderr)
	}
	file := os.NewFile(uintptr(fd), "/dev/fd/"+strconv.Itoa(fd))
	if file == nil {
		return os.ErrInvalid
	}
	return errors.Join(write(file), file.Close())
}

// streamInfo says what an open stream leads to; nil where that is not known.
func (p *program) streamInfo(fd int) os.FileInfo {
	var info os.FileInfo
	switch fd {
	case standardOutput:
		info = fileInfo(p.stdout)
	case standardError:
		info = fileInfo(p.stderr)
	default:
		info, _ = os.Stat("/dev/fd/" + strconv.Itoa(fd)) // where it is closed, writing says so
	}
	return info
}

// fileInfo says what is behind a reader or writer; nil where it is no file.
func fileInfo(stream any) os.FileInfo {
	file, ok := stream.(*os.File)
	if !ok {
		return nil
	}
	info, err := file.Stat()
	if err != nil {
		return nil
	}
	return info
}
