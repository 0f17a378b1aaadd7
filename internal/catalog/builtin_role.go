package catalog

import (
	"sort"
	"strings"
)

// BuiltinRole is a role that the Stack brings. Its lists are not to be
// modified; they are as of AsOf.
type BuiltinRole struct {
	Name        string
	Description string
	// Assignable says whether it is meant for users; the others are for the
	// Stack's own parts.
	Assignable bool
	// DeprecatedReason is what Elasticsearch says of a deprecated role,
	// DeprecatedReplacement what to use instead, DeprecatedSince since when, in
	// words; all empty where it never is.
	DeprecatedReason      string
	DeprecatedReplacement string
	DeprecatedSince       string

	Cluster       []string
	Indices       []BuiltinIndices
	Applications  []BuiltinApplication
	RunAs         []string
	RemoteIndices []BuiltinIndices
	RemoteCluster []BuiltinRemoteCluster
	// Incomplete says that the role grants more on indices than is listed.
	Incomplete bool
	AsOf       string // the version whose grants are listed
	Note       string // may be empty

	life            lifetime
	deprecationOpen window // where it is not established whether it is deprecated
}

// BuiltinIndices is an indices or remote_indices entry of a built-in role.
type BuiltinIndices struct {
	Clusters        []string // remote_indices only
	Names           []string
	Privileges      []string
	AllowRestricted bool
}

// BuiltinApplication is an applications entry of a built-in role.
type BuiltinApplication struct {
	Application string
	Privileges  []string
	Resources   []string
}

// BuiltinRemoteCluster is a remote_cluster entry of a built-in role.
type BuiltinRemoteCluster struct {
	Clusters   []string
	Privileges []string
}

// LookupRole returns the built-in role of that name, of whatever version.
func LookupRole(name string) (*BuiltinRole, bool) {
	i, ok := sort.Find(len(builtinRoles), func(i int) int { return strings.Compare(name, builtinRoles[i].Name) })
	if !ok {
		return nil, false
	}
	return &builtinRoles[i], true
}

// BuiltinRoles returns all built-in roles, by name.
func BuiltinRoles() []*BuiltinRole {
	all := make([]*BuiltinRole, len(builtinRoles))
	for i := range builtinRoles {
		all[i] = &builtinRoles[i]
	}
	return all
}

// At says whether the role exists at the target. Serverless has roles of its
// own, which are not in the catalogue.
func (r *BuiltinRole) At(t Target) Presence {
	if t.Deployment == Serverless {
		return Presence{}
	}
	return r.life.at(t.Stack)
}

// DeprecatedAt says whether the role is deprecated at the target. Every
// deprecated role was before the oldest version that the catalogue answers for.
func (r *BuiltinRole) DeprecatedAt(t Target) Answer {
	switch {
	case r.DeprecatedReason == "":
		return No
	case t.Deployment == Serverless, r.deprecationOpen != (window{}) && r.deprecationOpen.has(t.Stack) != No:
		return NotEstablished
	}
	return Yes
}

// IsReserved says whether the name is a built-in role's at the target, so that
// Elasticsearch refuses to store a role of that name ("Role [X] is reserved
// and may not be used.") and ignores it in roles.yml. The node setting
// xpack.security.reserved_roles.include may take names out.
func IsReserved(name string, t Target) Answer {
	r, ok := LookupRole(name)
	if !ok {
		if t.Deployment == Serverless {
			return NotEstablished
		}
		return No
	}
	return r.At(t).Exists
}
