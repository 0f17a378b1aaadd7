package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// known are the rules of the tests.
var known = []*diag.Rule{
	{ID: "unknown-feature", Severity: diag.Error},
	{ID: "no-spaces", Severity: diag.Warning, Options: []diag.Option{
		{Name: "allow", Type: diag.StringsOption, Default: []string{}, Doc: "what to leave alone"},
		{Name: "most", Type: diag.IntegerOption, Default: 3, Doc: "how many"},
	}},
}

func TestDecode(t *testing.T) {
	folder := filepath.FromSlash("/repo")
	got, err := Decode(Name, filepath.Join(folder, Name), []byte(`# comment
target:
  stack: 8.10
  license: platinum
  deployment: serverless
files:
  - roles/**/*.json
  - glob: ./es/roles.yml
    as: roles-yml
rules:
  unknown-feature: off
  no-spaces: "info"
fail-on: never
assignee-roles: ["case-assignee-*"]
policies: [policies, /abs]
intents: [intent.yaml]
`), known)
	if err != nil {
		t.Fatal(err)
	}
	never := diag.Off
	want := &Config{
		File: Name, Folder: folder,
		Target: catalog.Target{Stack: catalog.V(8, 10), License: catalog.Platinum, Deployment: catalog.Serverless},
		Files: []FilePattern{
			{Glob: Glob{folder, "roles/**/*.json"}},
			{Glob: Glob{folder, "es/roles.yml"}, As: "roles-yml", Formats: []role.Format{role.RolesYML}},
		},
		RuleSettings:  RuleSettings{Severities: map[string]diag.Severity{"unknown-feature": diag.Off, "no-spaces": diag.Info}},
		FailOn:        &never,
		AssigneeRoles: []string{"case-assignee-*"},
		Policies:      []string{filepath.Join(folder, "policies"), filepath.FromSlash("/abs")},
		Intents:       []string{filepath.Join(folder, "intent.yaml")},
	}
	got.Sources, got.names, got.origins = nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// A version is read as it is written: 9.10 is not 9.1.
func TestDecodeVersion(t *testing.T) {
	_, err := Decode(Name, "/repo/"+Name, []byte("target: {stack: 9.10}"), known)
	if err == nil || !strings.Contains(err.Error(), `"9.10"`) {
		t.Errorf("got %v, want an error on 9.10, which the catalogue does not know", err)
	}
}

func TestDecodeSaysNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "{}", "target:\nrules:\n", "---\n"} {
		got, err := Decode(Name, "/repo/"+Name, []byte(text), known)
		if err != nil || len(got.Files) > 0 || got.FailOn != nil || got.Target != (catalog.Target{}) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

// A rule of the user's own may be named where there are policies.
func TestDecodeUnknownRule(t *testing.T) {
	const rules = `{"rules": {"no-star": "error"}}`
	if _, err := Decode(Name, "/repo/"+Name, []byte(rules), known); err == nil {
		t.Error("no-star is no built-in rule, and there are no policies")
	}
	with := strings.TrimSuffix(rules, "}") + `, "policies": ["p"]}`
	if got, err := Decode(Name, "/repo/"+Name, []byte(with), known); err != nil || got.Severities["no-star"] != diag.Error {
		t.Errorf("no-star may be a rule of the policies: %+v, %v", got, err)
	}
}

func TestMatch(t *testing.T) {
	folder := filepath.FromSlash("/repo")
	c := &Config{Files: []FilePattern{
		{Glob: Glob{folder, "roles/**/*.json"}}, {Glob: Glob{folder, "**/*.{yml,yaml}"}}, {Glob: Glob{folder, "roles/x.json"}},
	}}
	for path, want := range map[string]string{
		"/repo/roles/a.json": "roles/**/*.json", "/repo/roles/b/c/a.json": "roles/**/*.json", "/repo/roles/x.json": "roles/**/*.json",
		"/repo/x.yml": "**/*.{yml,yaml}", "/repo/a/b.yaml": "**/*.{yml,yaml}", "/repo/a.json": "", "/elsewhere/roles/a.json": "",
		"/elsewhere/a.yaml": "", "/repo2/a.yaml": "", "/repo/..a/b.yaml": "**/*.{yml,yaml}",
	} {
		got, ok := c.Match(filepath.FromSlash(path))
		if got.Glob.Pattern != want || ok != (want != "") {
			t.Errorf("Match(%s) = %q, %t; want %q", path, got.Glob.Pattern, ok, want)
		}
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	below := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(filepath.Join(below, Name), 0o777); err != nil { // a folder of that name is no configuration
		t.Fatal(err)
	}
	write := func(folder string) string {
		file := filepath.Join(folder, Name)
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	if got, err := Find(below, root); got != "" || err != nil {
		t.Errorf("nothing is there, but found %s", got)
	}
	top := write(root)
	if got, err := Find(below, root); got != top || err != nil {
		t.Errorf("got %q, want the root's", got)
	}
	if got, err := Find(below, filepath.Join(root, "a")); got != "" || err != nil {
		t.Errorf("found %q above the root", got)
	}
	if got, err := Find(below, ""); got != "" || err != nil {
		t.Errorf("found %q outside a repository above the folder itself", got)
	}
	nearer := write(filepath.Join(root, "a"))
	if got, err := Find(below, root); got != nearer || err != nil {
		t.Errorf("got %q, want the nearest", got)
	}
	// A misnamed one beside it says nothing; one that is nearer would have held.
	other := filepath.Join(root, "a", "rolelint.yaml")
	if err := os.WriteFile(other, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if got, err := Find(below, root); got != nearer || err != nil {
		t.Errorf("got %q and %v, want the well named", got, err)
	}
	other = filepath.Join(below, ".rolelint.yml")
	if err := os.WriteFile(other, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	var misnamed MisnamedError
	if got, err := Find(below, root); got != "" || !errors.As(err, &misnamed) || misnamed.Path != other {
		t.Errorf("got %q and %v, want that %s is misnamed", got, err, other)
	}
}
