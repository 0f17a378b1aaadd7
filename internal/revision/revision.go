// Package revision reads role files as they are in a revision of a git
// repository, through the git executable.
//
// It never goes through a shell, never reaches over the network (objects that
// a partial clone lacks are an error), and takes names from git only as data:
// blobs are asked for by hash.
package revision

import (
	"fmt"
	"path"
	"strings"
)

// prefix marks an argument that names a revision.
const prefix = "git:"

// Side is a revision, or a file or folder of one, as a user names it:
// git:REV or git:REV:PATH.
type Side struct {
	Revision string // as git understands it: main, HEAD~2, v1.0, a hash
	Path     string // with forward slashes, from the repository's top; "" for all of it
}

// Parse reads git:REV or git:REV:PATH; ok is false where the argument does not
// begin with "git:". A revision that begins with "-" is refused, and so is a
// path that leads out of the repository.
func Parse(argument string) (side Side, ok bool, err error) {
	rest, ok := strings.CutPrefix(argument, prefix)
	if !ok {
		return Side{}, false, nil
	}
	side.Revision, side.Path, _ = strings.Cut(rest, ":")
	switch {
	case side.Revision == "":
		return Side{}, true, fmt.Errorf("%q names no revision: say git:REV or git:REV:PATH, such as git:main:roles", argument)
	case strings.HasPrefix(side.Revision, "-"):
		return Side{}, true, fmt.Errorf("%q is no revision: it begins with -", side.Revision)
	case strings.ContainsAny(side.Revision, "\x00\n"), strings.ContainsRune(side.Path, 0):
		return Side{}, true, fmt.Errorf("%q is no revision", side.Revision)
	}
	if side.Path != "" {
		side.Path = path.Clean(side.Path)
		if path.IsAbs(side.Path) || side.Path == ".." || strings.HasPrefix(side.Path, "../") {
			return Side{}, true, fmt.Errorf("the path %q leads out of the repository: it counts from the repository's top", side.Path)
		}
		if side.Path == "." {
			side.Path = ""
		}
	}
	return side, true, nil
}

// File is a file of a revision.
type File struct {
	// Path is the file's path from the repository's top, with forward slashes.
	Path string
	Text []byte
	// Named says that Side.Path is the file itself.
	Named bool
}
