package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// conditions are Kibana's checks of a stored role, in its order:
// transformRoleApplicationsToKibanaPrivileges in elasticsearch_role.ts.
var conditions = []struct {
	reason string
	// savedByKibana is set where a role that Kibana's own API takes can end so.
	savedByKibana bool
	find          func([]stored, catalog.Target) []offence
}{
	{reservedPrivilegesMixed, false, findReservedMixed},
	{reservedPrivilegesWrongApp, false, findReservedWrongApplication},
	{spacePrivilegesGlobal, false, findSpaceGlobal},
	{globalPrivilegesSpace, false, findGlobalSpace},
	{baseFeaturePrivilegesMixed, false, findBaseFeature},
	{globalResourceMixed, false, findGlobalResource},
	{invalidResourceFormat, false, findInvalidResource},
	{duplicatedResources, true, findDuplicates},
	{featureRequiresAllSpaces, false, findAllSpaces},
	{disabledFeaturePrivileges, false, findDisabled},
	{transformationException, true, findExceptions},
}

func findReservedMixed(entries []stored, _ catalog.Target) (out []offence) {
	for _, e := range entries {
		if e.own() {
			continue
		}
		if p, ok := e.some(func(p string) bool { return !isReserved(p) && p != "*" }); ok {
			out = append(out, offence{at: checks.Value(p.Node), message: fmt.Sprintf(
				"under application %q only reserved privileges may stand, and %q is none; write it under application %q", e.application, p.Value, role.KibanaApplication)})
		}
	}
	return out
}

func findReservedWrongApplication(entries []stored, t catalog.Target) (out []offence) {
	for _, e := range entries {
		p, ok := e.some(isReserved)
		if !e.own() || !ok {
			continue
		}
		// Up to 7.17 at least only a mix of both kinds in one entry was wrong;
		// the present condition is read in the source of 9.3 development.
		if _, mixed := e.some(func(p string) bool { return !isReserved(p) }); mixed || from(t, catalog.V(9, 3)) {
			out = append(out, offence{at: checks.Value(p.Node), message: fmt.Sprintf(
				"reserved privilege %q belongs under application %q and not under %q", p.Value, "kibana-*", e.application)})
		}
	}
	return out
}

func findSpaceGlobal(entries []stored, _ catalog.Target) (out []offence) {
	for _, e := range entries {
		if p, ok := e.some(isSpaceBase); ok && e.global() {
			out = append(out, offence{at: checks.Value(p.Node), message: fmt.Sprintf(
				"%q is the privilege for single spaces, but the resource %q means all spaces; write %q", p.Value, "*", p.Value[len("space_"):])})
		}
	}
	return out
}

func findGlobalSpace(entries []stored, t catalog.Target) (out []offence) {
	base := isGlobalBase(t)
	for _, e := range entries {
		if e.global() {
			continue
		}
		if p, ok := e.some(func(p string) bool { return base(p) || isReserved(p) }); ok {
			message := fmt.Sprintf("%q can only be granted on the resource %q, and here are single spaces", p.Value, "*")
			if p.Value == "all" || p.Value == "read" {
				message = fmt.Sprintf("%q is the privilege for all spaces, but the resources are single spaces; write %q", p.Value, "space_"+p.Value)
			}
			out = append(out, offence{at: checks.Value(p.Node), message: message})
		}
	}
	return out
}

func findBaseFeature(entries []stored, t catalog.Target) (out []offence) {
	base := isGlobalBase(t)
	for _, e := range entries {
		b, hasBase := e.some(func(p string) bool { return base(p) || isSpaceBase(p) })
		f, hasFeature := e.some(isFeature)
		if hasBase && hasFeature {
			out = append(out, offence{
				at:      checks.Value(b.Node),
				message: fmt.Sprintf("one entry holds the base privilege %q and feature privileges such as %q; keep one of the two kinds", b.Value, f.Value),
				related: []diag.Related{{Place: checks.Value(f.Node), Message: "a feature privilege"}},
			})
		}
	}
	return out
}

func findGlobalResource(entries []stored, _ catalog.Target) (out []offence) {
	for _, e := range entries {
		if e.global() && len(e.resources) > 1 {
			out = append(out, offence{at: checks.Value(find(e.resources, "*").Node),
				message: `the resource "*" means all spaces and cannot stand beside another resource; keep "*" alone or list only spaces`})
		}
	}
	return out
}

func findInvalidResource(entries []stored, _ catalog.Target) (out []offence) {
	for _, e := range entries {
		if !e.own() {
			continue
		}
		for _, resource := range e.resources {
			if isInvalidResource(resource.Value) {
				out = append(out, offence{at: checks.Value(resource.Node)}) // invalid-resource-format words it
			}
		}
	}
	return out
}

func findDuplicates(entries []stored, _ catalog.Target) (out []offence) {
	type use struct {
		text  role.Text
		entry int
	}
	first := map[string]use{}
	for i, e := range entries {
		if !e.own() {
			continue
		}
		for _, resource := range e.resources {
			before, twice := first[resource.Value]
			if !twice {
				first[resource.Value] = use{resource, i}
				continue
			}
			message := fmt.Sprintf("the resource %q stands in two entries of application %q; merge the entries", resource.Value, e.application)
			if before.entry == i {
				message = fmt.Sprintf("%q stands twice in one list; remove one", resource.Node.Text)
			}
			out = append(out, offence{
				at:      checks.Value(resource.Node),
				message: message,
				likely:  before.entry == i,
				related: []diag.Related{{Place: checks.Value(before.text.Node), Message: "the first"}},
			})
		}
	}
	return out
}

func findAllSpaces(entries []stored, t catalog.Target) (out []offence) {
	for _, e := range entries {
		if e.global() {
			continue
		}
		eachTopLevel(e, t, func(f *catalog.Feature, privilege string, p role.Text) {
			if f.RequiresAllSpaces(privilege, t) == catalog.Yes {
				out = append(out, offence{at: checks.Value(p.Node), message: fmt.Sprintf(
					"%q of feature %q can only be granted in all spaces in %s; write it in an entry with the resource %q", privilege, f.ID, kibanaOf(t), "*")})
			}
		})
	}
	return out
}

func findDisabled(entries []stored, t catalog.Target) (out []offence) {
	for _, e := range entries {
		eachTopLevel(e, t, func(f *catalog.Feature, privilege string, p role.Text) {
			if f.Disabled(privilege, t) == catalog.Yes {
				out = append(out, offence{at: checks.Value(p.Node), message: fmt.Sprintf(
					"feature %q does not support the privilege %q in %s; remove it", f.ID, privilege, kibanaOf(t))})
			}
		})
	}
	return out
}

// eachTopLevel calls visit for the all and read privileges of features that
// exist: Kibana looks at no others here.
func eachTopLevel(e stored, t catalog.Target, visit func(*catalog.Feature, string, role.Text)) {
	for _, p := range e.privileges {
		id, privilege, ok := role.SplitFeaturePrivilege(p.Value)
		if !ok || privilege != "all" && privilege != "read" {
			continue
		}
		if f, known := catalog.LookupFeature(id); known && f.At(t).Exists == catalog.Yes {
			visit(f, privilege, p)
		}
	}
}

// findExceptions finds what Kibana's reading fails on. Offences without a
// message are those that another rule words.
func findExceptions(entries []stored, t catalog.Target) (out []offence) {
	for _, e := range entries {
		for _, p := range e.privileges {
			if isUnparsable(p.Value) {
				out = append(out, offence{at: checks.Value(p.Node), message: fmt.Sprintf(
					"%q has the form of no feature privilege, which is %q; it grants nothing%s", p.Value, "feature_ID.PRIVILEGE", didYouMeanInside(p.Value, t))})
				continue
			}
			id, privilege, ok := role.SplitFeaturePrivilege(p.Value)
			if !ok {
				continue
			}
			if f, known := catalog.LookupFeature(id); known && withoutReplacement(f, privilege, t) {
				out = append(out, offence{at: checks.Value(p.Node)})
			}
		}
	}
	return out
}

// didYouMeanInside is a suggestion in parentheses, with a space before it; ""
// where nothing is near.
func didYouMeanInside(privilege string, t catalog.Target) string {
	if s := meantStored(privilege, t); s != "" {
		return " (did you mean " + s + "?)"
	}
	return ""
}
