package revision

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// entry is a line of git ls-tree.
type entry struct{ mode, hash string }

// The modes of git's trees that matter.
const (
	modeLink   = "120000"
	modeModule = "160000" // a commit of another repository
)

// Files returns the files of a side that keep allows, in the order of their
// paths. keep is not asked about a file that the side itself names. A link to a
// file of the same revision stands for that file; other links, and submodules,
// are left out.
func (r *Repository) Files(side Side, keep func(path string) bool) ([]File, error) {
	tree, err := r.resolve(side.Revision + "^{tree}")
	if err != nil {
		return nil, fmt.Errorf("revision %q: %w", side.Revision, err)
	}
	listing, err := git(r.Root, nil, "ls-tree", "-r", "-z", "--full-tree", tree)
	if err != nil {
		return nil, err
	}
	entries := map[string]entry{}
	var paths []string
	for line := range strings.SplitSeq(string(listing), "\x00") {
		// MODE SP TYPE SP HASH TAB PATH
		about, name, found := strings.Cut(line, "\t")
		words := strings.Fields(about)
		if !found || len(words) != 3 || words[0] == modeModule {
			continue
		}
		entries[name] = entry{words[0], words[2]}
		paths = append(paths, name)
	}
	var files []File
	var hashes []string
	for _, name := range paths {
		named := name == side.Path
		if !named && (!below(name, side.Path) || !keep(name)) {
			continue
		}
		blob, ok, err := r.follow(entries, name)
		if err != nil {
			return nil, err
		}
		if ok {
			files = append(files, File{Path: name, Named: named})
			hashes = append(hashes, blob)
		}
	}
	if len(files) == 0 && side.Path != "" && !isFolder(paths, side.Path) {
		return nil, &absentError{side}
	}
	texts, err := r.blobs(hashes)
	if err != nil {
		return nil, err
	}
	for i := range files {
		files[i].Text = texts[i]
	}
	return files, nil
}

// absentError says that a revision has no such file; it is an fs.ErrNotExist.
type absentError struct{ side Side }

func (e *absentError) Error() string {
	return fmt.Sprintf("revision %q has no file or folder %q", e.side.Revision, e.side.Path)
}

func (e *absentError) Is(target error) bool { return target == fs.ErrNotExist }

// resolve returns the hash of a revision.
func (r *Repository) resolve(revision string) (string, error) {
	out, err := git(r.Root, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", revision)
	if err != nil {
		return "", fmt.Errorf("git knows no such revision")
	}
	return strings.TrimSpace(string(out)), nil
}

// below reports whether a path is in a folder; "" is the top.
func below(name, folder string) bool {
	return folder == "" || strings.HasPrefix(name, folder+"/")
}

func isFolder(paths []string, folder string) bool {
	for _, name := range paths {
		if below(name, folder) {
			return true
		}
	}
	return false
}

// maxLinks bounds how many links are followed one after another.
const maxLinks = 10

// follow returns the hash of a file's content, through links.
func (r *Repository) follow(entries map[string]entry, name string) (hash string, ok bool, err error) {
	for range maxLinks {
		e, found := entries[name]
		if !found || e.mode != modeLink {
			return e.hash, found, nil
		}
		target, err := r.blobs([]string{e.hash})
		if err != nil {
			return "", false, err
		}
		if path.IsAbs(string(target[0])) {
			return "", false, nil
		}
		name = path.Join(path.Dir(name), string(target[0]))
	}
	return "", false, nil
}

// Messages returns the messages of the commits that are in after and not in
// before, oldest first. after may be "" for HEAD.
func (r *Repository) Messages(before, after string) ([]string, error) {
	if after == "" {
		after = "HEAD"
	}
	var ends [2]string
	for i, revision := range []string{before, after} {
		hash, err := r.resolve(revision + "^{commit}")
		if err != nil {
			return nil, fmt.Errorf("commit %q: %w", revision, err)
		}
		ends[i] = hash
	}
	out, err := git(r.Root, nil, "log", "--reverse", "-z", "--format=%B", ends[0]+".."+ends[1])
	if err != nil {
		return nil, err
	}
	var messages []string
	for message := range strings.SplitSeq(string(out), "\x00") {
		if message = strings.TrimSpace(message); message != "" {
			messages = append(messages, message)
		}
	}
	return messages, nil
}
