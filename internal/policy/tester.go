package policy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/rules"
)

// TestOptions say what to test.
type TestOptions struct {
	Target catalog.Target
	// Builtin are the modules that ship.
	Builtin []rules.Module
	// Files are the user's modules and, with names that end with _test.rego,
	// their tests.
	Files []UserModule
	// Wanted says by its name whether a test is to run; nil means all.
	Wanted func(name string) bool
	// Coverage, where not nil, takes what of the files the tests evaluate.
	Coverage *Coverage
	// Timeout and Memory bound each test; 0 means DefaultTimeout and DefaultMemory.
	Timeout time.Duration
	Memory  uint64
}

// TestResult is what came of one test.
type TestResult struct {
	Name    string // PACKAGE.test_NAME, without "data."
	File    string
	Row     int          // from 1
	Skipped bool         // its name begins with todo_
	Failure *TestFailure // nil where it passed or was skipped
	Printed string       // what print() wrote, line by line
}

// TestFailure says why a test failed.
type TestFailure struct {
	Message string
	// Row and Col are where in File: at the condition that did not hold, or at the call that
	// went wrong; zero where the place is the whole test.
	File     string
	Row, Col int
	// Condition is the text of the condition that did not hold, with the values
	// of its parts below; empty where it is not known.
	Condition string
}

const (
	testPrefix    = "test_"
	skippedPrefix = "todo_test_"
)

// Test runs the Rego tests among the files: every rule named test_* of a module
// whose file name ends with _test.rego. A test passes where it is true; rules
// named todo_test_* are skipped. The modules that ship and the other files are
// there as in Eval, with the same limits, and options have their defaults;
// besides, tests may call rolelint.input (see inputFunction) and print.
//
// The error is about modules that are wrong; results are in the order of files
// and rows.
func Test(ctx context.Context, opt TestOptions) ([]TestResult, error) {
	limitFunctions()
	user, err := ParseUser(opt.Files)
	if err != nil {
		return nil, err
	}
	p, err := compileTests(opt, user)
	if err != nil {
		return nil, err
	}
	opt.Timeout = cmp.Or(opt.Timeout, DefaultTimeout)
	opt.Memory = cmp.Or(opt.Memory, DefaultMemory)
	var out []TestResult
	seen := map[string]*ast.Location{} // by name
	for _, u := range user.modules {
		if !u.test {
			continue
		}
		for _, r := range p.modules[u.ast] {
			test := testCase{program: p, opt: opt, rule: r, name: ruleName(r)}
			res := TestResult{
				Name: strings.TrimPrefix(u.ast.Package.Path.Append(ast.StringTerm(test.name)).String(), "data."),
				File: r.Location.File, Row: r.Location.Row,
				Skipped: strings.HasPrefix(test.name, skippedPrefix),
			}
			if opt.Wanted != nil && !opt.Wanted(res.Name) {
				continue
			}
			first, twice := seen[res.Name]
			seen[res.Name] = r.Location
			switch {
			case res.Skipped:
			case twice:
				res.Failure = &TestFailure{Message: fmt.Sprintf("the test at %s:%d has the same name, so that both pass where one does; give it a name of its own", first.File, first.Row)}
			default:
				test.run(ctx, &res)
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			out = append(out, res)
		}
	}
	return out, nil
}

// testProgram is the compiled tests.
type testProgram struct {
	program
	store   storage.Store
	modules map[*ast.Module][]*ast.Rule // the compiled tests by the module that was parsed
}

// compileTests compiles the modules that ship and the user's with the tests.
func compileTests(opt TestOptions, user *User) (*testProgram, error) {
	modules := map[string]*ast.Module{}
	for _, b := range opt.Builtin {
		m, err := parse(b.Name, b.Src, false)
		if err != nil {
			return nil, err
		}
		modules[shippedName(b)] = m
	}
	for i, u := range user.modules {
		modules[userName(i)] = u.ast
	}
	inTests := *capabilities()
	inTests.Builtins = append(slices.Clone(inTests.Builtins), inputFunction, ast.Print, ast.InternalPrint)
	compiler := ast.NewCompiler().WithCapabilities(&inTests).WithEnablePrintStatements(true).WithRewriteTestRules(true)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fromOPA(compiler.Errors)
	}
	config, err := configTerm(slices.Concat(rules.Rules, user.Rules), nil)
	if err != nil {
		return nil, err
	}
	p := &testProgram{
		program: program{compiler: compiler},
		store:   newStore(sync.OnceValue(func() *ast.Term { return catalogTerm(opt.Target) }), config),
		modules: map[*ast.Module][]*ast.Rule{},
	}
	for i, u := range user.modules {
		for _, r := range compiler.Modules[userName(i)].Rules {
			if name := ruleName(r); strings.HasPrefix(name, testPrefix) || strings.HasPrefix(name, skippedPrefix) {
				p.modules[u.ast] = append(p.modules[u.ast], r)
			}
		}
	}
	return p, nil
}
