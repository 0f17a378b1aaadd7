package mappings

import (
	"encoding/json"
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// lift is how a built-in role lifts a restriction.
type lift struct {
	at     diag.Place // the restriction
	fields bool       // it is field_security, and not a query
	spaces bool       // it is the spaces of Kibana
	why    string
}

// what says what does not hold of a role.
func (l *lift) what(name string) string {
	switch {
	case l.spaces:
		return fmt.Sprintf("role %q adds nothing in Kibana, and its spaces limit nobody", name)
	case l.fields:
		return fmt.Sprintf("field_security of role %q hides nothing", name)
	}
	return fmt.Sprintf("the document query of role %q hides nothing", name)
}

// sets answers for pairs of roles, each once.
type sets struct {
	target  catalog.Target
	builtIn map[string]*builtInSet
	answers map[pair]*lift // nil where nothing is lifted
}

type pair struct {
	builtIn string
	own     *role.Role
}

// builtInSet is a built-in role, as a whole and by its indices entries.
type builtInSet struct {
	role    *role.Role
	whole   *access.Set
	entries []*access.Set // nil where an entry is too complex
}

func newSets(t catalog.Target) *sets {
	return &sets{target: t, builtIn: map[string]*builtInSet{}, answers: map[pair]*lift{}}
}

// lifted says whether a built-in role lifts a restriction of a role.
func (s *sets) lifted(builtIn string, own *role.Role) (lift, bool) {
	key := pair{builtIn, own}
	answer, known := s.answers[key]
	if !known {
		answer = s.decide(s.set(builtIn), own)
		s.answers[key] = answer
	}
	if answer == nil {
		return lift{}, false
	}
	return *answer, true
}

// maxRestricted limits how many restricted entries of a role are looked at.
const maxRestricted = 100

func (s *sets) decide(b *builtInSet, own *role.Role) *lift {
	looked := 0
	for i := range own.Indices {
		e := &own.Indices[i]
		documents := limitsDocuments(e)
		if !documents && !limitsFields(e) {
			continue
		}
		if looked++; looked > maxRestricted {
			break
		}
		action, w, ok := s.shown(b, e)
		if !ok {
			continue
		}
		if documents {
			return &lift{at: checks.Key(e.Query), why: fmt.Sprintf("which has no query and grants %s on names such as %q, so that every document is visible", action, w.Index)}
		}
		return &lift{at: checks.Key(e.FieldSecurity.Node), fields: true, why: fmt.Sprintf("which has no field_security and grants %s on names such as %q, so that every field is visible", action, w.Index)}
	}
	return s.spaces(b, own)
}

// shown returns an action that shows the content of documents and that a
// restricted entry and the built-in role both grant on a name.
func (s *sets) shown(b *builtInSet, e *role.Indices) (string, access.Witness, bool) {
	for i, set := range b.entries {
		if set == nil {
			continue
		}
		action, found, err := access.SharedRead(s.target, texts(e.Privileges), texts(b.role.Indices[i].Privileges))
		if err != nil || !found {
			continue
		}
		for n, name := range e.Names {
			if n == maxRestricted {
				break
			}
			w, _, ok := set.IndexExample(access.IndexQuestion{On: name.Value, Do: action})
			if ok && (!w.Restricted || e.AllowRestricted) {
				return action, w, true
			}
		}
	}
	return "", access.Witness{}, false
}

// spaces says whether the role's part in Kibana, for some spaces only, is
// contained in what the built-in role grants.
func (s *sets) spaces(b *builtInSet, own *role.Role) *lift {
	if b.whole == nil || !limitsSpaces(own) {
		return nil
	}
	only := &role.Role{Name: own.Name, Format: own.Format, API: own.API, Node: own.Node, KibanaEntries: own.KibanaEntries}
	set, err := access.Of(s.target, only)
	if err != nil || len(set.Granted()) == 0 {
		return nil
	}
	if changes, unknown := set.Uncovered(b.whole); len(changes) > 0 || len(unknown) > 0 {
		return nil
	}
	return &lift{at: checks.Value(own.KibanaEntries[0].Node), spaces: true, why: "which grants all of it in every space"}
}

// set returns a built-in role with its access.
func (s *sets) set(name string) *builtInSet {
	if b := s.builtIn[name]; b != nil {
		return b
	}
	listed, _ := catalog.LookupRole(name)
	b := &builtInSet{role: asRole(listed)}
	b.whole, _ = access.Of(s.target, b.role)
	for i := range b.role.Indices {
		one := *b.role
		one.Indices = b.role.Indices[i : i+1]
		set, _ := access.Of(s.target, &one)
		b.entries = append(b.entries, set)
	}
	s.builtIn[name] = b
	return b
}

// asRole returns a built-in role as one that was read.
func asRole(r *catalog.BuiltinRole) *role.Role {
	type indices struct {
		Names      []string `json:"names"`
		Privileges []string `json:"privileges"`
		Restricted bool     `json:"allow_restricted_indices"`
	}
	type application struct {
		Application string   `json:"application"`
		Privileges  []string `json:"privileges"`
		Resources   []string `json:"resources"`
	}
	body := struct {
		Cluster      []string      `json:"cluster"`
		Indices      []indices     `json:"indices"`
		Applications []application `json:"applications"`
		RunAs        []string      `json:"run_as"`
	}{Cluster: r.Cluster, RunAs: r.RunAs}
	for _, e := range r.Indices {
		body.Indices = append(body.Indices, indices{e.Names, e.Privileges, e.AllowRestricted})
	}
	for _, a := range r.Applications {
		body.Applications = append(body.Applications, application{a.Application, a.Privileges, a.Resources})
	}
	text, _ := json.Marshal(body) // strings and booleans: cannot fail
	f := role.Decode(source.Parse(r.Name+".json", text, source.Limits{}), role.Options{Formats: []role.Format{role.ElasticsearchBody}})
	return f.Roles[0]
}

// limitsSpaces reports whether a role has a part in Kibana, and it is for some
// spaces only.
func limitsSpaces(r *role.Role) bool {
	for i := range r.KibanaEntries {
		if r.KibanaEntries[i].AllSpaces {
			return false
		}
	}
	return len(r.KibanaEntries) > 0
}

// limitsDocuments reports whether an entry has document level security.
func limitsDocuments(e *role.Indices) bool {
	return e.Query != nil && (e.Query.Kind == source.Object || e.Query.Kind == source.String && e.Query.Text != "")
}

// limitsFields reports whether an entry has field level security: exceptions,
// or a grant that is not exactly ["*"] (RoleDescriptor.hasGrantedFields).
func limitsFields(e *role.Indices) bool {
	fs := e.FieldSecurity
	return fs != nil && fs.GrantNode != nil && (len(fs.Except) > 0 || len(fs.Grant) != 1 || fs.Grant[0].Value != "*")
}

func texts(list []role.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Value
	}
	return out
}
