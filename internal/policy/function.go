package policy

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// The functions over the access engine that every policy may call; see the
// package's comment for what they answer.
var (
	object   = types.NewObject(nil, types.NewDynamicProperty(types.S, types.A))
	patterns = types.Args(
		types.Named("outer", types.S).Description("an index name pattern"),
		types.Named("inner", types.S).Description("an index name pattern"))
	roleAndQuestion = types.Args(
		types.Named("role", types.A).Description("input.role, or a role as data"),
		types.Named("question", object).Description("what is asked"))

	grantsFunction = &ast.Builtin{Name: "rolelint.grants",
		Description: "whether the role grants all that the question asks for",
		Decl:        types.NewFunction(roleAndQuestion, types.B)}
	answerFunction = &ast.Builtin{Name: "rolelint.answer",
		Description: "the exact answer to the question, with what is missing",
		Decl:        types.NewFunction(roleAndQuestion, object)}
	coversFunction = &ast.Builtin{Name: "rolelint.covers",
		Description: "whether every name that the inner pattern matches is matched by the outer",
		Decl:        types.NewFunction(patterns, types.B)}
	overlapsFunction = &ast.Builtin{Name: "rolelint.overlaps",
		Description: "whether a name is matched by both patterns",
		Decl:        types.NewFunction(patterns, types.B)}

	accessFunctions = []*ast.Builtin{grantsFunction, answerFunction, coversFunction, overlapsFunction}
)

// functions answers the calls of one evaluation; it is not safe for concurrent
// use.
type functions struct {
	target   catalog.Target
	subjects []*subject
	answers  map[askedOf]access.Answer
	decided  map[string]bool
	builtins map[string]*topdown.Builtin
}

// subject is a role that was asked about.
type subject struct {
	value ast.Value
	hash  int
	role  *role.Role
	set   *access.Set // nil until it is needed
	// target is what the answers are stated for.
	target catalog.Target
}

type askedOf struct {
	subject  *subject
	question string
}

// newFunctions returns the functions for an evaluation at a target.
func newFunctions(t catalog.Target) *functions {
	f := &functions{target: t}
	f.builtins = map[string]*topdown.Builtin{
		grantsFunction.Name:   {Decl: grantsFunction, Func: located(grantsFunction, f.grants)},
		answerFunction.Name:   {Decl: answerFunction, Func: located(answerFunction, f.answer)},
		coversFunction.Name:   {Decl: coversFunction, Func: located(coversFunction, f.covers)},
		overlapsFunction.Name: {Decl: overlapsFunction, Func: located(overlapsFunction, f.overlaps)},
	}
	return f
}

// located makes a function of OPA out of one of ours; an error carries
// the place of the call and ends the evaluation of the rule. A call after the evaluation was cancelled does nothing.
func located(b *ast.Builtin, call func(a, b ast.Value) (*ast.Term, error)) topdown.BuiltinFunc {
	return func(c topdown.BuiltinContext, operands []*ast.Term, result func(*ast.Term) error) error {
		if c.Cancel != nil && c.Cancel.Cancelled() {
			return topdown.Halt{Err: &topdown.Error{Code: topdown.CancelErr, Message: "cancelled", Location: c.Location}}
		}
		out, err := call(operands[0].Value, operands[1].Value)
		if err != nil {
			return topdown.Halt{Err: &topdown.Error{Code: topdown.BuiltinErr, Message: b.Name + ": " + err.Error(), Location: c.Location}}
		}
		return result(out)
	}
}

// know tells which role a value stands for, and for which target it is to be
// judged: input.role is not read again.
func (f *functions) know(input *ast.Term, r *role.Role, t catalog.Target) {
	value := input.Value.(ast.Object).Get(ast.InternedTerm("role")).Value
	f.subjects = append(f.subjects, &subject{value: value, hash: value.Hash(), role: r, target: t})
}

// subjectOf returns the role that an argument stands for.
func (f *functions) subjectOf(v ast.Value) (*subject, error) {
	o, ok := v.(ast.Object)
	if !ok {
		return nil, fmt.Errorf("the role is %s, not an object", ast.ValueName(v))
	}
	// The last one told comes first.
	hash := v.Hash()
	for _, s := range slices.Backward(f.subjects) {
		if s.value == v || s.hash == hash && s.value.Compare(v) == 0 {
			return s, nil
		}
	}
	for _, key := range o.Keys() {
		if name := text(key.Value); name != "elasticsearch" && !slices.Contains(members, name) {
			return nil, fmt.Errorf("a role has no %s", key)
		}
	}
	s := &subject{value: v, hash: hash, role: role.FromTree(valueNode(v)), target: f.target}
	f.subjects = append(f.subjects, s)
	return s, nil
}

// ask answers a question about a role; every question once.
func (f *functions) ask(roleValue, questionValue ast.Value) (access.Answer, error) {
	s, err := f.subjectOf(roleValue)
	if err != nil {
		return access.Answer{}, err
	}
	q, values, err := parseQuestion(questionValue)
	if err != nil {
		return access.Answer{}, err
	}
	key := askedOf{s, questionValue.String()}
	if a, ok := f.answers[key]; ok {
		return a, nil
	}
	if s.set == nil {
		if s.set, err = access.Of(s.target, s.role); err != nil {
			return access.Answer{Verdict: access.Undecided, Reason: "a pattern of the role is " + err.Error()}, nil
		}
	}
	a, err := q.answer(s.set, values)
	if err != nil {
		return a, err
	}
	if f.answers == nil {
		f.answers = map[askedOf]access.Answer{}
	}
	f.answers[key] = a
	return a, nil
}

// grants is rolelint.grants. What cannot be decided is an error: a policy that
// took it for no would let the role pass.
func (f *functions) grants(r, q ast.Value) (*ast.Term, error) {
	a, err := f.ask(r, q)
	if err != nil {
		return nil, err
	}
	if a.Verdict == access.Undecided {
		return nil, fmt.Errorf("%s cannot be decided: %s; rolelint.answer says unknown instead of failing", q, a.Reason)
	}
	return ast.InternedTerm(a.Verdict == access.Yes), nil
}

// answer is rolelint.answer.
func (f *functions) answer(r, q ast.Value) (*ast.Term, error) {
	a, err := f.ask(r, q)
	if err != nil {
		return nil, err
	}
	return answerTerm(a), nil
}

// covers is rolelint.covers.
func (f *functions) covers(outer, inner ast.Value) (*ast.Term, error) {
	found, err := f.nameIn("covers", outer, inner, func(outer, inner *automata.Language) *automata.Language {
		return automata.Minus(inner, outer)
	})
	return ast.InternedTerm(!found), err
}

// overlaps is rolelint.overlaps.
func (f *functions) overlaps(one, other ast.Value) (*ast.Term, error) {
	found, err := f.nameIn("overlaps", one, other, func(one, other *automata.Language) *automata.Language {
		return automata.Intersect(one, other)
	})
	return ast.InternedTerm(found), err
}

// patternBudget bounds one question about two patterns: some ten milliseconds.
var patternBudget = automata.Budget{Effort: 100_000}

// nameIn reports whether an index, data stream or alias can have a name that
// is in a combination of two patterns; every pair is decided once.
func (f *functions) nameIn(what string, a, b ast.Value, combine func(a, b *automata.Language) *automata.Language) (found bool, err error) {
	key := what + a.String() + b.String()
	if found, ok := f.decided[key]; ok {
		return found, nil
	}
	one, err := automata.Parse(text(a))
	if err != nil {
		return false, patternError(a, err)
	}
	other, err := automata.Parse(text(b))
	if err != nil {
		return false, patternError(b, err)
	}
	name, found, err := patternBudget.Witness(automata.Intersect(combine(one, other), automata.AliasNames()))
	if err != nil {
		return false, fmt.Errorf("%s and %s are %w", a, b, err)
	}
	found = found && utf8.RuneCountInString(name) <= automata.MaxNameBytes // it is a shortest one
	if f.decided == nil {
		f.decided = map[string]bool{}
	}
	f.decided[key] = found
	return found, nil
}

func patternError(pattern ast.Value, err error) error {
	if errors.Is(err, automata.ErrTooComplex) {
		return fmt.Errorf("%s is %w", pattern, err)
	}
	return err
}
