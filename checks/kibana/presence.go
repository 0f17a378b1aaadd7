package kibana

import (
	"regexp"
	"slices"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// presence is what the catalogue says of a name at a target.
type presence uint8

const (
	present presence = iota // it exists, or it is not established whether it does
	unknown                 // no release has it by that name
	notYet                  // it comes in a later version
	removed                 // it went in this version or an earlier one
)

// judge turns an answer of the catalogue into a presence. Released says
// whether some release has the name at all.
func judge(p catalog.Presence, released bool, t catalog.Target) presence {
	switch {
	case p.Exists != catalog.No:
		return present
	case !p.Gone.IsZero() && p.Gone.Compare(t.Stack) <= 0:
		return removed
	case released:
		return notYet
	}
	return unknown
}

// grantedFeature is a feature named in a role, with what the catalogue knows.
type grantedFeature struct {
	entry    *role.KibanaEntry
	granted  *role.Feature
	feature  *catalog.Feature // nil where no version has it
	answer   catalog.Presence
	presence presence
}

// nameOfFeature is what a feature id can be; other texts are the schema's.
var nameOfFeature = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-zA-Z0-9_-]+$`) })

// eachFeature calls visit for every feature that the role grants, in order.
func eachFeature(p *checks.Pass, visit func(grantedFeature)) {
	for i := range p.Role.KibanaEntries {
		e := &p.Role.KibanaEntries[i]
		for j := range e.Features {
			g := grantedFeature{entry: e, granted: &e.Features[j], presence: unknown}
			if f, ok := catalog.LookupFeature(g.granted.ID); ok {
				g.feature, g.answer = f, f.At(p.Target)
				g.presence = judge(g.answer, f.Kind == catalog.Assignable, p.Target)
				if f.Kind == catalog.ReservedOnly {
					g.presence = unknown
				}
			} else if !nameOfFeature().MatchString(g.granted.ID) {
				continue
			}
			visit(g)
		}
	}
}

// grantedPrivilege is a privilege of a feature that exists at the target.
type grantedPrivilege struct {
	grantedFeature
	privilege role.Text
	answer    catalog.Presence
	presence  presence
}

// eachPrivilege calls visit for every privilege of a feature that is certain
// to exist at the target, in order.
func eachPrivilege(p *checks.Pass, visit func(grantedPrivilege)) {
	eachFeature(p, func(g grantedFeature) {
		if g.presence != present || g.feature == nil || g.answer.Exists != catalog.Yes {
			return
		}
		for _, privilege := range g.granted.Privileges {
			if !nameOfFeature().MatchString(privilege.Value) {
				continue
			}
			answer := g.feature.PrivilegeAt(privilege.Value, p.Target)
			_, released := g.feature.Privilege(privilege.Value)
			visit(grantedPrivilege{g, privilege, answer, judge(answer, released, p.Target)})
		}
	})
}

// existing returns the ids of the features that are certain to exist at the
// target; with current, only those that are not deprecated there.
func existing(t catalog.Target, current bool) []string {
	var ids []string
	for _, f := range catalog.Features() {
		if f.Kind != catalog.Assignable || f.At(t).Exists != catalog.Yes {
			continue
		}
		if deprecated, _ := f.DeprecatedAt(t); current && deprecated == catalog.Yes {
			continue
		}
		ids = append(ids, f.ID)
	}
	return ids
}

// suggestFeature returns the existing feature that was most likely meant, a
// current one where there is one; "" where none is near enough.
func suggestFeature(id string, t catalog.Target) string {
	if meant := catalog.MistakenFor(id); slices.Contains(existing(t, true), meant) {
		return meant
	}
	if s := catalog.Suggest(id, existing(t, true)); s != "" {
		return s
	}
	return catalog.Suggest(id, existing(t, false))
}

// generation is the version suffix of a feature id: siemV5, discover_v2. It is
// not that of fleetv2, which is another feature than fleet.
var generation = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(_v|V)[0-9]+$`) })

// family is a feature id without its generation.
func family(id string) string { return generation().ReplaceAllString(id, "") }

// sibling returns the newest generation of the feature that is certain to
// exist at the target, other than itself; "" where there is none.
func sibling(id string, t catalog.Target) string {
	for _, current := range []bool{true, false} {
		ids := existing(t, current)
		for i := len(ids) - 1; i >= 0; i-- { // by id, so the newest is last
			if ids[i] != id && family(ids[i]) == family(id) {
				return ids[i]
			}
		}
	}
	return ""
}

// successor names what came in the place of a name, its newest generation
// where it is deprecated itself; "" where nothing did.
func successor(p catalog.Presence, t catalog.Target) string {
	if len(p.Successor) == 0 {
		return ""
	}
	id := p.Successor[0].Feature
	if f, ok := catalog.LookupFeature(id); ok {
		if deprecated, _ := f.DeprecatedAt(t); deprecated == catalog.Yes {
			return sibling(id, t)
		}
	}
	return id
}

// since says from when on a name exists: "from Kibana 8.18 on".
func since(p catalog.Presence) string {
	if p.Since.IsZero() {
		return "in later versions"
	}
	return "from Kibana " + p.Since.String() + " on"
}
