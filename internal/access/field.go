package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/role"
)

// fields are the fields that a group lets through; all where any entry has no
// field_security.
type fields struct {
	all      bool
	keys     []string // one per distinct definition, sorted
	language *automata.Language
}

// with adds an entry's field security.
//
// Source: elasticsearch FieldPermissions: granted less excepted, and metadata
// fields (names that begin with "_") always; no field_security, or grant ["*"]
// alone, is no restriction (RoleDescriptor.hasGrantedFields).
func (f *fields) with(e *role.Indices) (*fields, error) {
	fs := e.FieldSecurity
	if fs == nil || len(fs.Except) == 0 && (fs.GrantNode == nil || len(fs.Grant) == 1 && fs.Grant[0].Value == "*") {
		return &fields{all: true}, nil
	}
	if f.all {
		return f, nil
	}
	l, err := fieldLanguage(fs)
	if err != nil {
		return nil, err
	}
	key := strings.Join(values(fs.Grant), ",") + " except " + strings.Join(values(fs.Except), ",")
	out := &fields{keys: f.keys, language: f.language}
	if !slices.Contains(f.keys, key) {
		out.keys = append(slices.Clone(f.keys), key)
		slices.Sort(out.keys)
		out.language = automata.Union(f.language, l)
	}
	return out, nil
}

func fieldLanguage(fs *role.FieldSecurity) (*automata.Language, error) {
	grant, _, err := asEscaped.union(values(fs.Grant))
	if err != nil {
		return nil, err
	}
	if fs.GrantNode == nil {
		grant = automata.All()
	}
	except, _, err := asEscaped.union(values(fs.Except))
	if err != nil {
		return nil, err
	}
	return automata.Minus(automata.Union(grant, metadataFields()), automata.Minus(except, metadataFields())), nil
}

// metadataFields are the names that field security never hides.
func metadataFields() *automata.Language { return pattern("_*") }
