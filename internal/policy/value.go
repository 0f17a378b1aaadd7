package policy

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/source"
)

// inputTerm returns `input` as the rules see it.
func inputTerm(in Input, target *ast.Term) *ast.Term {
	return ast.ObjectTerm(
		item("role", nodeTerm(in.Role.Tree)),
		item("effective", effectiveTerm(in.Effective)),
		item("target", target),
		item("declared", ast.ObjectTerm(
			item("assignee", ast.InternedTerm(in.Assignee)),
			item("full", ast.InternedTerm(in.Full)),
		)),
	)
}

func item(key string, value *ast.Term) [2]*ast.Term {
	return [2]*ast.Term{ast.InternedTerm(key), value}
}

// targetTerm returns input.target.
func targetTerm(t catalog.Target) *ast.Term {
	return ast.ObjectTerm(
		item("stack", ast.StringTerm(t.Stack.String())),
		item("major", ast.InternedTerm(t.Stack.Major)),
		item("minor", ast.InternedTerm(t.Stack.Minor)),
		item("license", ast.StringTerm(t.License.String())),
		item("deployment", ast.StringTerm(t.Deployment.String())),
	)
}

// effectiveTerm returns input.effective: space → feature → set of privileges.
func effectiveTerm(e *access.Effective) *ast.Term {
	spaces := ast.NewObject()
	if e == nil {
		return ast.NewTerm(spaces)
	}
	for i := range e.Spaces {
		s := &e.Spaces[i]
		spaces.Insert(ast.InternedTerm(s.ID), once(s.Shared, s.Features, featuresTerm))
	}
	return ast.NewTerm(spaces)
}

func featuresTerm(features []access.FeatureAccess) *ast.Term {
	o := ast.NewObjectWithCapacity(len(features))
	for i := range features {
		f := &features[i]
		o.Insert(ast.InternedTerm(f.ID), once(f.Shared, f.Privileges, privilegesTerm))
	}
	return ast.NewTerm(o)
}

func privilegesTerm(privileges []string) *ast.Term {
	set := ast.NewSetWithCapacity(len(privileges))
	for _, p := range privileges {
		set.Add(ast.InternedTerm(p))
	}
	return ast.NewTerm(set)
}

// terms are the values of the lists that package access shares between roles:
// what base privileges grant.
var terms sync.Map // pointer to the first element → *ast.Term

// once returns the value made of a list; of a shared list always the same.
func once[T any](shared bool, list []T, term func([]T) *ast.Term) *ast.Term {
	if !shared || len(list) == 0 {
		return term(list)
	}
	if t, ok := terms.Load(&list[0]); ok {
		return t.(*ast.Term)
	}
	t, _ := terms.LoadOrStore(&list[0], term(list))
	return t.(*ast.Term)
}

// nodeTerm returns a tree as a value.
func nodeTerm(n *source.Node) *ast.Term {
	switch n.Kind {
	case source.Object:
		o := ast.NewObjectWithCapacity(len(n.Children))
		for _, c := range n.Children {
			o.Insert(ast.InternedTerm(c.Name), nodeTerm(c))
		}
		return ast.NewTerm(o)
	case source.Array:
		terms := make([]*ast.Term, len(n.Children))
		for i, c := range n.Children {
			terms[i] = nodeTerm(c)
		}
		return ast.ArrayTerm(terms...)
	case source.String:
		return ast.InternedTerm(n.Text)
	case source.Number:
		return numberTerm(n.Text)
	case source.Bool:
		return ast.InternedTerm(n.Text == "true")
	}
	return ast.InternedNullTerm
}

// numberTerm returns a number as written. YAML writes some that JSON cannot:
// 0x1F, 0o17, 1_000 are turned into decimals; .inf and .nan stay texts, and so
// does what takes minutes to compute with, such as 1e9999999.
func numberTerm(text string) *ast.Term {
	if endless(text) {
		return ast.StringTerm(text)
	}
	if json.Valid([]byte(text)) {
		return ast.NewTerm(ast.Number(text))
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		return ast.NewTerm(ast.Number(strconv.FormatInt(i, 10)))
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
		return ast.NewTerm(ast.Number(strconv.FormatFloat(f, 'g', -1, 64)))
	}
	return ast.StringTerm(text)
}

// endless reports whether a number has more digits, written out, than
// anything in a role.
func endless(text string) bool {
	const most = 400 // digits of the largest and the smallest float64
	if len(text) > most {
		return true
	}
	i := strings.LastIndexAny(text, "eE")
	if i < 0 || strings.HasPrefix(text, "0x") {
		return false
	}
	exponent, err := strconv.Atoi(text[i+1:])
	return err != nil || exponent > most || exponent < -most
}
