// Package policy evaluates rules written in Rego, ours and the user's. It is the
// only room that imports OPA.
//
// A rule is the set `findings` of the package `rolelint.rules["<id>"]`. It sees
//
//	input.role       the role as data, the same for every file format: name,
//	                 description, metadata, cluster, indices, run_as,
//	                 applications, remote_indices, remote_cluster, global,
//	                 kibana: [{spaces, base, feature}]
//	input.effective  what the role grants in Kibana: space → feature → set of
//	                 privileges, everything they contain included; the space
//	                 "*" is what is granted in all spaces, and every space that
//	                 is named holds that too
//	input.target     {stack: "9.4", major, minor, license, deployment}
//	input.declared   {assignee: whether the role is declared to be for the
//	                 assignees of cases, full: to have full access to cases}
//	data.rolelint.catalog.features
//	                 feature id → what is registered at the target, see catalog
//	data.rolelint.config
//	                 rule id → option → value, of every rule that has options
//	data.rolelint.lib.*
//	                 facts and functions that the shipped rules share
//
// and returns objects {"at": path, "message": text} with the optional keys
// "part" ("value", the default, "key" or "entry"), "severity", "related"
// ([{"at": …, "message": …}]) and "key", a name that tells the finding from
// others of the rule at the same place, for its fingerprint. A path leads from the top of input.role to the
// value that is meant; a member that is missing may be named, and the finding
// then points at the key of the object it is missing from.
//
// Four functions ask the access engine, at the target:
//
//	rolelint.grants(role, question)  true where the role grants all that is
//	                                 asked for, false where it grants a part of
//	                                 it or nothing
//	rolelint.answer(role, question)  {"answer": "yes", "partly", "no" or
//	                                 "unknown", "documents": "all" or "filtered",
//	                                 "fields": "all" or "some", "witness": {…},
//	                                 "missing": […], "reason": …}
//	rolelint.covers(outer, inner)    whether outer matches every name of an index,
//	                                 data stream or alias that inner matches
//	rolelint.overlaps(one, other)    whether both match some such name
//
// A role is input.role, or a role written as data; a question is {"index",
// "privilege" or "action", optionally "field"}, {"feature", "privilege",
// "space"}, {"cluster"} or {"run_as"}. As has_privileges does, grants leaves
// document queries and hidden fields aside; answer says whether there are any.
// A question that makes no sense, a pattern that Elasticsearch cannot read, and
// what grants, covers and overlaps cannot decide are errors of the rule, at the
// call: unknown never passes for no.
//
// Nothing of OPA runs before the first Prepare or Eval. Policies have no
// network, no environment, no clock and no randomness: see capabilities.
package policy

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/rules"
)

// UserModule is a Rego file of the user.
type UserModule struct {
	Name string // as it is to be named in messages
	Src  []byte
}

// Options refine an engine. The zero value means every rule and the defaults.
type Options struct {
	// Selected says whether a rule is to run; nil means all.
	Selected func(id string) bool
	// Values are options of rules, by rule id.
	Values map[string]diag.Values
	// Took, where not nil, is told when each rule began that was evaluated over a
	// role, right after it. What several rules share counts for the first of them.
	Took func(id string, start time.Time)
	// Coverage, where not nil, takes what of the modules is evaluated.
	Coverage *Coverage
	// Timeout bounds the evaluation of one role; 0 means DefaultTimeout.
	Timeout time.Duration
	// Memory bounds what the user's policies may use over one role, in bytes;
	// 0 means DefaultMemory.
	Memory uint64
}

// DefaultTimeout bounds the evaluation of all rules over one role. The
// rules that ship were measured at under a second for a role of a thousand
// entries with a space each.
const DefaultTimeout = 5 * time.Second

// Engine evaluates the selected rules over roles. It is safe for concurrent use.
type Engine struct {
	*compilation
	rules  []*diag.Rule // those it evaluates, in that order
	values map[string]diag.Values
	store  func() (storage.Store, error) // with the values of the options
}

// compilation is what an engine and its views share.
type compilation struct {
	target  catalog.Target
	builtin []rules.Module
	user    *User
	opt     Options
	// selected are the rules that the engine or one of its views evaluates, in the
	// order of evaluation.
	selected []*diag.Rule
	catalog  func() *ast.Term
	all      func() (*program, error)
	grown    grownProgram
	stopped  atomic.Int32 // how many evaluations were
}

// mostStopped is after how many evaluations that were stopped no other role is
// looked at: the rules would be stopped over each.
const mostStopped = 3

// New returns an engine for a target with the modules that ship and, where not
// nil, the user's. It costs nothing: modules are read and compiled by Prepare,
// or when a role comes that a rule is for.
func New(target catalog.Target, builtin []rules.Module, user *User, opt Options) *Engine {
	if opt.Timeout == 0 {
		opt.Timeout = DefaultTimeout
	}
	if opt.Memory == 0 {
		opt.Memory = DefaultMemory
	}
	limitFunctions()
	if opt.Selected == nil {
		opt.Selected = func(string) bool { return true }
	}
	c := &compilation{target: target, builtin: builtin, user: user, opt: opt}
	for _, b := range builtin {
		if b.Rule != nil && opt.Selected(b.Rule.ID) {
			c.selected = append(c.selected, b.Rule)
		}
	}
	if user != nil {
		for _, m := range user.modules {
			if m.rule != nil && !m.test && opt.Selected(m.rule.ID) {
				c.selected = append(c.selected, m.rule)
			}
		}
	}
	c.catalog = sync.OnceValue(func() *ast.Term { return catalogTerm(target) })
	c.all = sync.OnceValues(func() (*program, error) { return c.compile(c.selected) })
	return c.view(opt.Selected, opt.Values)
}

// View returns an engine that evaluates those of the selected rules that are on,
// with options of its own. It shares what the engine compiles.
func (e *Engine) View(on func(id string) bool, values map[string]diag.Values) *Engine {
	return e.view(on, values)
}

func (c *compilation) view(on func(id string) bool, values map[string]diag.Values) *Engine {
	e := &Engine{compilation: c, values: values}
	for _, r := range c.selected {
		if on(r.ID) {
			e.rules = append(e.rules, r)
		}
	}
	e.store = sync.OnceValues(func() (storage.Store, error) {
		config, err := configTerm(c.selected, values)
		if err != nil {
			return nil, err
		}
		return newStore(c.catalog, config), nil
	})
	return e
}

// Prepare compiles the selected rules; further calls return the same. The error
// is an *Error about the user's modules, or a defect of ours.
func (e *Engine) Prepare() error {
	_, err := e.all()
	return err
}

// Input is what the rules are evaluated over.
type Input struct {
	Role      *role.Role
	Effective *access.Effective // of the role, at the engine's target
	Assignee  bool              // the role is declared to be for assignees of cases
	Full      bool              // the role is declared to have full access to cases, which intent-missing holds it to
}

// Problem is something wrong with a rule, found while evaluating it over a role.
type Problem struct {
	Rule    *diag.Rule // nil where it is about no single rule
	File    string     // Rego file; empty where there is no position
	Row     int        // from 1
	Col     int        // from 1
	Message string
}
