package catalog

import (
	"cmp"
	"sort"
	"strings"
)

// Section is where in a role a privilege of Elasticsearch stands.
type Section uint8

// The sections.
const (
	ClusterSection       Section = iota + 1 // cluster
	IndexSection                            // indices, remote_indices
	RemoteClusterSection                    // remote_cluster
)

// String returns "cluster", "index" or "remote_cluster".
func (s Section) String() string {
	return [...]string{"", "cluster", "index", "remote_cluster"}[s]
}

// ESPrivilege is a cluster, index or remote cluster privilege of
// Elasticsearch. Its lists are not to be modified.
type ESPrivilege struct {
	Name    string
	Section Section
	// Serverless says whether it is available on Serverless.
	Serverless Answer
	// Actions are the wildcard patterns (* any text, ? one character, \ escape)
	// of the actions it grants, less ExcludedActions, as of the newest code
	// that was read (cluster privileges 9.6 development, index privileges 9.1).
	Actions         []string
	ExcludedActions []string
	// Selectors are the index components it is for: "data", "failures",
	// "data+failures" or "all"; empty for cluster privileges.
	Selectors string
	// Implies are the privileges of the section whose actions it contains,
	// EquivalentTo those with the same actions; by name.
	Implies      []string
	EquivalentTo []string
	// GrantDirectly is empty where a role may name it for effect, "never" where
	// only Elasticsearch itself uses it, "remote_indices" where it is for those.
	GrantDirectly string
	// Deprecated is the zero value where it never is.
	Deprecated Deprecation
	Sensitive  Sensitivity
	// Unverified says that sources disagree whether any released Elasticsearch
	// accepts the name.
	Unverified bool
	Note       string // may be empty
	Source     string

	life         lifetime
	noEffect     bool
	noEffectFrom Version
}

// Deprecation says since when something is deprecated and what to use instead.
type Deprecation struct {
	Since       Version // zero where not established
	Replacement string  // in words or a name; may be empty
	Partial     string  // what part of it, where not the whole is deprecated
	Source      string
}

// Sensitivity says how dangerous a privilege is.
type Sensitivity struct {
	Level  string // "critical", "high", "medium", "low"; empty where it is not
	Basis  string // "documented", or "derived" from the actions
	Reason string
}

// LookupCluster returns the cluster privilege of that name; Elasticsearch
// lower-cases names, and so does it.
func LookupCluster(name string) (*ESPrivilege, bool) { return lookupES(ClusterSection, name) }

// LookupIndex returns the index privilege of that name, likewise.
func LookupIndex(name string) (*ESPrivilege, bool) { return lookupES(IndexSection, name) }

// LookupRemoteCluster returns the remote cluster privilege of that name.
// Elasticsearch lower-cases and trims these.
func LookupRemoteCluster(name string) (*ESPrivilege, bool) {
	return lookupES(RemoteClusterSection, strings.TrimSpace(name))
}

func lookupES(section Section, name string) (*ESPrivilege, bool) {
	name = strings.ToLower(name)
	i, ok := sort.Find(len(esPrivileges), func(i int) int {
		p := &esPrivileges[i]
		if p.Section != section {
			return cmp.Compare(section, p.Section)
		}
		return strings.Compare(name, p.Name)
	})
	if !ok {
		return nil, false
	}
	return &esPrivileges[i], true
}

// ClusterPrivileges returns all cluster privileges, by name.
func ClusterPrivileges() []*ESPrivilege { return sectionES(ClusterSection) }

// IndexPrivileges returns all index privileges, by name.
func IndexPrivileges() []*ESPrivilege { return sectionES(IndexSection) }

// RemoteClusterPrivileges returns all remote cluster privileges, by name.
func RemoteClusterPrivileges() []*ESPrivilege { return sectionES(RemoteClusterSection) }

func sectionES(section Section) []*ESPrivilege {
	var all []*ESPrivilege
	for i := range esPrivileges {
		if esPrivileges[i].Section == section {
			all = append(all, &esPrivileges[i])
		}
	}
	return all
}

// Names returns the names of the privileges that exist at the target or may.
func Names(privileges []*ESPrivilege, t Target) []string {
	var names []string
	for _, p := range privileges {
		if p.At(t).Exists != No {
			names = append(names, p.Name)
		}
	}
	return names
}

// At says whether the privilege exists at the target.
func (p *ESPrivilege) At(t Target) Presence {
	if t.Deployment == Serverless {
		return Presence{Exists: p.Serverless, Source: p.Source}
	}
	if p.Unverified {
		return Presence{Source: p.life.sinceSource}
	}
	return p.life.at(t.Stack)
}

// DeprecatedAt says whether the privilege, or the part of it that
// Deprecated.Partial names, is deprecated at the target.
func (p *ESPrivilege) DeprecatedAt(t Target) Answer {
	switch {
	case p.Deprecated == Deprecation{}:
		return No
	case p.Deprecated.Since.IsZero(), t.Deployment == Serverless:
		return NotEstablished
	}
	return reached(t.Stack, p.Deprecated.Since)
}

// NoEffect says whether the privilege is accepted at the target and grants
// nothing.
func (p *ESPrivilege) NoEffect(t Target) Answer {
	switch {
	case p.noEffect:
		return Yes
	case p.noEffectFrom.IsZero():
		return No
	case t.Deployment == Serverless:
		return NotEstablished
	}
	return reached(t.Stack, p.noEffectFrom)
}
