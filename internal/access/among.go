package access

import (
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// Actions is a kind of index actions.
type Actions uint8

// The kinds.
const (
	FieldNames      Actions = iota + 1 // that show which fields an index has
	Writing                            // that change documents
	FailedDocuments                    // that read the failure store
)

// kinds are the languages of the kinds.
//
// Source: elasticsearch IndexPrivilege.java; what get-index, get-mapping and
// field-caps answer is filtered by the field permissions of that very action
// (Security.getFieldFilter).
var kinds = sync.OnceValue(func() map[Actions]*automata.Language {
	return map[Actions]*automata.Language{
		FieldNames:      patterns(onData, []string{"indices:admin/get", "indices:admin/mappings/get", "indices:admin/mappings/fields/get*", "indices:data/read/field_caps*"}),
		Writing:         patterns(onData, []string{"indices:data/write/*"}),
		FailedDocuments: patterns(onFailures, []string{"indices:data/read/*"}),
	}
})

// Grants reports whether an index privilege, in lower case, grants an action of
// a kind at a target; false too where that is too complex to say.
func Grants(t catalog.Target, privilege string, kind Actions) bool {
	about := [...]string{FieldNames: "fields", Writing: "writing", FailedDocuments: "failures"}[kind]
	a := decided(privilegeQuestion{about, t, privilege, ""}, func() (string, bool, error) {
		actions, _ := indexActions(privilege, t)
		return privilegeBudget.Witness(automata.Intersect(actions, kinds()[kind]))
	})
	return a.found && a.err == nil
}
