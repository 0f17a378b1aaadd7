package analyzers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

func TestAnalyzers(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), MapOrder, "maporder")
	analysistest.Run(t, analysistest.TestData(), RuleMeta, module+"checksexample")
	analysistest.Run(t, analysistest.TestData(), Directions, module+"internal/source")
}

// TestArchitecture reads every import of the project and holds it against the
// directions.
func TestArchitecture(t *testing.T) {
	top := filepath.Join("..", "..")
	packages := 0
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, filepath.Dir(path))
		if err != nil {
			return err
		}
		packages++
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := checkImport(filepath.ToSlash(rel), imported); why != "" {
				t.Errorf("%s: %s", path, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if packages < 10 {
		t.Fatalf("only %d files looked at", packages)
	}
}

// The main package that the go command makes of a package's tests imports the
// package itself.
func TestTestBinaries(t *testing.T) {
	for room, want := range map[string]bool{"checks/files.test": true, "checks/files": false, "internal/testing": false} {
		if isTestBinary(room) != want {
			t.Errorf("isTestBinary(%q) = %t", room, !want)
		}
	}
}

func TestDirectionsRefuse(t *testing.T) {
	for _, c := range []struct{ room, path string }{
		{"internal/source", module + "internal/role"},
		{"internal/role", module + "internal/lint"},
		{"checks/kibana", module + "internal/cli"},
		{"internal/lint", "github.com/open-policy-agent/opa/v1/rego"},
		{"internal/cli", "github.com/open-policy-agent/opa/v1/ast"},
		{"internal/nowhere", module + "internal/source"},
	} {
		if checkImport(c.room, c.path) == "" {
			t.Errorf("%s may import %s", c.room, c.path)
		}
	}
}
