package revision

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Changed returns the files of the working tree that differ from a commit, those
// that are gone, and those that git does not know yet and does not ignore:
// absolute paths, sorted. A file that was renamed counts under both names. A
// submodule that differs is one path, which stands for all files below it.
func (r *Repository) Changed(since string) ([]string, error) {
	commit, err := r.resolve(since + "^{commit}")
	if err != nil {
		return nil, fmt.Errorf("commit %q: %w", since, err)
	}
	differ, err := git(r.Root, nil, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=none", commit, "--")
	if err != nil {
		return nil, err
	}
	unknown, err := git(r.Root, nil, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	var paths []string
	for name := range strings.SplitSeq(string(differ)+string(unknown), "\x00") {
		if name != "" {
			paths = append(paths, filepath.Join(r.Root, filepath.FromSlash(name)))
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil
}

// TrackedThoughIgnored returns the files of a repository that git tracks
// although an ignore file names them, as absolute paths below root, which is
// the repository's top; none where git cannot tell.
func TrackedThoughIgnored(root string) []string {
	out, err := git(root, nil, "ls-files", "-z", "--cached", "--ignored", "--exclude-standard")
	if err != nil {
		return nil
	}
	var paths []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name != "" {
			paths = append(paths, filepath.Join(root, filepath.FromSlash(name)))
		}
	}
	return paths
}
