package policy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// Eval evaluates the selected rules over a role and returns their findings, in
// the order of the rules. Problems are about the rules, not the role: one rule
// that fails does not keep the others from being evaluated. The same problem
// occurs with every role that triggers it; report it once per rule.
//
// Nothing is returned once ctx is done.
func (e *Engine) Eval(ctx context.Context, in Input) ([]diag.Finding, []Problem) {
	needed := e.needed(in)
	if len(needed) == 0 {
		return nil, nil
	}
	p, err := e.program(needed)
	if err != nil {
		return nil, []Problem{{Message: err.Error()}}
	}
	if e.stopped.Load() >= mostStopped {
		return nil, []Problem{{Message: fmt.Sprintf("the rules in Rego were stopped over %d roles and not evaluated over the others", mostStopped)}}
	}
	limited, stop := context.WithTimeout(ctx, e.opt.Timeout)
	defer stop()
	var tooMuch atomic.Bool
	if e.user != nil {
		defer watchMemory(e.opt.Memory, func() { tooMuch.Store(true); stop() })()
	}
	run := &evaluation{program: p, role: in.Role, input: inputTerm(in, p.target), cancel: topdown.NewCancel(), functions: newFunctions(e.target), coverage: e.opt.Coverage}
	run.functions.know(run.input, in.Role, e.target)
	defer context.AfterFunc(limited, run.cancel.Cancel)()
	if run.store, err = e.store(); err != nil {
		return nil, []Problem{{Message: err.Error()}}
	}
	txn, err := run.store.NewTransaction(ctx)
	if err != nil {
		return nil, []Problem{{Message: err.Error()}}
	}
	defer run.store.Abort(ctx, txn)
	run.txn = txn
	run.cache = topdown.NewVirtualCache()
	for i := range p.rules {
		if !slices.Contains(needed, p.rules[i].rule) {
			continue
		}
		before := len(run.findings)
		start := e.clock()
		err := run.rule(limited, &p.rules[i])
		if e.opt.Took != nil {
			e.opt.Took(p.rules[i].rule.ID, start)
		}
		if ctx.Err() != nil {
			return nil, nil
		}
		if limited.Err() != nil {
			why := "after " + e.opt.Timeout.String()
			if tooMuch.Load() {
				why = fmt.Sprintf("because it used more than %d MB of memory", e.opt.Memory>>20)
			}
			run.problem(&p.rules[i], nil, fmt.Sprintf("the evaluation of role %q was stopped %s; %d rules were not evaluated over it",
				in.Role.Name, why, len(p.rules)-i))
			e.stopped.Add(1)
			break
		}
		if err != nil {
			// What rests on a function that failed may be wrong: OPA goes on
			// as if its result were undefined.
			run.findings = run.findings[:before]
			run.failed(&p.rules[i], err)
		}
	}
	return run.findings, run.problems
}

// clock returns the time where somebody wants to know it.
func (e *Engine) clock() time.Time {
	if e.opt.Took == nil {
		return time.Time{}
	}
	return time.Now()
}

// evaluation is the evaluation of all rules over one role. The rules share one
// cache, so that the facts of the library are computed once.
type evaluation struct {
	*program
	role      *role.Role
	input     *ast.Term
	cancel    topdown.Cancel
	store     storage.Store
	txn       storage.Transaction
	cache     topdown.VirtualCache
	functions *functions
	coverage  *Coverage
	findings  []diag.Finding
	problems  []Problem
}

// epoch is the time that policies would see; none of the functions they may
// call shows it.
var epoch = time.Unix(0, 0)

// rule evaluates one rule.
func (run *evaluation) rule(ctx context.Context, r *compiledRule) error {
	q := topdown.NewQuery(r.query).
		WithCompiler(run.compiler).
		WithStore(run.store).
		WithTransaction(run.txn).
		WithInput(run.input).
		WithCancel(run.cancel).
		WithVirtualCache(run.cache).
		WithMetrics(metrics.NoOp()).
		WithBuiltins(run.functions.builtins).
		WithTime(epoch).
		WithStrictBuiltinErrors(true)
	if run.coverage != nil {
		q = q.WithQueryTracer(run.coverage)
	}
	return q.Iter(ctx, func(qr topdown.QueryResult) error {
		run.take(r, qr[result].Value)
		return nil
	})
}

// failed notes a runtime error of a rule.
func (run *evaluation) failed(r *compiledRule, err error) {
	// The cache may be in the middle of a `with`.
	run.cache = topdown.NewVirtualCache()
	var e *topdown.Error
	if errors.As(err, &e) {
		run.problem(r, e.Location, oneLine(e.Message))
		return
	}
	run.problem(r, nil, oneLine(err.Error()))
}

// problem notes what is wrong with a rule; without a place it is at the rule's
// findings.
func (run *evaluation) problem(r *compiledRule, at *ast.Location, message string) {
	if at == nil {
		at = r.at
	}
	p := Problem{Rule: r.rule, Message: message}
	if at != nil {
		p.File, p.Row, p.Col = at.File, at.Row, at.Col
	}
	run.problems = append(run.problems, p)
}
