package policy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/builtins"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/rules"
)

// TestResult is what came of one test.
type TestResult struct {
	Name string // PACKAGE.test_NAME, without "data."
	File string
	Row  int // from 1
	// Failure says why the test failed; empty where it passed.
	Failure string
}

// Test runs the Rego tests among the files: every rule named test_* of a module
// whose file name ends with _test.rego. A test passes where it is true. The
// modules that ship and the other files are there as in Eval; besides, tests
// may call
//
//	rolelint.input(role, options)
//
// which returns the input that the rules get for a role in any of the formats,
// written as data; options may hold stack, license, deployment and assignee.
// The catalogue is that of the target.
//
// The error is about modules that are wrong; results are in the order of files.
func Test(ctx context.Context, t catalog.Target, builtin []rules.Module, files []UserModule) ([]TestResult, error) {
	limitFunctions()
	user, err := ParseUser(files)
	if err != nil {
		return nil, err
	}
	modules := map[string]*ast.Module{}
	for _, b := range builtin {
		if modules["rolelint:"+b.Name], err = parse(b.Name, b.Src, false); err != nil {
			return nil, err
		}
	}
	for i, u := range user.modules {
		modules[fmt.Sprintf("user:%d", i)] = u.ast
	}
	withInput := *capabilities()
	withInput.Builtins = append(slices.Clone(withInput.Builtins), inputFunction)
	compiler := ast.NewCompiler().WithCapabilities(&withInput)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fromOPA(compiler.Errors)
	}
	config, err := configTerm(slices.Concat(rules.Rules, user.Rules), nil)
	if err != nil {
		return nil, err
	}
	p := &program{compiler: compiler, store: newStore(t, config)}
	var out []TestResult
	for _, u := range user.modules {
		if !u.test {
			continue
		}
		for _, r := range u.ast.Rules {
			if strings.HasPrefix(ruleName(r), "test_") {
				out = append(out, p.test(ctx, t, u.ast.Package.Path, r))
			}
		}
	}
	return out, ctx.Err()
}

// test runs one test.
func (p *program) test(ctx context.Context, t catalog.Target, pkg ast.Ref, r *ast.Rule) TestResult {
	name := ruleName(r)
	ref := pkg.Append(ast.StringTerm(name))
	res := TestResult{
		Name: strings.TrimPrefix(ref.String(), "data."),
		File: r.Location.File, Row: r.Location.Row,
		Failure: "it is not true",
	}
	ctx, stop := context.WithTimeout(ctx, DefaultTimeout)
	defer stop()
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	txn, err := p.store.NewTransaction(ctx)
	if err != nil {
		res.Failure = err.Error()
		return res
	}
	defer p.store.Abort(ctx, txn)
	f := newFunctions(t)
	f.builtins[inputFunction.Name] = &topdown.Builtin{Decl: inputFunction, Func: inputBuiltin(t, f)}
	q := topdown.NewQuery(ast.NewBody(ast.Equality.Expr(ast.NewTerm(ref), ast.NewTerm(result)))).
		WithCompiler(p.compiler).WithStore(p.store).WithTransaction(txn).WithCancel(cancel).
		WithTime(epoch).WithStrictBuiltinErrors(true).
		WithBuiltins(f.builtins)
	err = q.Iter(ctx, func(qr topdown.QueryResult) error {
		if qr[result].Value.Compare(ast.Boolean(true)) == 0 {
			res.Failure = ""
		}
		return nil
	})
	if err != nil {
		res.Failure = oneLine(err.Error())
	}
	return res
}

// inputFunction declares rolelint.input.
var inputFunction = &ast.Builtin{
	Name: "rolelint.input",
	Decl: types.NewFunction(types.Args(types.A, types.NewObject(nil, types.NewDynamicProperty(types.S, types.A))), types.A),
}

// inputBuiltin is rolelint.input; the role it returns is judged at its own target.
func inputBuiltin(t catalog.Target, functions *functions) topdown.BuiltinFunc {
	return func(_ topdown.BuiltinContext, operands []*ast.Term, result func(*ast.Term) error) error {
		options, err := builtins.ObjectOperand(operands[1].Value, 2)
		if err != nil {
			return err
		}
		t, assignee, err := testOptions(t, options)
		if err != nil {
			return err
		}
		f := role.Decode(&source.File{Name: "role.json", Syntax: source.JSON, Docs: []*source.Node{valueNode(operands[0].Value)}}, role.Options{})
		if len(f.Roles) != 1 {
			return fmt.Errorf("%d roles in the first argument; there must be one", len(f.Roles))
		}
		r := f.Roles[0]
		input := inputTerm(Input{Role: r, Effective: access.Kibana(r, t), Assignee: assignee}, targetTerm(t))
		functions.know(input, r, t)
		return result(input)
	}
}

// testOptions reads the second argument of rolelint.input.
func testOptions(t catalog.Target, options ast.Object) (_ catalog.Target, assignee bool, err error) {
	err = options.Iter(func(k, v *ast.Term) (err error) {
		switch text(k.Value) {
		case "stack":
			t.Stack, err = catalog.ParseStack(text(v.Value))
		case "license":
			t.License, err = catalog.ParseLicense(text(v.Value))
		case "deployment":
			t.Deployment, err = catalog.ParseDeployment(text(v.Value))
		case "assignee":
			assignee = v.Value.Compare(ast.Boolean(true)) == 0
		default:
			err = errors.New("unknown option " + k.String() + ": one of stack, license, deployment, assignee")
		}
		return err
	})
	return t, assignee, err
}

// valueNode returns a value as a tree without places in a text.
func valueNode(v ast.Value) *source.Node {
	n := &source.Node{}
	adopt := func(name string, t *ast.Term) {
		c := valueNode(t.Value)
		c.Name, c.Parent, c.Index = name, n, len(n.Children)
		n.Children = append(n.Children, c)
	}
	switch v := v.(type) {
	case ast.Object:
		n.Kind = source.Object
		v.Foreach(func(k, t *ast.Term) { adopt(text(k.Value), t) })
	case ast.String:
		n.Kind, n.Text = source.String, string(v)
	case ast.Number:
		n.Kind, n.Text = source.Number, string(v)
	case ast.Boolean:
		n.Kind, n.Text = source.Bool, v.String()
	case ast.Null:
		n.Kind = source.Null
	default:
		n.Kind = source.Array
		list, _ := elements(v)
		for _, t := range list {
			adopt("", t)
		}
	}
	return n
}
