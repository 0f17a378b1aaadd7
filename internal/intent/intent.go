// Package intent compares what roles are declared to be for with what they
// really grant.
//
// A role's intent stands in the role itself,
//
//	"metadata": {"rolelint": {"intent": "cases/assignee"}}
//
// or in an intent file:
//
//	profiles:                       # profiles of your own
//	  log-reader:
//	    floor:   {elasticsearch: {indices: [{names: ["logs-*"], privileges: [read]}]}}
//	roles:
//	  - match: "case-assignee-*"    # role names; * and ? are wildcards
//	    profile: cases/assignee
//	    spaces: [support]
//	  - match: soc-tier1
//	    floor:   {kibana: [{spaces: [soc], feature: {securitySolutionCasesV3: [all]}}]}
//	    ceiling: {elasticsearch: {indices: [{names: ["logs-*"], privileges: [read]}]}}
//	order: [viewer, editor, admin]  # each includes the one before
//	never:                          # no role may reach this
//	  - {index: ".kibana*", privilege: write}
//
// A floor is what a role must grant at least, a ceiling what it may grant at
// most. Both are written as roles, of Kibana's or of Elasticsearch's API.
// Whether a role keeps to them is decided by package access; what cannot be
// decided is reported as exactly that.
package intent

import (
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// File is the text of an intent file.
type File struct {
	Name string // as it is to be printed
	Src  []byte
}

// Intents are the declarations of all intent files of a run. Without any file
// they know what roles declare themselves. They are safe for concurrent use.
type Intents struct {
	target     catalog.Target
	profiles   map[string]*profile
	statements []statement
	orders     []order
	never      []never
}

// profile is a profile of the user's own.
type profile struct {
	at             diag.Place
	floor, ceiling *bound // nil where not stated
}

// statement is an entry of `roles`.
type statement struct {
	match          string
	at             diag.Place // its `match`
	profile        string     // "" where none is stated
	spaces         []string
	floor, ceiling *bound // its own, or its profile's for its spaces
}

// bound is a floor or a ceiling.
type bound struct {
	role *role.Role
	set  *access.Set
	at   diag.Place
	// kibana and elasticsearch say which half of access a ceiling is about: a
	// ceiling that does not speak of Kibana does not limit it.
	kibana, elasticsearch bool
	// missing names what the target does not have, so that the bound cannot be
	// decided; "" where it has everything.
	missing string
}

// order is a list of role names, each of which includes the one before.
type order struct {
	names []string
	nodes []*source.Node
	file  *source.File
}

// place returns the place of the name of index i.
func (o *order) place(i int) diag.Place { return diag.Place{Node: o.nodes[i], File: o.file} }

// never is an access that no role may have.
type never struct {
	at               diag.Place
	words            string // "write on .kibana*"
	index, privilege string
	feature, space   string // space "" is any
	cluster, runAs   string
}
