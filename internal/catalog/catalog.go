// Package catalog knows what exists in which version: Kibana features and
// their privileges, Elasticsearch cluster and index privileges, built-in roles.
//
// Every answer is one of yes, no and not established; what the tables do not
// know is never guessed.
package catalog

// Version is a version of the Stack. The zero value means none or unknown; a
// Patch of AnyPatch means that only major and minor are stated ("9.4").
type Version struct{ Major, Minor, Patch int }

// License is a subscription level, ascending; the zero value means not stated.
type License uint8

// The licenses.
const (
	Basic License = iota + 1
	Gold
	Platinum
	Enterprise
	Trial
)

// Deployment is where the Stack runs.
type Deployment uint8

// The deployments.
const (
	SelfManaged Deployment = iota + 1
	Hosted
	Serverless
)

// Target is what findings are stated for.
type Target struct {
	Stack      Version    `json:"stack"`
	License    License    `json:"license"`
	Deployment Deployment `json:"deployment"`
}

// Answer is yes, no, or not established. The zero value is not established.
type Answer uint8

// The answers.
const (
	NotEstablished Answer = iota
	Yes
	No
)

// Presence says whether something exists at a version, and why or when not.
type Presence struct {
	Exists Answer
	Since  Version // set where it comes later, or is known
	Gone   Version // first version without it; zero where still there or unknown
	Source string  // where that is from
}

// Feature is a Kibana feature.
type Feature struct {
	ID       string
	Name     string // as Kibana displays it
	Category string
	// contents are the catalogue's own: tables of privileges, sub-features, history
}

// Grant is a set of privileges of one feature.
type Grant struct {
	Feature    string
	Privileges []string
}

// Privilege is a privilege of a Kibana feature.
type Privilege struct {
	ID         string
	Sub        bool   // a sub-feature privilege, not all/read/minimal_*
	SubFeature string // display name of its sub-feature
	Name       string // display name
	IncludeIn  string // "all", "read", "none"; "" where not established
}

// LookupFeature returns the feature with that id, case-sensitively.
func LookupFeature(id string) (*Feature, bool) { return nil, false }

// Features returns all features, by id.
func Features() []*Feature { return nil }

// At says whether the feature is registered at the target.
func (f *Feature) At(t Target) Presence { return Presence{} }

// Privileges returns every privilege the feature ever had, in registration order.
func (f *Feature) Privileges() []Privilege { return nil }

// PrivilegeAt says whether the feature has that privilege at the target.
func (f *Feature) PrivilegeAt(id string, t Target) Presence { return Presence{} }

// DeprecatedAt says whether the feature is deprecated at the target, and since when.
func (f *Feature) DeprecatedAt(t Target) (Answer, Version) { return NotEstablished, Version{} }

// Replacement returns what Kibana replaces a privilege of a deprecated feature
// by at the target. Yes: the grants are the exact list. No: the feature is not
// deprecated there, or it is and Kibana has no replacement for that privilege
// because the feature has none of that name (Kibana then fails with `A
// deprecated feature "X" is missing a replacement for the "Y" privilege.`).
// NotEstablished: the list is not known for the target.
func (f *Feature) Replacement(privilege string, t Target) ([]Grant, Answer) {
	return nil, NotEstablished
}

// RequiresAllSpaces says whether the privilege can only be granted in all spaces.
func (f *Feature) RequiresAllSpaces(privilege string, t Target) Answer { return NotEstablished }

// Disabled says whether the privilege is registered but may not be granted.
func (f *Feature) Disabled(privilege string, t Target) Answer { return NotEstablished }

// ExcludedFromBase says whether base privileges leave the feature out.
func (f *Feature) ExcludedFromBase(t Target) Answer { return NotEstablished }

// MinLicense returns the license that a privilege needs to have an effect.
func (f *Feature) MinLicense(privilege string, t Target) (License, Answer) { return 0, NotEstablished }

// Includes returns the privileges of the feature that the privilege contains
// at the target, itself first: all contains minimal_all and the sub-feature
// privileges with include_in all or read, and so on.
func (f *Feature) Includes(privilege string, t Target) []string { return nil }

// ESPrivilege is a cluster or index privilege of Elasticsearch.
type ESPrivilege struct {
	Name string
}

// LookupCluster returns the cluster privilege of that name; Elasticsearch
// lower-cases names, and so does it.
func LookupCluster(name string) (*ESPrivilege, bool) { return nil, false }

// LookupIndex returns the index privilege of that name, likewise.
func LookupIndex(name string) (*ESPrivilege, bool) { return nil, false }

// ClusterPrivileges returns all cluster privileges, by name.
func ClusterPrivileges() []*ESPrivilege { return nil }

// IndexPrivileges returns all index privileges, by name.
func IndexPrivileges() []*ESPrivilege { return nil }

// At says whether the privilege exists at the target.
func (p *ESPrivilege) At(t Target) Presence { return Presence{} }

// BuiltinRole is a role that the Stack brings.
type BuiltinRole struct {
	Name string
}

// LookupRole returns the built-in role of that name.
func LookupRole(name string) (*BuiltinRole, bool) { return nil, false }
