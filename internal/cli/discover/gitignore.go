package discover

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignorePattern is a line of a .gitignore file, as gitignore(5) reads it.
type ignorePattern struct {
	base    string // the folder of the file, which the glob is relative to
	glob    string
	negated bool // "!": takes back what an earlier pattern ignores
	folders bool // trailing "/": folders only
}

// ignoreList holds the patterns that apply in a folder, weakest first: those
// of .git/info/exclude, then those of each .gitignore from the repository's
// root down.
type ignoreList []ignorePattern

// ignoresAbove returns the patterns that hold in folder because of the
// repository around it, without the folder's own .gitignore. Outside a
// repository there are none. folder is an absolute path.
func ignoresAbove(folder string) ignoreList {
	root, ok := RepositoryRoot(folder)
	if !ok {
		return nil
	}
	list := ignoreList(nil).with(root, filepath.Join(root, ".git", "info", "exclude"))
	relative, err := filepath.Rel(root, folder)
	if err != nil || relative == "." {
		return list
	}
	at := root
	for _, name := range strings.Split(filepath.ToSlash(relative), "/") {
		list = list.with(at, filepath.Join(at, ".gitignore"))
		at = filepath.Join(at, name)
	}
	return list
}

// RepositoryRoot returns the nearest folder at or above folder that holds a
// .git; false where there is none. folder is an absolute path.
func RepositoryRoot(folder string) (string, bool) {
	for {
		if _, err := os.Lstat(filepath.Join(folder, ".git")); err == nil {
			return folder, true
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", false
		}
		folder = parent
	}
}

// maxIgnoreFile is how many bytes an ignore file has at most.
const maxIgnoreFile = 1 << 20

// with returns the list with the patterns of a file added, which hold below
// base. A file that is absent or unreadable adds nothing, and neither does a
// link, as with git itself, or one that is larger than anybody writes.
func (l ignoreList) with(base, file string) ignoreList {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxIgnoreFile {
		return l
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return l
	}
	list := l[:len(l):len(l)] // siblings share l: never grow it in place
	for line := range strings.Lines(string(text)) {
		if p, ok := parseIgnore(line); ok {
			p.base = base
			list = append(list, p)
		}
	}
	return list
}

// ignored reports whether git would ignore a file or folder, of which path is
// the absolute path. The last pattern that matches decides.
func (l ignoreList) ignored(path string, folder bool) bool {
	for i := len(l) - 1; i >= 0; i-- {
		p := l[i]
		if p.folders && !folder {
			continue
		}
		relative, err := filepath.Rel(p.base, path)
		if err != nil {
			continue
		}
		if ok, _ := doublestar.Match(p.glob, filepath.ToSlash(relative)); ok {
			return !p.negated
		}
	}
	return false
}

// parseIgnore reads a line of a .gitignore file; false where it says nothing.
func parseIgnore(line string) (ignorePattern, bool) {
	var p ignorePattern
	line = strings.TrimRight(line, "\r\n")
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.folders = strings.CutSuffix(line, "/")
	if line == "" {
		return p, false
	}
	// A slash at the beginning or in the middle anchors the pattern.
	anchored := strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if !anchored {
		line = "**/" + line
	}
	if strings.HasSuffix(line, "/**") { // everything inside, not the folder itself
		line += "/*"
	}
	// Braces are plain characters to git and alternatives to doublestar.
	p.glob = strings.NewReplacer(`\\`, `\\`, `\{`, `\{`, `\}`, `\}`, "{", `\{`, "}", `\}`).Replace(line)
	return p, true
}
