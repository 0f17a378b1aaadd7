package policy

import (
	"bytes"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// failureTrace follows the evaluation of a test and keeps the condition that
// kept it from being true: of those in the test's own body, the last in the
// order of the text that failed; of an `every` the condition in it that failed.
type failureTrace struct {
	rule  *ast.Rule
	query uint64 // the body of the test; 0 before it is entered
	event *topdown.Event
	index int
	// last is the last failure in the text of the test, but not in its body.
	last *topdown.Event
}

// Enabled is always true.
func (t *failureTrace) Enabled() bool { return true }

// Config asks for the values of variables.
func (t *failureTrace) Config() topdown.TraceConfig {
	return topdown.TraceConfig{PlugLocalVars: true}
}

// TraceEvent takes one step of the evaluation.
func (t *failureTrace) TraceEvent(e topdown.Event) {
	switch node := e.Node.(type) {
	case *ast.Rule:
		if e.Op == topdown.EnterOp && node == t.rule {
			t.query = e.QueryID
		}
	case *ast.Expr:
		if e.Op != topdown.FailOp || t.query == 0 {
			return
		}
		if e.QueryID != t.query {
			if !node.IsEvery() {
				t.last = &e
			}
			return
		}
		if t.event != nil && node.Index < t.index {
			return
		}
		t.event, t.index = &e, node.Index
		if node.IsEvery() && t.last != nil && within(t.last.Node.(*ast.Expr), node) {
			t.event = t.last
		}
	}
}

// within reports whether an expression is part of another in the text.
func within(part, whole *ast.Expr) bool {
	a, b := part.BaseCogeneratedExpr().Location, whole.Location
	return a != nil && b != nil && a.File == b.File && b.Offset < a.Offset && a.Offset < b.Offset+len(b.Text)
}

// failure says which condition did not hold.
func (t *failureTrace) failure() *TestFailure {
	if t.event == nil {
		return &TestFailure{Message: "it is not true"}
	}
	at := t.event.Node.(*ast.Expr).BaseCogeneratedExpr().Location
	if at == nil {
		return &TestFailure{Message: "it is not true"}
	}
	f := &TestFailure{Message: "this does not hold", File: at.File, Row: at.Row, Col: at.Col}
	var shown bytes.Buffer
	_ = topdown.PrettyEvent(&shown, t.event, topdown.PrettyEventOpts{PrettyVars: true}) // to memory: cannot fail
	f.Condition = trimCondition(shown.String())
	return f
}

// The most that is shown of a condition.
const (
	mostLines   = 40
	mostColumns = 400
)

// trimCondition takes away the indentation that all lines share, and what is
// too long to read.
func trimCondition(shown string) string {
	lines := strings.Split(strings.TrimRight(shown, "\n"), "\n")
	if len(lines) > mostLines {
		lines = append(lines[:mostLines], "…")
	}
	indent := len(lines[0])
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
		if rest := strings.TrimLeft(line, " \t"); rest != "" {
			indent = min(indent, len(line)-len(rest))
		}
	}
	for i, line := range lines {
		line = line[min(indent, len(line)):]
		if r := []rune(line); len(r) > mostColumns {
			line = string(r[:mostColumns]) + "…"
		}
		lines[i] = line
	}
	lines[0] = strings.TrimLeft(lines[0], " \t") // where OPA lists the values, only it is indented
	return strings.Join(lines, "\n")
}
