package policy

import (
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/source"
)

// fix reads the fix of a finding:
//
//	{"title": text, "safe": bool, "remove": path}
//	{"title": text, "safe": bool, "replace": {"at": path, "value": scalar}}
//	{"title": text, "safe": bool, "add": {"at": path, "value": value}}
//	{"title": text, "safe": bool, "add": {"at": path, "key": text, "value": value}}
//
// It is nil where the role is written in a way in which the change cannot be
// made. The error is about the contract.
func (run *evaluation) fix(v ast.Value) (*diag.Fix, error) {
	o, ok := v.(ast.Object)
	if !ok {
		return nil, fmt.Errorf("fix is %s, not an object", ast.ValueName(v))
	}
	f := &diag.Fix{}
	possible, changes := true, 0
	for _, key := range o.Keys() {
		value := o.Get(key).Value
		var err error
		switch name := text(key.Value); name {
		case "title":
			f.Title, err = message(value)
		case "safe":
			safe, isBool := value.(ast.Boolean)
			if f.Safe = bool(safe); !isBool {
				err = fmt.Errorf("safe is %s; it must be true or false", ast.ValueName(value))
			}
		case "remove", "replace", "add":
			changes++
			f.Changes, possible, err = run.change(name, value)
		default:
			err = fmt.Errorf("unknown key %s: one of title, safe, remove, replace, add", key)
		}
		if err != nil {
			return nil, fmt.Errorf("fix: %w", err)
		}
	}
	switch {
	case f.Title == "":
		return nil, fmt.Errorf("fix: title is missing")
	case changes != 1:
		return nil, fmt.Errorf("fix: it needs one of remove, replace and add")
	case !possible || len(f.Changes) == 0:
		return nil, nil
	}
	return f, nil
}

// change reads one change; possible is false where the role has no place for it.
func (run *evaluation) change(what string, v ast.Value) (changes []edit.Change, possible bool, err error) {
	at, key, value := v, "", any(nil)
	if what != "remove" {
		if at, key, value, err = operands(what, v); err != nil {
			return nil, false, err
		}
	}
	path, err := parsePath(at)
	if err != nil {
		return nil, false, err
	}
	n, rest := run.role.Tree.Resolve(path)
	if len(rest) > 0 {
		return nil, false, fmt.Errorf("at %s: the role has nothing there", path)
	}
	if what == "add" && (n.Kind == source.Object) != (key != "") {
		return nil, false, fmt.Errorf("at %s: what is added to an object has a key, and what is added to an array has none", path)
	}
	if e := run.stored(path); e != nil {
		changes, possible = changeStored(e, path[2:], what, key, value)
		return changes, possible, nil
	}
	own := n.Origin
	if own == nil || own.Kind != n.Kind || n.Parent == nil || n.Parent.Kind == source.Object && own.Name != n.Name {
		return nil, false, nil // it is not written as a value of its own
	}
	switch {
	case what == "remove":
		changes = append(changes, edit.Remove(own))
	case what == "replace":
		changes = append(changes, edit.Replace(own, value))
	case key == "":
		changes = append(changes, edit.Append(own, value))
	default:
		changes = append(changes, edit.AppendMember(own, key, value))
	}
	return changes, true, nil
}

// operands reads the object of a replace or an add.
func operands(what string, v ast.Value) (at ast.Value, key string, value any, err error) {
	o, ok := v.(ast.Object)
	if !ok {
		return nil, "", nil, fmt.Errorf("%s is %s, not an object", what, ast.ValueName(v))
	}
	given := false
	for _, k := range o.Keys() {
		operand := o.Get(k).Value
		switch name := text(k.Value); {
		case name == "at":
			at = operand
		case name == "value":
			given = true
			if value, err = plainValue(operand, what == "add"); err != nil {
				return nil, "", nil, fmt.Errorf("%s: %w", what, err)
			}
		case name == "key" && what == "add":
			if key = text(operand); key == "" {
				return nil, "", nil, fmt.Errorf("add: key is %s; it must be a text", ast.ValueName(operand))
			}
		default:
			return nil, "", nil, fmt.Errorf("%s: unknown key %s", what, k)
		}
	}
	if at == nil || !given {
		return nil, "", nil, fmt.Errorf("%s needs at and value", what)
	}
	return at, key, value, nil
}

// plainValue returns a scalar, or a list of scalars, as Go has it.
func plainValue(v ast.Value, lists bool) (any, error) {
	switch v := v.(type) {
	case ast.String:
		return string(v), nil
	case ast.Boolean:
		return bool(v), nil
	case ast.Number:
		return json.Number(v), nil
	case ast.Null:
		return nil, nil
	}
	terms, ok := elements(v)
	if !ok || !lists {
		return nil, fmt.Errorf("value is %s; it must be a text, a number, true, false or null%s", ast.ValueName(v), map[bool]string{true: ", or a list of these"}[lists])
	}
	out := make([]any, len(terms))
	for i, t := range terms {
		element, err := plainValue(t.Value, false)
		if err != nil {
			return nil, err
		}
		out[i] = element
	}
	return out, nil
}
