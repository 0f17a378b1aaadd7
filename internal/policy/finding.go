package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// take turns the findings of a rule into ours. One that does not keep the
// contract is a problem of the rule and left out.
func (run *evaluation) take(r *compiledRule, v ast.Value) {
	set, ok := v.(ast.Set)
	if !ok {
		run.problem(r, nil, fmt.Sprintf("findings is %s; it must be a set: findings contains {\"at\": path, \"message\": text} if …", ast.ValueName(v)))
		return
	}
	reported := false
	set.Foreach(func(t *ast.Term) {
		f, err := run.finding(r.rule, t.Value)
		switch {
		case err == nil:
			run.findings = append(run.findings, f)
		case !reported:
			run.problem(r, nil, fmt.Sprintf("a finding does not keep the contract: %v", err))
			reported = true
		}
	})
}

// finding reads one element of findings.
func (run *evaluation) finding(rule *diag.Rule, v ast.Value) (diag.Finding, error) {
	f := diag.Finding{Rule: rule, Severity: rule.Severity, Role: run.role.Name}
	o, ok := v.(ast.Object)
	if !ok {
		return f, fmt.Errorf("it is %s, not an object", ast.ValueName(v))
	}
	part := diag.Value
	var at, related ast.Value
	for _, key := range o.Keys() {
		value := o.Get(key).Value
		var err error
		switch name := text(key.Value); name {
		case "at":
			at = value
		case "related":
			related = value
		case "fix":
			f.Fix, err = run.fix(value)
		case "message":
			f.Message, err = message(value)
		case "key":
			f.Key = oneLine(text(value))
		case "part":
			part, err = parsePart(text(value))
		case "severity":
			if f.Severity, err = diag.ParseSeverity(text(value)); err == nil && f.Severity == diag.Off {
				err = fmt.Errorf("severity must be info, warning or error; a rule that finds nothing wrong has no finding")
			}
		default:
			err = fmt.Errorf("unknown key %s: one of at, message, key, part, severity, related, fix", key)
		}
		if err != nil {
			return f, err
		}
	}
	if f.Message == "" {
		return f, fmt.Errorf("message is missing")
	}
	var err error
	if f.Place, err = run.place(at, part); err != nil {
		return f, err
	}
	f.Related, err = run.related(related)
	return f, err
}

// related reads the related places of a finding; v is nil where there are none.
func (run *evaluation) related(v ast.Value) ([]diag.Related, error) {
	if v == nil {
		return nil, nil
	}
	var out []diag.Related
	list, ok := elements(v)
	if !ok {
		return nil, fmt.Errorf("related is %s, not an array", ast.ValueName(v))
	}
	for _, t := range list {
		o, ok := t.Value.(ast.Object)
		if !ok || o.Get(ast.InternedTerm("at")) == nil || o.Get(ast.InternedTerm("message")) == nil {
			return nil, fmt.Errorf("related must hold objects {\"at\": path, \"message\": text}")
		}
		part := diag.Value
		var err error
		if p := o.Get(ast.InternedTerm("part")); p != nil {
			if part, err = parsePart(text(p.Value)); err != nil {
				return nil, err
			}
		}
		place, err := run.place(o.Get(ast.InternedTerm("at")).Value, part)
		if err != nil {
			return nil, err
		}
		msg, err := message(o.Get(ast.InternedTerm("message")).Value)
		if err != nil {
			return nil, err
		}
		out = append(out, diag.Related{Place: place, Message: msg})
	}
	return out, nil
}

// elements returns the elements of an array, or of a set in its order.
func elements(v ast.Value) (out []*ast.Term, ok bool) {
	switch v := v.(type) {
	case *ast.Array:
		v.Foreach(func(t *ast.Term) { out = append(out, t) })
	case ast.Set:
		out = v.Slice()
	default:
		return nil, false
	}
	return out, true
}

// text returns a string, or "" for anything else.
func text(v ast.Value) string {
	s, _ := v.(ast.String)
	return string(s)
}

func message(v ast.Value) (string, error) {
	s := oneLine(text(v))
	if s == "" {
		return "", fmt.Errorf("message is %s; it must be a text", ast.ValueName(v))
	}
	return s, nil
}

func parsePart(s string) (diag.Part, error) {
	switch s {
	case "value":
		return diag.Value, nil
	case "key":
		return diag.Key, nil
	case "entry":
		return diag.Entry, nil
	}
	return 0, fmt.Errorf("part must be \"key\", \"value\" or \"entry\"")
}

// members are those of input.role; a path begins with one of them.
var members = []string{"name", "description", "metadata", "cluster", "indices", "run_as",
	"applications", "remote_indices", "remote_cluster", "global", "kibana"}

// place resolves a path of the contract.
func (run *evaluation) place(v ast.Value, part diag.Part) (diag.Place, error) {
	if v == nil {
		return diag.Place{}, fmt.Errorf("at is missing")
	}
	path, err := parsePath(v)
	if err != nil {
		return diag.Place{}, err
	}
	if len(path) == 1 && path[0].IsKey() && path[0].Key == "name" {
		return run.namePlace(), nil
	}
	n, rest := run.role.Tree.Resolve(path)
	if len(rest) > 0 {
		switch {
		case rest[0].IsKey() && n.Kind == source.Array:
			return diag.Place{}, fmt.Errorf("at %s: %q names a member, but %s is an array", path, rest[0].Key, path[:len(path)-len(rest)])
		case !rest[0].IsKey() && n.Kind == source.Object:
			return diag.Place{}, fmt.Errorf("at %s: %d is an index, but %q is an object", path, rest[0].Index, path[:len(path)-len(rest)])
		}
		part = diag.Key
	}
	return diag.Place{Node: run.written(n), Part: part}, nil
}

// namePlace is where the role's name is written: in the body, or as the key of
// a map. A name that is the file's has no place but the role.
func (run *evaluation) namePlace() diag.Place {
	if n := run.role.NameNode; n != nil {
		return diag.Place{Node: n, Part: diag.Value}
	}
	return diag.Place{Node: run.role.Node, Part: diag.Key}
}

// written returns the node of the text that a node of the tree stands for.
func (run *evaluation) written(n *source.Node) *source.Node {
	for ; n != nil; n = n.Parent {
		if n.Origin != nil {
			return n.Origin
		}
	}
	return run.role.Node
}

func parsePath(v ast.Value) (source.Path, error) {
	list, ok := v.(*ast.Array)
	if !ok {
		return nil, fmt.Errorf("at is %s, not an array", ast.ValueName(v))
	}
	path := make(source.Path, 0, list.Len())
	for i := range list.Len() {
		switch e := list.Elem(i).Value.(type) {
		case ast.String:
			path = append(path, source.Key(string(e)))
		case ast.Number:
			n, ok := e.Int()
			if !ok || n < 0 {
				return nil, fmt.Errorf("at holds %s; an index is a whole number from 0", e)
			}
			path = append(path, source.Idx(n))
		default:
			return nil, fmt.Errorf("at holds %s; a path holds names and indices", ast.ValueName(e))
		}
	}
	if len(path) > 0 && !(path[0].IsKey() && slices.Contains(members, path[0].Key)) {
		return nil, fmt.Errorf("at %s: a role has no %q; its members are %s", path, path[:1], strings.Join(members, ", "))
	}
	return path, nil
}
