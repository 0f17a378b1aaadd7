package discover

import (
	"path/filepath"
	"slices"
	"strings"
)

// trackedFiles knows what git has although an ignore file names it: git ignores
// only what it does not track.
type trackedFiles struct {
	ask func(root string) []string
	// known are the files of each repository that was asked, sorted.
	known map[string][]string
}

// has reports whether git has the file, or a file of the folder.
func (t *trackedFiles) has(root, path string, folder bool) bool {
	if root == "" {
		return false
	}
	files, ok := t.known[root]
	if !ok {
		files = slices.Sorted(slices.Values(t.ask(root)))
		if t.known == nil {
			t.known = map[string][]string{}
		}
		t.known[root] = files
	}
	if folder {
		path += string(filepath.Separator)
	}
	i, found := slices.BinarySearch(files, path)
	return found || folder && i < len(files) && strings.HasPrefix(files[i], path)
}
