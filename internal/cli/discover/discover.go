// Package discover finds the files to look at: those named on the command
// line, and in folders those whose name may be a role file's.
package discover

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// File is a file to read.
type File struct {
	// Name is the file's path as it is to be printed: as the user gave it, or
	// below the folder the user gave, with forward slashes.
	Name string
	// Absolute is the absolute path.
	Absolute string
	// Named says that the user named the file itself.
	Named bool
	// Err is why the file or folder cannot be read; nil where nothing is known
	// against it.
	Err error
}

// endings are the endings of files that are looked at in folders.
var endings = []string{".json", ".jsonc", ".ndjson", ".yml", ".yaml"}

// HasRoleEnding reports whether a file of that name is looked at in folders.
func HasRoleEnding(name string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(name)))
}

// neverEntered are folders that hold no files of the project's own.
var neverEntered = []string{".git", "node_modules", "vendor"}

// Find returns the files of the paths, in the order of the paths, each file
// once; inside a folder in the order of the names. A file that is named is
// always taken. In folders those are taken whose ending is a role file's, that
// git does not ignore, and that keep allows; links to folders are not
// followed. tracked returns those files below a repository's root that git has
// although it would ignore them, as absolute paths; it is asked once for each
// repository in which an ignore file leaves something out. A path that does not exist comes back as a File with Err.
func Find(paths []string, keep func(File) bool, tracked func(root string) []string) ([]File, error) {
	f := finder{keep: keep, tracked: trackedFiles{ask: tracked}, at: map[string]int{}}
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("working directory: %w", err)
		}
		name := filepath.ToSlash(filepath.Clean(path))
		info, err := os.Stat(path)
		switch {
		case err != nil:
			f.add(File{Name: name, Absolute: absolute, Named: true, Err: reason(err)})
		case info.IsDir():
			root, _ := RepositoryRoot(absolute)
			f.folder(folder{name: name, absolute: absolute, root: root}, ignoresAbove(absolute))
		default:
			f.add(File{Name: name, Absolute: absolute, Named: true})
		}
	}
	return f.files, nil
}

type finder struct {
	keep    func(File) bool
	tracked trackedFiles
	files   []File
	at      map[string]int // absolute path → place in files
}

// folder is a folder to look through.
type folder struct {
	name, absolute string
	root           string // of its repository; "" where there is none
	ignored        bool   // then only what git has all the same is taken
}

// add takes a file, once; a file that is named wins over one that is found.
func (f *finder) add(file File) {
	if i, ok := f.at[file.Absolute]; ok {
		f.files[i].Named = f.files[i].Named || file.Named
		return
	}
	f.at[file.Absolute] = len(f.files)
	f.files = append(f.files, file)
}

// folder takes the files of a folder and of those below it. above are the
// patterns that hold in it, without those of its own .gitignore.
func (f *finder) folder(at folder, above ignoreList) {
	entries, err := os.ReadDir(at.absolute) // sorted by name
	if err != nil {
		f.add(File{Name: at.name, Absolute: at.absolute, Err: reason(err)})
		return
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".git" }) {
		at.root = at.absolute
	}
	ignores := above.with(at.absolute, filepath.Join(at.absolute, ".gitignore"))
	for _, entry := range entries {
		path := filepath.Join(at.absolute, entry.Name())
		below := entry.Name()
		if at.name != "." {
			below = strings.TrimSuffix(at.name, "/") + "/" + entry.Name()
		}
		if entry.IsDir() && slices.Contains(neverEntered, entry.Name()) || !entry.IsDir() && !HasRoleEnding(entry.Name()) {
			continue
		}
		ignored := at.ignored || ignores.ignored(path, entry.IsDir())
		switch {
		case ignored && !f.tracked.has(at.root, path, entry.IsDir()):
		case entry.IsDir():
			f.folder(folder{below, path, at.root, ignored}, ignores)
		default:
			file := File{Name: below, Absolute: path}
			if isFile(path, entry, &file.Err) && f.keep(file) {
				f.add(file)
			}
		}
	}
}

// isFile reports whether an entry is a file or a link to one. A link that
// leads nowhere counts as a file with an error: it may be meant as a role.
func isFile(path string, entry fs.DirEntry, failure *error) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(path)
	if err != nil {
		*failure = reason(err)
		return true
	}
	return info.Mode().IsRegular()
}

// reason strips the operation and the path from an error of package os; the
// path is printed in front of it anyway.
func reason(err error) error {
	if pathError, ok := err.(*fs.PathError); ok {
		return pathError.Err
	}
	return err
}
