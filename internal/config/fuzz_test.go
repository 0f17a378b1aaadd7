package config

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// FuzzDecode: no text breaks the decoder, and what it takes is printed as a
// configuration that says the same.
func FuzzDecode(f *testing.F) {
	f.Add(strings.Replace(resolvable, "extends: base/base.yaml\n", "", 1))
	f.Add("rules: {no-spaces: {severity: error, options: {allow: [a], most: 1e2}}}")
	f.Add("target: {stack: 9.4}\npolicies: [a]\nrules: {own: {options: {a: {b: [1, ~, -0.5, \"x\"]}}}}")
	f.Add("overrides: [{files: [a], preset: strict}, {files: ['**'], rules: {unknown-feature: off}}]")
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "extends") {
			t.Skip("files of this machine are no part of the test")
		}
		path := filepath.Join(folder, Name)
		want, err := Decode(Name, path, []byte(text), known)
		if err != nil {
			return
		}
		printed := want.Resolve().YAML()
		got, err := Decode(Name, path, []byte(printed), known)
		if err != nil {
			t.Fatalf("%s\nis printed as\n%s\n%v", text, printed, err)
		}
		for _, c := range []*Config{got, want} {
			forgetPlaces(c)
			c.origins, c.Target, c.Preset, c.FailOn = nil, c.Target.WithDefaults(), nil, nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\nis printed as\n%s\ngot  %+v\nwant %+v", text, printed, got, want)
		}
	})
}
