package policy

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// testCase is one test.
type testCase struct {
	program *testProgram
	opt     TestOptions
	rule    *ast.Rule // compiled
	name    string
}

// run evaluates the test and completes its result.
func (test *testCase) run(ctx context.Context, res *TestResult) {
	limited, stop := context.WithTimeout(ctx, test.opt.Timeout)
	defer stop()
	var tooMuch atomic.Bool
	defer watchMemory(test.opt.Memory, func() { tooMuch.Store(true); stop() })()
	output := &printed{}
	value, err := test.eval(limited, output, nil)
	res.Printed = output.String()
	switch {
	case tooMuch.Load():
		res.Failure = &TestFailure{Message: fmt.Sprintf("stopped because it used more than %d MB of memory", test.opt.Memory>>20)}
	case limited.Err() != nil:
		res.Failure = &TestFailure{Message: "stopped after " + test.opt.Timeout.String()}
	case err != nil:
		res.Failure = testError(err)
	case value == nil:
		// Once more with every step, which takes longer.
		trace := &failureTrace{rule: test.rule}
		_, _ = test.eval(limited, output, trace)
		res.Failure = trace.failure()
	case value.Compare(ast.Boolean(true)) != 0:
		res.Failure = &TestFailure{Message: fmt.Sprintf("it is %s, not true; to test many cases say `every case in cases { … }`", ast.ValueName(value))}
	}
}

// eval returns the value of the test; nil where it is undefined. trace is nil
// where nobody follows the evaluation.
func (test *testCase) eval(ctx context.Context, output *printed, trace *failureTrace) (ast.Value, error) {
	p := test.program
	txn, err := p.store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer p.store.Abort(ctx, txn)
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()

	f := newFunctions(test.opt.Target)
	f.builtins[inputFunction.Name] = &topdown.Builtin{Decl: inputFunction, Func: inputBuiltin(test.opt.Target, f)}
	ref := test.rule.Module.Package.Path.Append(ast.StringTerm(test.name))
	q := topdown.NewQuery(ast.NewBody(ast.Equality.Expr(ast.NewTerm(ref), ast.NewTerm(result)))).
		WithCompiler(p.compiler).WithStore(p.store).WithTransaction(txn).WithCancel(cancel).
		WithTime(epoch).WithStrictBuiltinErrors(true).WithBuiltins(f.builtins).
		WithPrintHook(topdown.NewPrintHook(output))
	if trace != nil {
		q = q.WithQueryTracer(trace)
	}
	if test.opt.Coverage != nil {
		q = q.WithQueryTracer(test.opt.Coverage)
	}
	var value ast.Value
	err = q.Iter(ctx, func(qr topdown.QueryResult) error {
		value = qr[result].Value
		return nil
	})
	return value, err
}

// testError is the failure of a test by an error.
func testError(err error) *TestFailure {
	var e *topdown.Error
	if !errors.As(err, &e) {
		return &TestFailure{Message: oneLine(err.Error())}
	}
	f := &TestFailure{Message: oneLine(e.Message)}
	if e.Location != nil {
		f.File, f.Row, f.Col = e.Location.File, e.Location.Row, e.Location.Col
	}
	return f
}

// printed takes what a test prints, up to a limit.
type printed struct{ strings.Builder }

// mostPrinted is how much of what a test prints is kept, in bytes.
const mostPrinted = 16 << 10

// Write keeps what there is room for; it never fails.
func (p *printed) Write(text []byte) (int, error) {
	const more = "…\n"
	if room := mostPrinted - p.Len(); len(text) <= room {
		p.Builder.Write(text)
	} else if !strings.HasSuffix(p.String(), more) {
		p.Builder.WriteString(strings.ToValidUTF8(string(text[:max(room, 0)]), "") + more)
	}
	return len(text), nil
}
