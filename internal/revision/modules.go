package revision

import (
	"os"
	"path/filepath"
	"strings"
)

// Modules returns the submodules of a revision: the commit of each by its path
// from the repository's top. The revision "" stands for the working tree, where
// the commit that is checked out counts, or else that of the index.
func (r *Repository) Modules(revision string) (map[string]string, error) {
	arguments := []string{"ls-files", "-z", "--stage"}
	if revision != "" {
		tree, err := r.resolve(revision + "^{tree}")
		if err != nil {
			return nil, err
		}
		arguments = []string{"ls-tree", "-r", "-z", "--full-tree", tree}
	}
	listing, err := git(r.Root, nil, arguments...)
	if err != nil {
		return nil, err
	}
	modules := map[string]string{}
	for line := range strings.SplitSeq(string(listing), "\x00") {
		// MODE SP TYPE SP HASH TAB PATH, and of the index MODE SP HASH SP STAGE TAB PATH
		about, name, _ := strings.Cut(line, "\t")
		words := strings.Fields(about)
		if len(words) != 3 || words[0] != modeModule {
			continue
		}
		if revision != "" {
			modules[name] = words[2]
			continue
		}
		modules[name] = words[1]
		if module, ok := r.Module(name); ok {
			if head, err := module.resolve("HEAD^{commit}"); err == nil {
				modules[name] = head
			}
		}
	}
	return modules, nil
}

// Module returns the repository of a submodule; false where it is not checked out.
func (r *Repository) Module(path string) (*Repository, bool) {
	root := filepath.Join(r.Root, filepath.FromSlash(path))
	_, err := os.Lstat(filepath.Join(root, ".git"))
	return &Repository{Root: root}, err == nil
}

// Has reports whether the repository has a commit; none, "", it has.
func (r *Repository) Has(commit string) bool {
	if commit == "" {
		return true
	}
	_, err := git(r.Root, nil, "cat-file", "-e", commit+"^{tree}")
	return err == nil
}
