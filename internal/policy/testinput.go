package policy

import (
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/builtins"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// inputFunction declares, for tests alone,
//
//	rolelint.input(role, options)
//
// which returns the input that the rules get for a role. The role is in any of
// the formats: as data, or as the text of a file in JSON or YAML. Options may
// hold stack, license and deployment, whose defaults are those that the tests
// run for; assignee and full, which say that the role is declared to be for the
// assignees of cases or to have full access to them; and file, the name of the
// file, from which a role without a name has its own.
var inputFunction = &ast.Builtin{
	Name: "rolelint.input",
	Decl: types.NewFunction(types.Args(types.A, types.NewObject(nil, types.NewDynamicProperty(types.S, types.A))), types.A),
}

// inputBuiltin is rolelint.input; the role it returns is judged at its own target.
func inputBuiltin(t catalog.Target, functions *functions) topdown.BuiltinFunc {
	return func(c topdown.BuiltinContext, operands []*ast.Term, result func(*ast.Term) error) error {
		input, err := func() (*ast.Term, error) {
			o := testInput{target: t, file: "role.json"}
			if err := o.read(operands[1].Value); err != nil {
				return nil, err
			}
			r, err := o.role(operands[0].Value)
			if err != nil {
				return nil, err
			}
			input := inputTerm(Input{Role: r, Effective: access.Kibana(r, o.target), Assignee: o.assignee, Full: o.full}, targetTerm(o.target))
			functions.know(input, r, o.target)
			return input, nil
		}()
		if err != nil { // a test that goes on would test something else
			return topdown.Halt{Err: &topdown.Error{Code: topdown.BuiltinErr, Message: inputFunction.Name + ": " + err.Error(), Location: c.Location}}
		}
		return result(input)
	}
}

// testInput is the options of rolelint.input.
type testInput struct {
	target         catalog.Target
	file           string
	assignee, full bool
}

func (o *testInput) read(v ast.Value) error {
	options, err := builtins.ObjectOperand(v, 2)
	if err != nil {
		return err
	}
	return options.Iter(func(k, v *ast.Term) (err error) {
		is := v.Value.Compare(ast.Boolean(true)) == 0
		switch name := text(k.Value); name {
		case "stack":
			o.target.Stack, err = catalog.ParseStack(text(v.Value))
		case "license":
			o.target.License, err = catalog.ParseLicense(text(v.Value))
		case "deployment":
			o.target.Deployment, err = catalog.ParseDeployment(text(v.Value))
		case "assignee":
			o.assignee = is
		case "full":
			o.full = is
		case "file":
			if o.file = text(v.Value); o.file == "" {
				err = errors.New("file must be the name of a file")
			}
		default:
			known := []string{"stack", "license", "deployment", "assignee", "full", "file"}
			err = fmt.Errorf("unknown option %s: one of %s%s", k, strings.Join(known, ", "), didYouMean(name, known))
		}
		return err
	})
}

// role reads a role that is given as data or as text.
func (o *testInput) role(v ast.Value) (*role.Role, error) {
	f := &source.File{Name: o.file, Syntax: source.JSON, Docs: []*source.Node{valueNode(v)}}
	if s, isText := v.(ast.String); isText {
		// The text's own notation counts, not that of the name.
		f = source.Parse("", []byte(s), source.Limits{})
		f.Name = o.file
		if f.Err != nil {
			at := f.Position(f.Err.Span.Start)
			return nil, fmt.Errorf("the role's text, %d:%d: %s", at.Line, at.Column, f.Err.Msg)
		}
	}
	roles := role.Decode(f, role.Options{}).Roles
	if len(roles) != 1 {
		return nil, fmt.Errorf("%d roles in the first argument; there must be one", len(roles))
	}
	return roles[0], nil
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
