package access

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/role"
)

// What roles that are looked at together may hold. Kibana has at most 1000
// spaces unless it is told otherwise (xpack.spaces.maxSpaces).
const (
	maxKibanaGrants = 2_000_000  // privileges of features in spaces
	maxWeight       = 10_000_000 // of the languages of all entries
	ofBase          = 400        // privileges that a base privilege stands for
	ofPrivilege     = 8          // privileges that a privilege contains
)

// tooLarge is the error about roles that hold more than is looked at. It is an
// automata.ErrTooComplex: the answer is not known.
func tooLarge(what string, most int) error {
	return fmt.Errorf("%w: the role grants more than %d %s", automata.ErrTooComplex, most, what)
}

// checkKibana refuses roles whose Kibana privileges are too many to be listed
// space by space.
func checkKibana(roles []*role.Role) error {
	grants := 0
	for _, r := range roles {
		for i := range r.KibanaEntries {
			e := &r.KibanaEntries[i]
			each := ofBase * len(e.Base)
			for _, f := range e.Features {
				each += ofPrivilege * len(f.Privileges)
			}
			grants += each * len(e.Spaces)
		}
		for _, a := range r.Applications {
			if a.Application.Value == role.KibanaApplication {
				grants += ofPrivilege * len(a.Privileges) * len(a.Resources)
			}
		}
		if grants > maxKibanaGrants {
			return tooLarge("Kibana privileges in spaces", maxKibanaGrants)
		}
	}
	return nil
}
