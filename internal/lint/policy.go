package lint

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/policy"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/rules"
)

// policyRun is the Rego side of a run: our rules and the user's.
type policyRun struct {
	engine   *policy.Engine
	assignee *assignees

	mu       sync.Mutex
	problems map[policyProblem]bool
}

// policyProblem is a rule that went wrong, wherever it did.
type policyProblem struct {
	file     string
	row, col int
	message  string
}

// parsePolicies parses the user's policies; nil where there are none.
func parsePolicies(files []PolicyFile) (*policy.User, error) {
	if len(files) == 0 {
		return nil, nil
	}
	user, err := policy.ParseUser(modules(files))
	if err == nil && len(user.Rules) == 0 {
		// A misspelt package would otherwise go unnoticed.
		return nil, fmt.Errorf("the policies hold no rule: a rule is a file with the package rolelint.rules[\"<id>\"], but %s has another", files[0].Name)
	}
	return user, err
}

// newPolicy returns the Rego side of a run over the rules that are on for some
// file; nil where none is. It compiles user policies at once, since they may be
// wrong.
func newPolicy(opt Options, user *policy.User, rego []*diag.Rule, sels *selections, watch *stopwatch) (*policyRun, error) {
	if !slices.ContainsFunc(sels.all(), func(sel *selection) bool { return sel.anyOn(rego) }) {
		return nil, nil
	}
	on := func(id string) bool {
		return slices.ContainsFunc(sels.all(), func(sel *selection) bool { return sel.on(id) })
	}
	options := policy.Options{Selected: on, Coverage: opt.coverage}
	if watch != nil {
		options.Took = watch.rule
	}
	run := &policyRun{
		engine:   policy.New(opt.Target, rules.Modules(), user, options),
		assignee: newAssignees(opt.AssigneeRoles, sels.base.intents),
		problems: map[policyProblem]bool{},
	}
	if user != nil {
		return run, run.engine.Prepare()
	}
	return run, nil
}

// evaluate runs the Rego rules of an engine, a view of the run's, over a role.
func (run *policyRun) evaluate(ctx context.Context, engine *policy.Engine, r *role.Role, effective *access.Effective, report func(diag.Finding)) {
	findings, problems := engine.Eval(ctx, policy.Input{
		Role:      r,
		Effective: effective,
		Assignee:  run.assignee.declares(r),
		Full:      run.assignee.intents.DeclaresFull(r),
	})
	for _, f := range findings {
		report(f)
	}
	if len(problems) == 0 {
		return
	}
	run.mu.Lock()
	defer run.mu.Unlock()
	for _, p := range problems {
		message := p.Message
		if p.Rule != nil {
			message = fmt.Sprintf("rule %s: %s", p.Rule.ID, message)
		}
		run.problems[policyProblem{p.File, p.Row, p.Col, message}] = true
	}
}

// errors returns what went wrong with the rules, each once, in a stable order.
func (run *policyRun) errors() []FileError {
	out := make([]FileError, 0, len(run.problems))
	for p := range run.problems {
		e := FileError{File: p.file, Message: p.message}
		if p.row > 0 {
			at := source.Position{Line: p.row, Column: p.col}
			e.Range = &source.Range{Start: at, End: at}
		}
		out = append(out, e)
	}
	sortErrors(out)
	return out
}
