package access

import (
	"slices"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/role"
)

// fields are the fields that a group lets through; all where any entry has no
// field_security.
type fields struct {
	all      bool
	free     Place    // the first entry without field_security
	keys     []string // one per distinct definition, sorted
	parts    []*automata.Language
	language *automata.Language // of the parts, when all entries are added
}

// add adds an entry's field security.
//
// Source: elasticsearch FieldPermissions: what is granted less what is
// excepted; no field_security, or grant ["*"] alone, is no restriction
// (RoleDescriptor.hasGrantedFields).
func (f *fields) add(e *role.Indices, at Place) error {
	fs := e.FieldSecurity
	if fs == nil || len(fs.Except) == 0 && (fs.GrantNode == nil || len(fs.Grant) == 1 && fs.Grant[0].Value == "*") {
		if !f.all {
			f.all, f.free = true, at
		}
		return nil
	}
	grant, except := values(fs.Grant), values(fs.Except)
	if fs.GrantNode == nil {
		grant = []string{"*"} // FieldPermissions: no list of granted fields is every field
	}
	key := setKey(grant) + setKey(except)
	i, found := slices.BinarySearch(f.keys, key)
	if found {
		return nil
	}
	granted, _, err := asEscaped.union(grant)
	if err != nil {
		return err
	}
	excepted, _, err := asEscaped.union(except)
	if err != nil {
		return err
	}
	f.keys = slices.Insert(f.keys, i, key)
	f.parts = append(f.parts, automata.Minus(granted, excepted))
	return nil
}

// metadataFields are names of metadata fields, which field security lets
// through by rules of its own: any name that begins with "_" and is not
// excepted (FieldPermissions.java), in later versions a fixed list
// (MetadataFieldsAllowlist.java); since when is not established.
func metadataFields() *automata.Language { return pattern("_*") }

// documentFields are the names that fields of documents can have.
func documentFields() *automata.Language {
	return automata.Minus(pattern("?*"), metadataFields())
}
