package intent

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// expectation is one thing that is declared of one role: a built-in profile, a
// floor, or a ceiling.
type expectation struct {
	profile string     // the profile's name; "" for a floor or ceiling of the role's own
	builtIn *builtIn   // nil where it is none
	spaces  []string   // of a built-in profile; none: any
	floor   *bound     // nil where there is none
	ceiling *bound     // nil where there is none
	at      diag.Place // where it is declared
	inRole  bool       // declared in the role's own metadata
}

// declared returns the value of metadata.rolelint.intent; nil where there is none.
func declared(r *role.Role) *source.Node {
	return r.Metadata.Get("rolelint").Get("intent")
}

// expectations returns what is declared of a role, in the role itself first,
// then in the intent files in their order. wrong are places in the metadata
// that name no profile.
func (in *Intents) expectations(r *role.Role) (all []expectation, wrong []*source.Node) {
	names := []*source.Node{declared(r)}
	if names[0] == nil {
		names = nil
	} else if names[0].Kind == source.Array {
		names = names[0].Children
	}
	for _, n := range names {
		if n.Kind != source.String || !in.knows(n.Text) {
			wrong = append(wrong, n)
			continue
		}
		x := expectation{profile: n.Text, at: diag.Place{Node: n}, inRole: true}
		if b, ok := lookupBuiltIn(n.Text); ok {
			x.builtIn = &b
		} else {
			own := in.profiles[n.Text]
			x.floor, x.ceiling = own.floor, own.ceiling
		}
		all = append(all, x)
	}
	for i := range in.statements {
		s := &in.statements[i]
		if s.match == "" || !role.MatchName(s.match, r.Name) {
			continue
		}
		x := expectation{profile: s.profile, spaces: s.spaces, floor: s.floor, ceiling: s.ceiling, at: s.at}
		if b, ok := lookupBuiltIn(s.profile); ok {
			x.builtIn = &b
			if s.floor != nil || s.ceiling != nil {
				all = append(all, expectation{builtIn: &b, profile: s.profile, spaces: s.spaces, at: s.at})
				x.builtIn, x.profile, x.spaces = nil, "", nil
			}
		}
		if x.builtIn != nil || x.floor != nil || x.ceiling != nil {
			all = append(all, x)
		}
	}
	return all, wrong
}

// DeclaresAssignee reports whether a role is declared to be for the assignees
// of cases, of whatever owner: by its metadata or by an intent file.
func (in *Intents) DeclaresAssignee(r *role.Role) bool { return in.declares(r, "assignee") }

// DeclaresFull reports whether a role is declared to have full access to cases.
func (in *Intents) DeclaresFull(r *role.Role) bool { return in.declares(r, "full") }

func (in *Intents) declares(r *role.Role, access string) bool {
	if len(in.statements) == 0 && declared(r) == nil {
		return false
	}
	all, _ := in.expectations(r)
	for _, x := range all {
		if x.builtIn != nil && x.builtIn.access.name == access {
			return true
		}
	}
	return false
}

// words names the expectation in messages: `profile "cases/assignee"`, or as
// otherwise says.
func (x *expectation) words(otherwise string) string {
	if x.profile != "" {
		return fmt.Sprintf("profile %q", x.profile)
	}
	return otherwise
}
