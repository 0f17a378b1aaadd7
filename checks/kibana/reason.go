package kibana

import (
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// The reasons why Kibana cannot turn a stored role into its own entries, as
// Kibana names them (RoleTransformErrorReason).
const (
	reservedPrivilegesMixed    = "reserved_privileges_mixed"
	reservedPrivilegesWrongApp = "reserved_privileges_wrong_app"
	spacePrivilegesGlobal      = "space_privileges_global"
	globalPrivilegesSpace      = "global_privileges_space"
	baseFeaturePrivilegesMixed = "base_feature_privileges_mixed"
	globalResourceMixed        = "global_resource_mixed"
	invalidResourceFormat      = "invalid_resource_format"
	duplicatedResources        = "duplicated_resources"
	featureRequiresAllSpaces   = "feature_requires_all_spaces"
	disabledFeaturePrivileges  = "disabled_feature_privileges"
	transformationException    = "transformation_exception"
)

// stored is an application entry as Elasticsearch stores it, with the nodes
// that it was written with.
type stored struct {
	application string
	privileges  []role.Text
	resources   []role.Text
}

// own reports whether the entry is one of kibana-.kibana, and not of the
// wildcard applications of built-in roles.
func (s stored) own() bool { return s.application == role.KibanaApplication }

// global reports whether the entry holds for all spaces.
func (s stored) global() bool { return has(s.resources, "*") }

// some returns the first privilege that is of a kind; ok is false where there
// is none.
func (s stored) some(kind func(string) bool) (t role.Text, ok bool) {
	for _, p := range s.privileges {
		if kind(p.Value) {
			return p, true
		}
	}
	return role.Text{}, false
}

// offence is a place that gives a reason, and what is wrong there.
type offence struct {
	at      diag.Place
	message string
	// likely is set where it is not certain that the stored role keeps what
	// the file says.
	likely  bool
	related []diag.Related
}

// found is the reason that Kibana gives for a role.
type found struct {
	reason   string
	offences []offence
	// drops is set where saving the role in Kibana loses privileges.
	drops bool
}

// reasonKey is under which the checks share what firstReason says of a role.
var reasonKey = new(byte)

// reasonOf is firstReason of the role at hand, computed once.
func reasonOf(p *checks.Pass) *found {
	return checks.Once(p, reasonKey, func() *found { return firstReason(p.Role, p.Target) })
}

// firstReason returns the reason why Kibana cannot show and edit the role; nil
// where it can, or where it never gets to see the role. Kibana gives the first
// reason in the order of its checks.
func firstReason(r *role.Role, t catalog.Target) *found {
	entries := storedEntries(r, t)
	if len(entries) == 0 {
		return nil
	}
	for _, entry := range entries {
		if len(entry.resources) == 0 {
			return nil // refused before: an application entry must have resources
		}
	}
	for _, c := range conditions {
		if r.API == role.Kibana && !c.savedByKibana {
			continue
		}
		if offences := c.find(entries, t); len(offences) > 0 {
			drops := false
			for _, entry := range entries {
				drops = drops || entry.own()
			}
			return &found{c.reason, offences, drops}
		}
	}
	return nil
}

// storedEntries are the application entries that Kibana reads of a role. Roles
// of roles.yml and of API keys are not among those that Kibana shows.
func storedEntries(r *role.Role, t catalog.Target) []stored {
	switch r.API {
	case role.Elasticsearch:
		return applications(r, t)
	case role.Kibana:
		return serialized(r)
	}
	return nil
}

// applications are the entries of the application spelling: kibana-.kibana,
// kibana-*, and * since elastic/kibana pull request 181400 (April 2024; taken
// for certain from 9.0 on).
func applications(r *role.Role, t catalog.Target) []stored {
	var out []stored
	for _, a := range r.Applications {
		switch name := a.Application.Value; {
		case name == role.KibanaApplication, name == "kibana-*", name == "*" && from(t, catalog.V(9, 0)):
			out = append(out, stored{name, a.Privileges, a.Resources})
		}
	}
	return out
}

// serialized are the entries that Kibana stores for its own spelling
// (transformPrivilegesToElasticsearchPrivileges in role_utils.ts). Base
// privileges are left out: no reason that can arise here is about them.
func serialized(r *role.Role) []stored {
	var out []stored
	holder := map[string]int{} // space → entry
	for i, e := range r.KibanaEntries {
		if e.AllSpaces && len(e.Spaces) > 1 {
			return nil // refused: kibana-star-with-spaces
		}
		for _, space := range e.Spaces {
			if before, held := holder[space.Value]; held && before != i {
				return nil // refused: kibana-space-twice
			}
			holder[space.Value] = i
		}
		s := stored{application: role.KibanaApplication}
		for _, f := range e.Features {
			for _, p := range f.Privileges {
				s.privileges = append(s.privileges, role.Text{Value: "feature_" + f.ID + "." + p.Value, Node: p.Node})
			}
		}
		for _, space := range e.Spaces {
			resource := "space:" + space.Value
			if space.Value == "*" {
				resource = "*"
			}
			s.resources = append(s.resources, role.Text{Value: resource, Node: space.Node})
		}
		out = append(out, s)
	}
	return out
}

// Kinds of stored privileges, as privilege_serializer.ts tells them apart.

func isReserved(p string) bool { return strings.HasPrefix(p, "reserved_") }

func isFeature(p string) bool { return strings.HasPrefix(p, "feature_") }

func isSpaceBase(p string) bool { return p == "space_all" || p == "space_read" }

// isGlobalBase leaves the newer "*" out below 9.0, as applications does.
func isGlobalBase(t catalog.Target) func(string) bool {
	return func(p string) bool { return p == "all" || p == "read" || p == "*" && from(t, catalog.V(9, 0)) }
}
