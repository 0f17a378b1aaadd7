package policy

import (
	"maps"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// Coverage takes which lines of the user's modules are evaluated. It is safe
// for concurrent use; the zero value has seen nothing. OPA's package cover does
// the like, but brings its package rego with it, which nothing else here needs.
type Coverage struct {
	mu   sync.Mutex
	seen map[place]bool
}

// place is where an expression or the head of a rule begins.
type place struct {
	file     string
	row, col int
}

func placeOf(at *ast.Location) place { return place{at.File, at.Row, at.Col} }

// Enabled is always true.
func (c *Coverage) Enabled() bool { return true }

// Config asks for no values.
func (c *Coverage) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

// TraceEvent takes one step of an evaluation: an expression is covered once it
// is evaluated, the head of a rule once its body was true.
func (c *Coverage) TraceEvent(e topdown.Event) {
	var at *ast.Location
	switch node := e.Node.(type) {
	case *ast.Rule:
		if e.Op == topdown.ExitOp {
			at = node.Head.Location
		}
	case *ast.Expr:
		if e.Op == topdown.EvalOp {
			at = node.Location
		}
	}
	if at == nil || at.File == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen == nil {
		c.seen = map[place]bool{}
	}
	c.seen[placeOf(at)] = true
}

// FileCoverage is which lines of a module were evaluated, from 1 and
// ascending. A line of which a part was not is missing.
type FileCoverage struct {
	File             string
	Covered, Missing []int
}

// Of returns what was seen of each module that is no test, in the order of the
// modules.
func (c *Coverage) Of(files []UserModule) ([]FileCoverage, error) {
	user, err := ParseUser(files)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []FileCoverage
	for _, u := range user.modules {
		if !u.test {
			out = append(out, c.of(u.ast))
		}
	}
	return out, nil
}

func (c *Coverage) of(m *ast.Module) FileCoverage {
	missing := map[int]bool{} // by row
	take := func(at *ast.Location) {
		if at != nil && at.File != "" {
			missing[at.Row] = missing[at.Row] || !c.seen[placeOf(at)]
		}
	}
	ast.WalkRules(m, func(r *ast.Rule) bool {
		take(r.Head.Location)
		return false
	})
	ast.WalkExprs(m, func(e *ast.Expr) bool {
		if _, declares := e.Terms.(*ast.SomeDecl); !declares {
			take(e.Location)
		}
		return false
	})
	fc := FileCoverage{File: m.Package.Location.File}
	for _, row := range slices.Sorted(maps.Keys(missing)) {
		if missing[row] {
			fc.Missing = append(fc.Missing, row)
		} else {
			fc.Covered = append(fc.Covered, row)
		}
	}
	return fc
}
