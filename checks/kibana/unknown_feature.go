package kibana

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var unknownFeature = checks.Check{
	Rule: diag.Rule{
		ID:       "unknown-feature",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants privileges on a Kibana feature that does not exist",
		Why: "Neither Kibana nor Elasticsearch compares feature ids with the features that there are: the role is saved without a word, and the grant has no effect. " +
			"Ids are case-sensitive. A typo, an id of another product, or one that no release ever had all end the same way.",
		What: "Correct the id. `rolelint catalog features` lists the ids of the target version. " +
			"A feature that a plugin of your own registers is unknown to the catalogue: name it in the option `features`.",
		Evidence: []string{roleUtils, "https://github.com/elastic/kibana/issues/70468"},
		Options: []diag.Option{{
			Name: "features", Type: diag.StringsOption, Default: []string{}, Doc: "ids of features that plugins of your own register",
		}},
	},
	Role: func(p *checks.Pass) {
		own := checks.Option[[]string](p, "features")
		eachFeature(p, func(g grantedFeature) {
			if g.presence != unknown || slices.Contains(own, g.granted.ID) {
				return
			}
			at, id := featurePlace(g.entry, g.granted), g.granted.ID
			if g.feature != nil && notes[g.feature.Kind] != "" {
				p.Report(at, fmt.Sprintf("feature %q %s; %s and it grants nothing", id, notes[g.feature.Kind], accepts(p.Role)))
				return
			}
			suggestion, meant := "", suggestFeature(id, p.Target)
			if meant != "" {
				suggestion = didYouMean(strconv.Quote(meant))
			}
			if s := newName(g, p.Target); s != "" {
				suggestion, meant = fmt.Sprintf(" Its place was taken by %q", s), ""
				if hasAll(s, g.granted, p.Target) {
					meant = s
				}
			}
			instead := featureFix(g.entry, g.granted, meant)
			if !complete(p.Target) {
				p.Report(at, sentences(fmt.Sprintf("feature %q is not known to exist in %s; if it does not, %s and it grants nothing",
					id, kibanaOf(p.Target), accepts(p.Role)), suggestion), checks.Severity(diag.Warning), instead)
				return
			}
			p.Report(at, sentences(fmt.Sprintf("feature %q does not exist in %s; %s and it grants nothing",
				id, kibanaOf(p.Target), accepts(p.Role)), suggestion), instead)
		})
	},
}

// complete reports whether the catalogue has every feature of the target:
// serverless has features of its own, and a version in development may still
// get new ones.
func complete(t catalog.Target) bool {
	return t.Deployment != catalog.Serverless && t.Stack.MinorVersion().Compare(catalog.Latest()) <= 0
}

// notes say of known features why no role can be given them.
var notes = map[catalog.Kind]string{
	catalog.ReservedOnly:   "only carries the privileges of built-in roles and has none that could be granted",
	catalog.ServerlessOnly: "exists on Serverless only",
}

// newName is what took the place of a feature that no release has; "" where
// nothing is known to have.
func newName(g grantedFeature, t catalog.Target) string {
	if g.feature == nil {
		return catalog.RenamedBefore(g.granted.ID)
	}
	return successor(g.answer, t)
}

// hasAll reports whether a feature has all privileges at the target that are
// granted on another one.
func hasAll(feature string, granted *role.Feature, t catalog.Target) bool {
	f, ok := catalog.LookupFeature(feature)
	return ok && f.At(t).Exists == catalog.Yes && !slices.ContainsFunc(granted.Privileges, func(p role.Text) bool {
		return f.PrivilegeAt(p.Value, t).Exists != catalog.Yes
	})
}

var featureNotYet = checks.Check{
	Rule: diag.Rule{
		ID:       "feature-not-yet",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants privileges on a feature of a later Kibana",
		Why: "The feature exists only from a later version on. Until then the grant is stored and has no effect; after the upgrade it starts to grant access, without anybody changing the role. " +
			"It happens where roles are copied from a newer cluster, or from documentation of the newest version.",
		What:     "Grant the feature's earlier generation, or state the version that the role is for.",
		Evidence: []string{roleUtils, "https://github.com/elastic/kibana/pull/219566"},
		Versions: "per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			if g.presence != notYet {
				return
			}
			instead := ""
			if s := sibling(g.granted.ID, p.Target); s != "" {
				instead = fmt.Sprintf(" In %s its name is %q", kibanaOf(p.Target), s)
			}
			p.Report(featurePlace(g.entry, g.granted), sentences(fmt.Sprintf("feature %q exists only %s, not in %s; %s and it grants nothing until then",
				g.granted.ID, since(g.answer), kibanaOf(p.Target), accepts(p.Role)), instead))
		})
	},
}

var featureRemoved = checks.Check{
	Rule: diag.Rule{
		ID:       "feature-removed",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants privileges on a feature that Kibana no longer has",
		Why: "Kibana removed the feature. Roles keep what they say about it, and it has no effect. " +
			"A feature id that comes back later for something else would grant access that nobody meant.",
		What:     "Remove the feature from the role, or grant the one that took its place.",
		Evidence: []string{roleUtils},
		Versions: "per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			if g.presence != removed {
				return
			}
			instead := "Remove it from the role"
			if s := successor(g.answer, p.Target); s != "" {
				instead = fmt.Sprintf("Its place was taken by %q", s)
			}
			p.Report(featurePlace(g.entry, g.granted), fmt.Sprintf("feature %q is gone since Kibana %s; %s and it grants nothing. %s",
				g.granted.ID, g.answer.Gone, accepts(p.Role), instead))
		})
	},
}
