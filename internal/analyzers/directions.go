// Package analyzers holds the project's own go/analysis analyzers: what no
// general linter can know about this code base.
package analyzers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

const module = "github.com/rolelint/rolelint/"

// direction says what a room may import of the project.
type direction struct {
	room string // path below the module; "x/..." is x and everything below
	may  []string
}

// directions are the ways of the data, from the bytes up. A package that is
// not listed may not exist; add it here, once, with thought.
var directions = []direction{
	{"internal/source", nil},
	{"internal/automata", nil},
	{"internal/catalog", nil},
	{"internal/catalog/show", []string{"internal/catalog"}},
	{"internal/catalog/gen", []string{"internal/catalog"}},
	{"internal/edit", []string{"internal/source"}},
	{"internal/diag", []string{"internal/source", "internal/edit"}},
	{"internal/decode", []string{"internal/source"}},
	{"internal/role", []string{"internal/source", "internal/catalog"}},
	{"internal/access", []string{"internal/source", "internal/catalog", "internal/role", "internal/automata"}},
	{"internal/surroundings", []string{"internal/source", "internal/decode", "internal/catalog", "internal/automata"}},
	{"internal/intent", []string{"internal/source", "internal/decode", "internal/catalog", "internal/role", "internal/diag", "internal/automata", "internal/access", "schema"}},
	{"internal/suppress", []string{"internal/source", "internal/catalog", "internal/role", "internal/diag"}},
	{"internal/revision", nil},
	{"internal/diff", []string{"internal/intent", "internal/source", "internal/catalog", "internal/role", "internal/access"}},
	{"checks", []string{"internal/edit", "internal/source", "internal/catalog", "internal/role", "internal/diag", "internal/surroundings"}},
	{"checks/...", []string{"internal/edit", "internal/source", "internal/catalog", "internal/role", "internal/diag", "internal/automata", "internal/access", "internal/surroundings", "checks"}},
	{"schema", []string{"internal/edit", "internal/source", "internal/catalog", "internal/role", "internal/diag"}},
	{"rules", []string{"internal/diag"}},
	{"rules/gen", []string{"internal/diag", "internal/policy", "rules"}},
	{"internal/policy", []string{"internal/edit", "internal/source", "internal/catalog", "internal/role", "internal/diag", "internal/automata", "internal/access", "rules"}},
	{"internal/lint", []string{"internal/edit", "internal/intent", "internal/suppress", "internal/decode", "internal/surroundings", "internal/source", "internal/catalog", "internal/role", "internal/diag", "internal/access", "internal/policy", "checks", "checks/...", "schema", "rules"}},
	{"internal/config", []string{"internal/suppress", "internal/source", "internal/decode", "internal/catalog", "internal/role", "internal/diag"}},
	{"internal/config/gen", []string{"internal/config", "internal/lint"}},
	{"internal/baseline", []string{"internal/lint", "internal/suppress"}},
	{"internal/fix", []string{"internal/edit", "internal/source", "internal/role", "internal/diag", "internal/diff", "internal/lint"}},
	{"internal/report", []string{"internal/fix", "internal/source", "internal/catalog", "internal/diag", "internal/access", "internal/diff", "internal/lint"}},
	{"internal/cli/discover", nil},
	{"internal/scaffold", nil},
	{"internal/cli", []string{"internal/fix", "internal/baseline", "internal/intent", "internal/surroundings", "internal/cli/discover", "internal/source", "internal/decode", "internal/catalog", "internal/catalog/show", "internal/role", "internal/diag", "internal/access", "internal/revision", "internal/diff", "internal/lint", "internal/config", "internal/report", "internal/scaffold", "internal/docs", "schema"}},
	{"cmd/rolelint", []string{"internal/cli"}},
	{"internal/analyzers", nil},
	{"internal/analyzers/cmd/rolelintvet", []string{"internal/analyzers"}},
	{"internal/docs", []string{"internal/config", "internal/catalog", "internal/diag", "internal/lint"}},
	{"internal/docs/gen", []string{"internal/docs"}},
}

// onlyIn are dependencies that one room keeps to itself.
var onlyIn = []struct{ dependency, room string }{
	{"github.com/open-policy-agent/opa/", "internal/policy"},
	{"github.com/santhosh-tekuri/jsonschema/", "schema"},
	{"go.yaml.in/yaml/", "internal/source"},
	{"github.com/spf13/pflag", "internal/cli"},
	{"golang.org/x/term", "internal/cli"},
}

// checkImport returns why room may not import path; "" where it may.
func checkImport(room, path string) string {
	for _, o := range onlyIn {
		if strings.HasPrefix(path, o.dependency) && room != o.room && !strings.HasPrefix(room, o.room+"/") {
			return fmt.Sprintf("only %s may import %s", o.room, path)
		}
	}
	target, ours := strings.CutPrefix(path, module)
	if !ours {
		return ""
	}
	for _, d := range directions {
		if matches(d.room, room) {
			if slices.ContainsFunc(d.may, func(m string) bool { return matches(m, target) }) {
				return ""
			}
			return fmt.Sprintf("%s may not import %s: see directions.go", room, target)
		}
	}
	return fmt.Sprintf("%s has no place in directions.go", room)
}

func matches(pattern, room string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(room, prefix+"/")
	}
	return pattern == room
}

// isTestBinary reports whether a package is the main package that the go
// command generates for a package's tests (cmd/go: "PATH.test"); it imports the
// package and its external tests.
func isTestBinary(room string) bool { return strings.HasSuffix(room, ".test") }

// Directions reports imports that go against the way of the data.
var Directions = &analysis.Analyzer{
	Name: "directions",
	Doc:  "report imports that go against the way of the data",
	Run: func(pass *analysis.Pass) (any, error) {
		room, ours := strings.CutPrefix(pass.Pkg.Path(), module)
		if !ours || isTestBinary(room) {
			return nil, nil
		}
		for _, f := range pass.Files {
			if strings.HasSuffix(pass.Fset.File(f.Pos()).Name(), "_test.go") {
				continue
			}
			for _, spec := range f.Imports {
				path, _ := strconv.Unquote(spec.Path.Value) // the compiler took it
				if why := checkImport(room, path); why != "" {
					pass.Reportf(spec.Pos(), "%s", why)
				}
			}
		}
		return nil, nil
	},
}
