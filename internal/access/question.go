package access

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// Verdict is the answer to a question.
type Verdict string

// The verdicts.
const (
	Yes        Verdict = "yes"    // all of it, proved
	Partly     Verdict = "partly" // some of it; the witness is what is missing
	No         Verdict = "no"     // nothing of it, proved
	Undecided  Verdict = "unknown"
	allOf              = "all"
	filteredOf         = "filtered"
	someOf             = "some"
)

// Answer is the answer to a question about one set of roles.
type Answer struct {
	Verdict   Verdict
	Documents string   // of index questions: "all" or "filtered" by a document query
	Fields    string   // of index questions: "all" or "some"
	Spaces    []string // of Kibana questions that are answered partly: named spaces that have all of it
	Because   []Place  // the entries that give it; for no, the nearest entry
	Missing   []string
	Witness   Witness // what is missing; the zero value for yes
	Reason    string  // for unknown: the construct
}

// QuestionError is a question that makes no sense, in words.
type QuestionError struct{ Msg string }

func (e *QuestionError) Error() string { return e.Msg }

func wrongQuestion(format string, args ...any) error {
	return &QuestionError{fmt.Sprintf(format, args...)}
}

// IndexQuestion asks whether a privilege or an action is granted on names.
type IndexQuestion struct {
	On    string // a name, or a pattern: then every name of it
	Do    string // an index privilege: all that it contains; or an action
	Field string // "" for all fields
}

// asked begins the key under which a question's own actions stand among the
// privileges.
const asked = "\x00asked"

// Index answers an index question.
func (s *Set) Index(q IndexQuestion) (Answer, error) {
	on, err := asName.language(q.On)
	if err != nil && !errors.Is(err, automata.ErrTooComplex) {
		return Answer{}, &QuestionError{err.Error()}
	}
	if err != nil {
		return Answer{Verdict: Undecided, Reason: "the pattern " + q.On + " is too complex"}, nil
	}
	names := automata.Intersect(on, automata.AliasNames())
	if empty, err := names.IsEmpty(); err == nil && empty {
		return Answer{}, wrongQuestion("no index, data stream or alias can have the name %q", q.On)
	}
	do, ok := indexActions(q.Do, s.Target)
	if !ok {
		return Answer{}, wrongQuestion("%q is neither an index privilege nor an action%s", q.Do,
			meant(q.Do, catalog.Names(catalog.IndexPrivileges(), s.Target)))
	}
	if _, named := catalog.LookupIndex(q.Do); !named && !strings.HasSuffix(q.Do, "*") {
		do = automata.Exact(onData + strings.ToLower(q.Do)) // one action, not what begins with it
	}
	a, err := s.index(q, names, do)
	if errors.Is(err, automata.ErrTooComplex) {
		return Answer{Verdict: Undecided, Reason: "too complex: the patterns need more states than allowed"}, nil
	}
	return a, err
}

func meant(word string, candidates []string) string {
	if s := catalog.Suggest(word, candidates); s != "" {
		return fmt.Sprintf("; did you mean %q?", s)
	}
	return ""
}

func (s *Set) index(q IndexQuestion, names, do *automata.Language) (Answer, error) {
	wanted := asked + strings.ToLower(q.Do)
	near := s.near(q.On, names)
	classes, err := s.classesWithin(wanted, do, near)
	if err != nil {
		return Answer{}, err
	}
	spend := newEffort()
	parts, err := s.zones(q.On, names, near, &spend)
	if err != nil {
		return Answer{}, err
	}
	seen := map[string]*view{}
	a := Answer{Verdict: Yes, Documents: allOf, Fields: allOf}
	some := false
	// A question about a field is about the actions that show fields.
	onlyFields := q.Field != "" && slices.ContainsFunc(classes, func(c actionClass) bool {
		return c.security&filtersFields != 0 && slices.Contains(c.privileges, wanted)
	})
	for i := range classes {
		class := &classes[i]
		if !slices.Contains(class.privileges, wanted) || onlyFields && class.security&filtersFields == 0 {
			continue
		}
		for _, part := range parts {
			v := &view{askedZone: part, class: class, field: q.Field, effort: &spend}
			// Classes that the same entries grant look the same.
			key := v.choose()
			if same := seen[key]; same != nil {
				v = same
			} else if err := v.look(); err != nil {
				return Answer{}, err
			}
			seen[key] = v
			some = some || v.reached
			for _, g := range v.groups {
				a.because(g.entries)
			}
			action, failures := splitAction(class.example)
			if v.missing != "" && (a.Verdict == Yes || everydayRank(action) < everydayRank(a.Witness.Action)) {
				a.Verdict = Partly
				a.Witness = Witness{Index: v.missing, Action: action, Restricted: part.restricted, Failures: failures, Field: v.missingField}
			}
			if v.filtered {
				a.Documents = filteredOf
			}
			if v.someFields {
				a.Fields = someOf
			}
		}
	}
	if a.Verdict == Partly && !some {
		a.Verdict = No
		a.Because = nil
		s.nearest(q, names, do, &a)
	}
	if a.Verdict == Partly {
		a.Missing = []string{describeWitness(a.Witness)}
	}
	return a, nil
}

func (a *Answer) because(entries []Place) {
	for _, e := range entries {
		if !slices.Contains(a.Because, e) {
			a.Because = append(a.Because, e)
		}
	}
}

func describeWitness(w Witness) string {
	text := w.Action + " on " + w.Index
	if w.Restricted {
		text += " (restricted)"
	}
	if w.Failures {
		text += " (failure store)"
	}
	if w.Field != "" {
		text += ", field " + w.Field
	}
	return text
}

// nearest says what is missing where nothing is granted: of the entries that
// reach the names, the privilege; of those that grant the actions, the names.
func (s *Set) nearest(q IndexQuestion, names, do *automata.Language, a *Answer) {
	for _, g := range s.indices {
		if disjoint, err := automata.Disjoint(g.language, names); err != nil || disjoint {
			continue
		}
		a.Because = g.entries[:1]
		if a.Witness.Restricted && !g.restricted {
			a.Missing = []string{"allow_restricted_indices: " + a.Witness.Index + " is restricted"}
			return
		}
		a.Missing = []string{fmt.Sprintf("privilege %s: the entry for %s grants %s", q.Do, g.describe(), strings.Join(g.privilegeNames(), ", "))}
		if a.Witness.Field != "" {
			a.Missing = []string{"field " + a.Witness.Field + ": hidden by field_security"}
		}
		return
	}
	for _, g := range s.indices {
		for _, p := range g.privileges {
			if disjoint, err := automata.Disjoint(p.language, do); err == nil && !disjoint {
				a.Because = g.entries[:1]
				a.Missing = []string{fmt.Sprintf("name %s: %s is granted on %s", q.On, q.Do, g.describe())}
				return
			}
		}
	}
	a.Missing = []string{"an indices entry for " + q.On + " with " + q.Do}
}

// Cluster answers whether a cluster privilege (all that it contains) or action
// is granted.
func (s *Set) Cluster(do string) (Answer, error) {
	wanted, ok := clusterActions(do)
	if !ok {
		return Answer{}, wrongQuestion("%q is neither a cluster privilege nor an action%s", do,
			meant(do, catalog.Names(catalog.ClusterPrivileges(), s.Target)))
	}
	if _, named := catalog.LookupCluster(do); !named && !strings.HasSuffix(do, "*") {
		wanted = clusterAction(strings.ToLower(do))
	}
	return s.patterns(wanted, s.cluster, func(l *automata.Language, missing string) (Witness, string) {
		action, _ := splitAction(everyday(l, missing))
		return Witness{Action: action}, action
	}, "cluster privilege "+do)
}

// RunAs answers whether the holder may impersonate a user, or every user of a
// pattern.
func (s *Set) RunAs(user string) (Answer, error) {
	wanted, err := asEscaped.language(user)
	if err != nil {
		return Answer{}, &QuestionError{err.Error()}
	}
	return s.patterns(automata.Intersect(wanted, userNames()), s.runAs, func(_ *automata.Language, missing string) (Witness, string) {
		return Witness{User: missing}, missing
	}, "run_as "+user)
}

// patterns answers whether grants cover a language; witness makes the witness,
// and how it is called, of a string of what is missing.
func (s *Set) patterns(wanted *automata.Language, grants []grant, witness func(*automata.Language, string) (Witness, string), need string) (Answer, error) {
	a := Answer{Verdict: Yes}
	var given []*automata.Language
	for _, g := range grants {
		disjoint, err := automata.Disjoint(g.language, wanted)
		if err != nil {
			return Answer{Verdict: Undecided, Reason: "too complex"}, nil
		}
		if !disjoint {
			given = append(given, g.language)
			a.because([]Place{g.at})
		}
	}
	rest := automata.Minus(wanted, automata.Union(given...))
	missing, found, err := rest.Witness()
	if err != nil {
		return Answer{Verdict: Undecided, Reason: "too complex"}, nil
	}
	if found {
		w, called := witness(rest, missing)
		a.Verdict, a.Witness, a.Missing = Partly, w, []string{called}
		if len(given) == 0 {
			a.Verdict, a.Missing = No, []string{need}
		}
	}
	return a, nil
}
