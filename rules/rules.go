// Package rules has the rules written in Rego that ship with rolelint: one file
// per rule, grouped by topic, with its test and its examples beside it.
//
// A rule is the package `rolelint.rules["<id>"]` with a set `findings` of
// objects: `at`, the path of the finding in the role; `message`; optionally
// `part` ("key", "value", "entry"), `severity` and `related`. What a rule reads
// and may call is described in package policy.
package rules

import (
	"embed"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/diag"
)

//go:generate go run -tags dev ./gen

//go:embed */*.rego
var sources embed.FS

// Examples holds the fixtures of the rules: FOLDER/ID.txtar.
//
//go:embed */*.txtar
var Examples embed.FS

// Module is a Rego module that ships.
type Module struct {
	Name string // its path below this folder
	Src  string
	Rule *diag.Rule // nil for a module of lib/
}

// Modules returns the modules that ship: those of lib/ and one per rule, by
// name. Tests (_test.rego) are not among them.
func Modules() []Module { return modules() }

// Tests returns the Rego tests of the rules, by name.
func Tests() []Module {
	return read(func(name string) bool { return strings.HasSuffix(name, "_test.rego") })
}

var modules = sync.OnceValue(func() []Module {
	out := read(func(name string) bool { return !strings.HasSuffix(name, "_test.rego") })
	byFile := make(map[string]*diag.Rule, len(Rules))
	for i, r := range Rules {
		byFile[files[i]] = r
	}
	for i := range out {
		out[i].Rule = byFile[out[i].Name]
	}
	return out
})

// read returns the modules whose name is wanted. The files are embedded, so
// reading cannot fail.
func read(want func(name string) bool) []Module {
	var out []Module
	names, _ := fs.Glob(sources, "*/*.rego")
	for _, name := range names {
		if want(path.Base(name)) {
			src, _ := sources.ReadFile(name)
			out = append(out, Module{Name: name, Src: string(src)})
		}
	}
	return out
}
