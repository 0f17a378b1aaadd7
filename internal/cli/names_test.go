package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A file of the repository is called by its name there, whatever links lead to
// the repository.
func TestNamesOverLinks(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	repo, link, deep := filepath.Join(base, "repo"), filepath.Join(base, "link"), filepath.Join(base, "deep")
	file := filepath.Join(repo, "roles", "x.json")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(repo, "roles"), 0o777),
		os.Mkdir(filepath.Join(repo, ".git"), 0o777),
		os.WriteFile(file, []byte(`{"cluster": ["all", "nothing"], "indices": []}`), 0o666),
		os.Symlink(repo, link),
		os.Symlink(filepath.Join(repo, "roles"), deep),
	} {
		if err != nil {
			t.Skip(err)
		}
	}
	for _, test := range []struct{ folder, file string }{
		{repo, "roles/x.json"}, {link, file}, {repo, filepath.Join(link, "roles", "x.json")}, {deep, "x.json"}, {deep, file},
	} {
		t.Chdir(test.folder)
		for format, want := range map[string]string{
			"gitlab": `"path":"roles/x.json"`,
			"sarif":  `"artifactLocation":{"uri":"roles/x.json","uriBaseId":"SRCROOT"}`,
			"github": "file=roles/x.json,",
		} {
			r := runLine(t, "rolelint lint --rules unknown-cluster-privilege "+test.file+" -f "+format, nil)
			if !strings.Contains(r.stdout, want) {
				t.Errorf("%s in %s, %s: no %s in\n%s%s", test.file, test.folder, format, want, r.stdout, r.stderr)
			}
		}
	}
}

// Two files stay two in every output, also where their names differ in bytes
// that are no UTF-8; and so they do in a baseline.
func TestNamesOfBytes(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a\xff.json", "a\xfe.json"} {
		if err := os.WriteFile(name, []byte(`{"cluster": ["nothing"], "indices": []}`), 0o666); err != nil {
			t.Skip("no such names here")
		}
	}
	for format, want := range map[string][]string{
		"text":       {`a\xfe.json:1:14`, `a\xff.json:1:14`},
		"json":       {`"file":"a\\xfe.json"`, `"file":"a\\xff.json"`},
		"gitlab":     {`"path":"a\\xfe.json"`, `"path":"a\\xff.json"`},
		"sarif":      {`"uri":"a%FE.json"`, `"uri":"a%FF.json"`},
		"github":     {`file=a\xfe.json,`, `file=a\xff.json,`},
		"checkstyle": {`name="a\xfe.json"`, `name="a\xff.json"`},
		"junit":      {`name="a\xfe.json"`, `name="a\xff.json"`},
	} {
		r := runLine(t, "rolelint lint --rules unknown-cluster-privilege . -f "+format, nil)
		if slices.ContainsFunc(want, func(s string) bool { return !strings.Contains(r.stdout, s) }) {
			t.Errorf("%s: %q are not in\n%s%s", format, want, r.stdout, r.stderr)
		}
	}
	if r := runLine(t, "rolelint baseline --rules unknown-cluster-privilege .", nil); r.exit != 0 {
		t.Fatal(r.stderr)
	}
	r := runLine(t, "rolelint lint --rules unknown-cluster-privilege --baseline .rolelint-baseline.json --baseline-strict .", nil)
	if r.exit != 0 {
		t.Errorf("with its baseline: exit %d\n%s%s", r.exit, r.stdout, r.stderr)
	}
}
