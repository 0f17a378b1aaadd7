package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/access"
)

// question is one of the questions that rolelint.grants and rolelint.answer
// take.
type question struct {
	keys []string // required ones first
	need int      // how many are required
	ask  func(s *access.Set, q map[string]string) (access.Answer, error)
}

// questions by the key that tells them apart.
var questions = []question{
	{[]string{"index", "privilege", "field"}, 2, func(s *access.Set, q map[string]string) (access.Answer, error) {
		return s.Index(access.IndexQuestion{On: q["index"], Do: q["privilege"], Field: q["field"]})
	}},
	{[]string{"index", "action", "field"}, 2, func(s *access.Set, q map[string]string) (access.Answer, error) {
		if !strings.Contains(q["action"], ":") {
			return access.Answer{}, fmt.Errorf("%q is no action; the name of a privilege stands under \"privilege\"", q["action"])
		}
		return s.Index(access.IndexQuestion{On: q["index"], Do: q["action"], Field: q["field"]})
	}},
	{[]string{"feature", "privilege", "space"}, 3, func(s *access.Set, q map[string]string) (access.Answer, error) {
		return s.Kibana(access.KibanaQuestion{Feature: q["feature"], Privilege: q["privilege"], Spaces: []string{q["space"]}})
	}},
	{[]string{"cluster"}, 1, func(s *access.Set, q map[string]string) (access.Answer, error) { return s.Cluster(q["cluster"]) }},
	{[]string{"run_as"}, 1, func(s *access.Set, q map[string]string) (access.Answer, error) { return s.RunAs(q["run_as"]) }},
}

const questionForms = `a question is {"index", "privilege" or "action", optionally "field"}, {"feature", "privilege", "space"}, {"cluster"} or {"run_as"}`

// parseQuestion reads a question; the error says what is wrong with it.
func parseQuestion(v ast.Value) (*question, map[string]string, error) {
	o, ok := v.(ast.Object)
	if !ok {
		return nil, nil, fmt.Errorf("the question is %s, not an object; %s", ast.ValueName(v), questionForms)
	}
	values := map[string]string{}
	for _, key := range o.Keys() {
		name, value := text(key.Value), text(o.Get(key).Value)
		if value == "" {
			return nil, nil, fmt.Errorf("the question's %s is %s; it must be a text", key, o.Get(key))
		}
		values[name] = value
	}
	for i := range questions {
		q := &questions[i]
		known := 0
		for _, key := range q.keys {
			if values[key] != "" {
				known++
			}
		}
		complete := !slices.ContainsFunc(q.keys[:q.need], func(key string) bool { return values[key] == "" })
		if complete && known == len(values) {
			return q, values, nil
		}
	}
	return nil, nil, fmt.Errorf("nothing can be asked by the keys %s; %s", strings.Join(sortedKeys(values), ", "), questionForms)
}

// answer asks a set of roles. An answer that the budget does not allow is one
// too: unknown, with the reason.
func (q *question) answer(s *access.Set, values map[string]string) (access.Answer, error) {
	a, err := q.ask(s, values)
	var wrong *access.QuestionError
	if errors.As(err, &wrong) {
		return a, errors.New(wrong.Msg)
	}
	return a, err
}

// answerTerm returns an answer as a policy sees it:
//
//	{"answer": "yes" | "partly" | "no" | "unknown",
//	 "documents": "all" | "filtered", "fields": "all" | "some",  of index questions, where anything is granted
//	 "witness": {…},    of partly and no: an access that is missing
//	 "missing": […],    the same in words
//	 "reason": …}       of unknown
func answerTerm(a access.Answer) *ast.Term {
	o := ast.NewObject(item("answer", ast.StringTerm(string(a.Verdict))))
	insert := func(key, value string) {
		if value != "" {
			o.Insert(ast.StringTerm(key), ast.StringTerm(value))
		}
	}
	if a.Verdict == access.Yes || a.Verdict == access.Partly {
		insert("documents", a.Documents)
		insert("fields", a.Fields)
	}
	insert("reason", a.Reason)
	missing := make([]*ast.Term, len(a.Missing))
	for i, m := range a.Missing {
		missing[i] = ast.StringTerm(m)
	}
	o.Insert(ast.StringTerm("missing"), ast.ArrayTerm(missing...))
	if a.Witness != (access.Witness{}) {
		o.Insert(ast.StringTerm("witness"), ast.NewTerm(ast.MustInterfaceToValue(a.Witness)))
	}
	return ast.NewTerm(o)
}
