package discover

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree makes files in a new folder, makes it the working directory and returns
// it. A name that ends in "/" is a folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			path = filepath.Join(path, "keep")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

// names runs Find and returns the printed names, "!" before a file with Err
// and "*" after one that counts as named.
func names(t *testing.T, paths ...string) string {
	t.Helper()
	files, err := Find(paths, func(File) bool { return true }, func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		name := f.Name
		if f.Err != nil {
			name = "!" + name
		}
		if f.Named {
			name += "*"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	dir := tree(t, map[string]string{
		"b.json": "", "a.yml": "", "c.txt": "", "UPPER.JSON": "", "roles/z.yaml": "", "roles/y.jsonc": "",
		"roles/deep/x.ndjson": "", "node_modules/n.json": "", "vendor/v.json": "", ".git/config.json": "",
		".github/roles.yml": "", "README.md": "",
	})
	if err := os.Symlink(filepath.Join(dir, "roles"), filepath.Join(dir, "linked")); err != nil {
		t.Skip("no symbolic links here")
	}
	_ = os.Symlink(filepath.Join(dir, "b.json"), filepath.Join(dir, "file-link.json"))
	_ = os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "broken.json"))

	for _, test := range []struct {
		paths []string
		want  string
	}{
		{[]string{"."}, ".github/roles.yml UPPER.JSON a.yml b.json !broken.json file-link.json roles/deep/x.ndjson roles/y.jsonc roles/z.yaml"},
		{[]string{"roles"}, "roles/deep/x.ndjson roles/y.jsonc roles/z.yaml"},
		{[]string{"roles/"}, "roles/deep/x.ndjson roles/y.jsonc roles/z.yaml"},
		{[]string{"./roles/deep", "b.json"}, "roles/deep/x.ndjson b.json*"},
		{[]string{"c.txt", "README.md"}, "c.txt* README.md*"},
		{[]string{"roles", "roles/z.yaml", "roles"}, "roles/deep/x.ndjson roles/y.jsonc roles/z.yaml*"},
		{[]string{"absent.json"}, "!absent.json*"},
		{[]string{"linked"}, "linked/deep/x.ndjson linked/y.jsonc linked/z.yaml"},
		{[]string{"node_modules"}, "node_modules/n.json"},
		{[]string{"../" + filepath.Base(dir) + "/roles/deep"}, "../" + filepath.Base(dir) + "/roles/deep/x.ndjson"},
	} {
		if got := names(t, test.paths...); got != test.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", test.paths, got, test.want)
		}
	}
}

func TestFindKeep(t *testing.T) {
	tree(t, map[string]string{"a.json": "", "b.json": ""})
	files, err := Find([]string{".", "b.json"}, func(f File) bool { return f.Name == "a.json" }, nil)
	if err != nil || len(files) != 2 || files[1].Name != "b.json" || !files[1].Named {
		t.Errorf("a file that is named must be taken though keep refuses it: %v %v", files, err)
	}
}

func TestGitignore(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		paths []string
		want  string
	}{
		{"name anywhere", map[string]string{".gitignore": "out.json\n", "out.json": "", "a/out.json": "", "a/in.json": ""}, nil, "a/in.json"},
		{"anchored", map[string]string{".gitignore": "/out.json\n", "out.json": "", "a/out.json": ""}, nil, "a/out.json"},
		{"middle slash anchors", map[string]string{".gitignore": "a/x.json\n", "a/x.json": "", "b/a/x.json": ""}, nil, "b/a/x.json"},
		{"folder only", map[string]string{".gitignore": "build/\n", "build/x.json": "", "a/build/x.json": "", "c/build.json": ""}, nil, "c/build.json"},
		{"folder pattern leaves files", map[string]string{".gitignore": "x.json/\n", "x.json": ""}, nil, "x.json"},
		{"negation", map[string]string{".gitignore": "*.json\n!keep.json\n", "a.json": "", "keep.json": ""}, nil, "keep.json"},
		{"no way back below an ignored folder", map[string]string{".gitignore": "a/\n!a/keep.json\n", "a/keep.json": "", "b.json": ""}, nil, "b.json"},
		{"contents ignored, one taken back", map[string]string{".gitignore": "a/*\n!a/keep.json\n", "a/keep.json": "", "a/x.json": ""}, nil, "a/keep.json"},
		{"nested file wins", map[string]string{".gitignore": "*.json\n", "a/.gitignore": "!*.json\n", "a/x.json": "", "x.json": ""}, nil, "a/x.json"},
		{"sibling's file does not hold", map[string]string{"a/.gitignore": "*.json\n", "a/x.json": "", "b/x.json": ""}, nil, "b/x.json"},
		{"double star in front", map[string]string{".gitignore": "**/gen/x.json\n", "gen/x.json": "", "a/gen/x.json": "", "a/x.json": ""}, nil, "a/x.json"},
		{"double star in the middle", map[string]string{".gitignore": "a/**/x.json\n", "a/x.json": "", "a/b/c/x.json": "", "x.json": ""}, nil, "x.json"},
		{"double star at the end", map[string]string{".gitignore": "a/**\n", "a/b/x.json": "", "a.json": ""}, nil, "a.json"},
		{"star stays in a folder", map[string]string{".gitignore": "/a*.json\n", "a/x.json": "", "ab.json": ""}, nil, "a/x.json"},
		{"class and question mark", map[string]string{".gitignore": "[ab]?.json\n", "a1.json": "", "b2.json": "", "c3.json": "", "a.json": ""}, nil, "a.json c3.json"},
		{"braces are plain", map[string]string{".gitignore": "{a,b}.json\n", "a.json": "", "{a,b}.json": ""}, nil, "a.json"},
		{"comments, blanks, escapes, CRLF", map[string]string{".gitignore": "# a.json\r\n\r\n\\#b.json\r\n\\!c.json   \r\n", "a.json": "", "#b.json": "", "!c.json": ""}, nil, "a.json"},
		{"exclude file", map[string]string{".git/info/exclude": "x.json\n", "x.json": "", "y.json": ""}, nil, "y.json"},
		{"parents up to the root", map[string]string{".git/HEAD": "", ".gitignore": "x.json\n", "a/b/x.json": "", "a/b/y.json": ""}, []string{"a/b"}, "a/b/y.json"},
		{"parent's anchored pattern", map[string]string{".git/HEAD": "", "a/.gitignore": "/b/x.json\n", "a/b/x.json": "", "a/b/c/x.json": ""}, []string{"a/b"}, "a/b/c/x.json"},
		{"an ignored folder that is named is read", map[string]string{".git/HEAD": "", ".gitignore": "build/\n", "build/x.json": ""}, []string{"build"}, "build/x.json"},
		{"an ignored file that is named is read", map[string]string{".git/HEAD": "", ".gitignore": "x.json\n", "x.json": ""}, []string{"x.json"}, "x.json*"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree(t, test.files)
			paths := test.paths
			if paths == nil {
				paths = []string{"."}
			}
			if got := names(t, paths...); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// An ignore file that is a link, to a device without end for example, says
// nothing, as with git itself; nor does one of many megabytes.
func TestHostileIgnoreFile(t *testing.T) {
	dir := tree(t, map[string]string{"a.json": "", "big/b.json": "", "big/.gitignore": strings.Repeat("*.json\n", 1<<18)})
	if err := os.Symlink("/dev/zero", filepath.Join(dir, ".gitignore")); err != nil {
		t.Skip("no symbolic links here")
	}
	if got := names(t, "."); got != "a.json big/b.json" {
		t.Errorf("found %s", got)
	}
}
