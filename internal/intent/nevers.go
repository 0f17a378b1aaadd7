package intent

import (
	"errors"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// nevers reads the entries of `never`.
func (r *fileReader) nevers(n *source.Node) {
	for _, e := range r.elements(n, `"never"`) {
		r.neverEntry(e)
	}
}

// neverKinds are the forms of an entry of `never`: the key that tells the form
// and the keys that belong to it, required ones first.
var neverKinds = []struct {
	key      string
	required int
	keys     []string
}{
	{"index", 2, []string{"index", "privilege"}},
	{"feature", 2, []string{"feature", "privilege", "space"}},
	{"cluster", 1, []string{"cluster"}},
	{"run_as", 1, []string{"run_as"}},
}

const neverForms = "{index, privilege}, {feature, privilege, space}, {cluster} or {run_as}"

func (r *fileReader) neverEntry(e *source.Node) {
	before := r.Failed()
	x := never{at: r.place(e, diag.Value)}
	read := func(to *string) func(*source.Node) {
		return func(n *source.Node) { *to, _ = r.text(n, `"`+n.Name+`"`) }
	}
	if !r.members(e, "an entry of never", map[string]func(*source.Node){
		"index": read(&x.index), "privilege": read(&x.privilege), "feature": read(&x.feature),
		"space": read(&x.space), "cluster": read(&x.cluster), "run_as": read(&x.runAs),
	}) || r.Failed() > before {
		return
	}
	for _, kind := range neverKinds {
		if e.Get(kind.key) == nil {
			continue
		}
		for _, member := range e.Children {
			if !contains(kind.keys, member.Name) {
				r.Fail(member.Key, "%q does not belong beside %q: an entry of never is %s", member.Name, kind.key, neverForms)
			}
		}
		for _, key := range kind.keys[:kind.required] {
			if e.Get(key) == nil {
				r.Fail(e.Val, "%q needs %q beside it: an entry of never is %s", kind.key, key, neverForms)
			}
		}
		if r.Failed() == before {
			r.addNever(e, x)
		}
		return
	}
	r.Fail(e.Val, "an entry of never is %s", neverForms)
}

// addNever tries the question on no role at all, so that one that makes no
// sense is found with its place.
func (r *fileReader) addNever(e *source.Node, x never) {
	switch {
	case x.index != "":
		x.words = x.privilege + " on " + x.index
	case x.feature != "":
		x.words = x.feature + ": " + x.privilege
		if x.space != "" {
			x.words += " in space " + x.space
		}
		if problem := featureProblem(x.feature, []string{x.privilege}); problem != "" {
			r.Fail(e.Val, "%s", problem)
			return
		}
	case x.cluster != "":
		x.words = "cluster privilege " + x.cluster
	default:
		x.words = "run_as " + x.runAs
	}
	nobody, err := access.Of(r.intents.target)
	if err == nil {
		_, _, err = x.reached(nobody)
	}
	var question *access.QuestionError
	var syntax *automata.SyntaxError
	if errors.As(err, &syntax) || errors.As(err, &question) {
		at := e.Get("privilege")
		for _, key := range []string{"index", "cluster", "run_as"} {
			if n := e.Get(key); n != nil && (at == nil || errors.As(err, &syntax)) {
				at = n
			}
		}
		r.Fail(at.Val, "%s", err)
		return
	}
	r.intents.never = append(r.intents.never, x)
}

// reached returns what a set has of it.
func (x *never) reached(set *access.Set) (found []access.Change, unknown []access.Unknown, err error) {
	switch {
	case x.index != "":
		return set.ReachesIndex(x.index, x.privilege)
	case x.feature != "":
		found, err = set.ReachesFeature(x.feature, x.privilege, x.space)
	case x.cluster != "":
		found, err = set.ReachesCluster(x.cluster)
	default:
		found, err = set.ReachesRunAs(x.runAs)
	}
	return found, nil, err
}
