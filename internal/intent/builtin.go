package intent

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
)

// casesPrefix begins the names of the built-in profiles.
const casesPrefix = "cases/"

// builtIn is a built-in profile: an access to cases that the documentation
// names, for the cases of one owner or of any.
//
// Source: documentation "Configure access to cases",
// https://www.elastic.co/guide/en/kibana/current/setup-cases.html.
type builtIn struct {
	name   string // as declared: "cases/assignee" or "cases/assignee:security"
	access accessToCases
	owners []*owner // whose cases it is about; all three where the name has none
}

// accessToCases is what a built-in profile grants.
type accessToCases struct {
	name string
	// needs is what the profile grants at least: one of these levels on Cases.
	needs level
	// connectors says that All on Connectors is needed too.
	connectors bool
	// allows is what it grants at most.
	allows level
	words  string // "All on Cases and on Connectors"
}

// level is an extent of access to the cases of an owner.
type level uint8

const (
	nothing    level = iota
	reading          // Read; sub-feature privileges may come on top
	working          // All, or what is left of it when sub-features are customised
	everything       // All with every sub-feature privilege that it includes
)

var accessesToCases = []accessToCases{
	{name: "full", needs: everything, connectors: true, allows: everything, words: "All on Cases and on Connectors"},
	{name: "assignee", needs: working, allows: everything, words: "All on Cases"},
	{name: "view-only", needs: reading, allows: reading, words: "Read on Cases"},
	{name: "none", needs: nothing, allows: nothing, words: "no access to cases"},
}

// owner is a solution that has cases of its own.
//
// Source: kibana cases/server/features/v1.ts to v3.ts, observability
// cases_v1.ts to cases_v3.ts, security cases/v1_features to v3_features; until
// 7.17 the cases of Security are sub-feature privileges of siem (8.0 breaking
// change elastic/kibana#109158).
type owner struct {
	name     string // as in the name of a profile
	solution string
	// features are the generations of its Cases feature, the newest first.
	features []string
	// inSiem says that before 8.0 its cases belong to the feature siem.
	inSiem bool
}

var owners = []*owner{
	{name: "management", solution: "Stack Management", features: []string{"generalCasesV3", "generalCasesV2", "generalCases"}},
	{name: "observability", solution: "Observability", features: []string{"observabilityCasesV3", "observabilityCasesV2", "observabilityCases"}},
	{name: "security", solution: "Security", features: []string{"securitySolutionCasesV3", "securitySolutionCasesV2", "securitySolutionCases"}, inSiem: true},
}

// lookupBuiltIn returns the built-in profile of a name: cases/ACCESS, or
// cases/ACCESS:OWNER for the cases of one owner.
func lookupBuiltIn(name string) (builtIn, bool) {
	rest, ok := strings.CutPrefix(name, casesPrefix)
	if !ok {
		return builtIn{}, false
	}
	accessName, ownerName, qualified := strings.Cut(rest, ":")
	p := builtIn{name: name, owners: owners}
	i := slices.IndexFunc(accessesToCases, func(a accessToCases) bool { return a.name == accessName })
	if i < 0 {
		return builtIn{}, false
	}
	p.access = accessesToCases[i]
	if qualified {
		i := slices.IndexFunc(owners, func(o *owner) bool { return o.name == ownerName })
		if i < 0 {
			return builtIn{}, false
		}
		p.owners = owners[i : i+1]
	}
	return p, true
}

// builtInNames returns the names of all built-in profiles.
func builtInNames() []string {
	var names []string
	for _, a := range accessesToCases {
		names = append(names, casesPrefix+a.name)
		for _, o := range owners {
			names = append(names, casesPrefix+a.name+":"+o.name)
		}
	}
	return names
}

// feature returns the Cases feature of the owner that the target has and that
// is not deprecated there; nil where none is established.
func (o *owner) feature(t catalog.Target) *catalog.Feature {
	for _, id := range o.features {
		if f, ok := catalog.LookupFeature(id); ok && f.At(t).Exists == catalog.Yes {
			return f
		}
	}
	if o.usesSiem(t) {
		f, _ := catalog.LookupFeature("siem")
		return f
	}
	return nil
}

func (o *owner) usesSiem(t catalog.Target) bool {
	return o.inSiem && t.Deployment != catalog.Serverless && t.Stack.Compare(catalog.V(8, 0)) < 0
}

// privilege returns the id under which an owner's Cases feature has all or
// read at the target.
func (o *owner) privilege(id string, t catalog.Target) string {
	if o.usesSiem(t) {
		return "cases_" + id
	}
	return id
}
