package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var unknownFeaturePrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "unknown-feature-privilege",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants a privilege that the Kibana feature does not have",
		Why: "Kibana compares only `all`, `read` and the sub-feature privileges that it knows; any other id is stored without a word and has no effect. " +
			"Ids are case-sensitive, and the generations of a feature differ: `cases_assign` belongs to the third generation of Cases, not to the second.",
		What:     "Correct the id, or grant the feature that has the privilege. `rolelint catalog privileges FEATURE` lists what a feature has in the target version.",
		Evidence: []string{roleUtils, "https://github.com/elastic/kibana/issues/124734"},
	},
	Role: func(p *checks.Pass) {
		eachPrivilege(p, func(g grantedPrivilege) {
			if g.presence != unknown || withoutReplacement(g.feature, g.privilege.Value, p.Target) || !complete(p.Target) {
				return
			}
			hint, meant := meantPrivilege(g.entry, g.feature, g.privilege.Value, p.Target)
			p.Report(checks.Value(g.privilege.Node), sentences(fmt.Sprintf("%q is no privilege of feature %q in %s; %s and it grants nothing",
				g.privilege.Value, g.feature.ID, kibanaOf(p.Target), accepts(p.Role)), hint), insteadFix(g.entry, g.feature.ID, g.privilege, meant))
		})
	},
}

// meantPrivilege says what a privilege that the feature does not have was
// probably meant to be, with a space before it; "" where nothing is near. Where
// it is another privilege of the same feature, that is meant.
func meantPrivilege(e *role.KibanaEntry, f *catalog.Feature, privilege string, t catalog.Target) (hint, meant string) {
	if privilege == "none" {
		return " No access is the absence of the feature: leave the feature out", ""
	}
	owner, alone := ownerOf(privilege, f.ID, t)
	if owner != "" && family(owner) == family(f.ID) {
		return fmt.Sprintf(" It is a privilege of %q", owner), ""
	}
	var ids []string
	for _, p := range f.Privileges() {
		if f.PrivilegeAt(p.ID, t).Exists == catalog.Yes {
			ids = append(ids, p.ID)
		}
	}
	if s := catalog.Suggest(privilege, ids); s != "" {
		return didYouMean(spelled(e, f.ID, s)), s
	}
	if alone {
		return fmt.Sprintf(" It is a privilege of %q", owner), ""
	}
	return "", ""
}

// ownerOf returns a current feature that has the privilege at the target: one
// of the same family where there is one. Alone is true where only one family
// has such a privilege.
func ownerOf(privilege, of string, t catalog.Target) (owner string, alone bool) {
	families := 0
	for _, id := range existing(t, true) {
		f, _ := catalog.LookupFeature(id)
		if id == of || f.PrivilegeAt(privilege, t).Exists != catalog.Yes {
			continue
		}
		if family(id) == family(of) {
			return id, false
		}
		if owner == "" || family(owner) != family(id) {
			families++
		}
		owner = id
	}
	return owner, families == 1
}

var featurePrivilegeNotYet = checks.Check{
	Rule: diag.Rule{
		ID:       "feature-privilege-not-yet",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants a feature privilege of a later Kibana",
		Why: "The feature gets the privilege only in a later version. Until then the grant is stored and has no effect; after the upgrade it starts to grant access. " +
			"Often an earlier version has the same rights inside another privilege.",
		What:     "Remove the privilege, grant what the target version has for it, or state the version that the role is for.",
		Evidence: []string{roleUtils},
		Versions: "per privilege, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachPrivilege(p, func(g grantedPrivilege) {
			if g.presence != notYet || withoutReplacement(g.feature, g.privilege.Value, p.Target) {
				return
			}
			p.Report(checks.Value(g.privilege.Node), fmt.Sprintf("%q of feature %q exists only %s, not in %s; %s and it grants nothing until then",
				g.privilege.Value, g.feature.ID, since(g.answer), kibanaOf(p.Target), accepts(p.Role)))
		})
	},
}

var featurePrivilegeRemoved = checks.Check{
	Rule: diag.Rule{
		ID:       "feature-privilege-removed",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants a feature privilege that Kibana no longer has",
		Why:      "Kibana removed the privilege from the feature. Roles keep it, and it has no effect: whoever held it through this role has lost that access.",
		What:     "Remove the privilege, and grant what took its place.",
		Evidence: []string{roleUtils, "https://github.com/elastic/kibana/pull/113172"},
		Versions: "per privilege, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachPrivilege(p, func(g grantedPrivilege) {
			if g.presence != removed || withoutReplacement(g.feature, g.privilege.Value, p.Target) {
				return
			}
			instead := ""
			if s := successor(g.answer, p.Target); s != "" {
				instead = fmt.Sprintf(" Its place was taken by the feature %q", s)
			}
			p.Report(checks.Value(g.privilege.Node), sentences(fmt.Sprintf("%q of feature %q is gone since Kibana %s; %s and it grants nothing",
				g.privilege.Value, g.feature.ID, g.answer.Gone, accepts(p.Role)), instead))
		})
	},
}
