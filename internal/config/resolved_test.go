package config

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
)

const resolvable = `extends: base/base.yaml
target: {license: gold}
preset: strict
fail-on: never
rules:
  unknown-feature: off
  no-spaces: {severity: error, locked: true, options: {allow: ["a # b", 'c"', "off", ""], most: 7}}
files: ["roles/**", {glob: "a: b", as: kibana}]
require-reason: true
baseline: base/line.json
kibana-yml: base/kibana.yml
suppressions:
  - {rule: [unknown-feature], reason: "a: b", expires: 2027-01-31}
  - {rule: unknown-feature, role: "a*", file: "roles/**", path: 'kibana[0].feature["a.b"]', reason: known}
assignee-roles: ["case-*", "yes", "null", "1", "- x", "ü", "# x", "\u009b", "a\nb"]
overrides:
  - files: ["**/*.json", x]
    preset: minimal
    rules: {unknown-feature: {severity: info}}
`

// resolved reads the configuration of the tests and one that it extends.
func resolved(t *testing.T) *Config {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "base"), 0o777); err != nil {
		t.Fatal(err)
	}
	base := "target: {stack: 8.10}\npolicies: [own]\nintents: [x.yaml, ../y.yaml]\nfiles: [gone]\n"
	if err := os.WriteFile(filepath.Join(folder, "base", "base.yaml"), []byte(base), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := Decode(Name, filepath.Join(folder, Name), []byte(resolvable), known)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// forgetPlaces drops where suppressions stand.
func forgetPlaces(c *Config) {
	for i := range c.Suppressions {
		c.Suppressions[i].At = diag.Place{}
	}
}

// What is printed is a configuration that says the same.
func TestResolvedIsConfiguration(t *testing.T) {
	want := resolved(t)
	text, err := want.Resolve().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Config json.RawMessage }
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	want.Target = want.Target.WithDefaults()
	forgetPlaces(want)
	for name, text := range map[string]string{"YAML": want.Resolve().YAML(), "JSON": string(all.Config)} {
		got, err := Decode(Name, filepath.Join(want.Folder, Name), []byte(text), known)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, text)
			continue
		}
		got.Sources, got.names, got.origins = want.Sources, want.names, want.origins
		forgetPlaces(got)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n%s\ngot  %+v\nwant %+v", name, text, got, want)
		}
	}
}

// Each value is where the file says it is.
func TestOrigin(t *testing.T) {
	c := resolved(t)
	for _, at := range []struct {
		path string
		want string
	}{
		{"target stack", "base/base.yaml:1"},
		{"target license", ".rolelint.yaml:2"},
		{"policies 0", "base/base.yaml:2"},
		{"files 0 glob", ".rolelint.yaml:8"},
		{"rules unknown-feature severity", ".rolelint.yaml:6"},
		{"rules no-spaces options most", ".rolelint.yaml:7"},
		{"overrides 0 rules unknown-feature severity", ".rolelint.yaml:19"},
		{"spaces", "default"},
	} {
		if got := c.Origin(strings.Fields(at.path)...).String(); got != at.want {
			t.Errorf("%s comes from %s, want %s", at.path, got, at.want)
		}
	}
	c.StatedBy("--policy", "policies")
	if got := c.Origin("policies", "0").String(); got != "--policy" {
		t.Errorf("the policies come from %s, want --policy", got)
	}
}
