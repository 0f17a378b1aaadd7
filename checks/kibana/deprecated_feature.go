package kibana

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// elasticsearchRole is where Kibana reads stored roles.
const elasticsearchRole = "elastic/kibana:x-pack/platform/plugins/shared/security/server/authorization/roles/elasticsearch_role.ts@0a95f6e543fe053bc49b7b7dc5bca6287a2784d0"

var deprecatedFeature = checks.Check{
	Rule: diag.Rule{
		ID:       "deprecated-feature",
		Category: diag.Upgrade,
		Severity: diag.Warning,
		Title:    "A role grants privileges on a deprecated Kibana feature",
		Why: "Kibana replaced the feature by others, often to split off rights that roles then need by name. The old feature still grants what it did, and roles are never rewritten by themselves. " +
			"The role editor shows the replacement and writes it when the role is saved; new rights come only with the new features.",
		What:     "Grant the replacement that the message names. It is the list that Kibana itself puts in the place of these privileges, and may grant a little more than before.",
		Evidence: []string{elasticsearchRole, "https://github.com/elastic/kibana/pull/186800"},
		Versions: "8.16 and later; per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(g grantedFeature) {
			if g.feature == nil || g.answer.Exists != catalog.Yes {
				return
			}
			deprecated, since := g.feature.DeprecatedAt(p.Target)
			if deprecated != catalog.Yes {
				return
			}
			advice := replacement(g, p.Target)
			if advice == "" {
				return
			}
			when := "in " + kibanaOf(p.Target)
			if !since.IsZero() {
				when = "since Kibana " + since.String()
			}
			then := ", and Kibana replaces it when the role is edited"
			if p.Role.API == role.FileStore || p.Role.API == role.APIKey {
				then = "" // Kibana edits neither
			}
			p.Report(featurePlace(g.entry, g.granted), fmt.Sprintf("feature %q is deprecated %s; it still grants access%s. %s",
				g.granted.ID, when, then, advice), replacementFix(g, p.Target))
		})
	},
}

// replacement says what to write for the privileges that are granted on a
// deprecated feature; "" where the feature has none of them.
func replacement(g grantedFeature, t catalog.Target) string {
	var grants []catalog.Grant
	for _, privilege := range g.granted.Privileges {
		if g.feature.PrivilegeAt(privilege.Value, t).Exists != catalog.Yes {
			continue // other rules say what is to be said
		}
		list, answer := g.feature.Replacement(privilege.Value, t)
		switch answer {
		case catalog.NotEstablished:
			if later := laterBeside(g, t); later != "" {
				return fmt.Sprintf("Its later generation %q stands beside it: keep %q only for earlier versions of Kibana; whether %q alone grants all that it does in %s is not established",
					later, g.granted.ID, later, kibanaOf(t))
			}
			return fmt.Sprintf("What replaces %q in %s is not established", privilege.Value, kibanaOf(t))
		case catalog.Yes:
			for _, grant := range list {
				grants = add(grants, grant)
			}
		}
	}
	if len(grants) == 0 {
		return ""
	}
	return "Grant instead " + spelledGrants(g.entry, grants)
}

// laterBeside returns the newest later generation of a feature that its entry
// lists with the same privileges, and that exists at the target; "" where there
// is none.
func laterBeside(g grantedFeature, t catalog.Target) string {
	ids := existing(t, true)
	for i := len(ids) - 1; i >= 0; i-- { // by id, so the newest is last
		if family(ids[i]) != family(g.granted.ID) || ids[i] <= g.granted.ID {
			continue
		}
		for j := range g.entry.Features {
			if other := &g.entry.Features[j]; other.ID == ids[i] && sameSet(values(other.Privileges), values(g.granted.Privileges)) {
				return ids[i]
			}
		}
	}
	return ""
}

// add joins a grant to those of the same feature.
func add(grants []catalog.Grant, grant catalog.Grant) []catalog.Grant {
	i := slices.IndexFunc(grants, func(g catalog.Grant) bool { return g.Feature == grant.Feature })
	if i < 0 {
		return append(grants, catalog.Grant{Feature: grant.Feature, Privileges: slices.Clone(grant.Privileges)})
	}
	for _, privilege := range grant.Privileges {
		if !slices.Contains(grants[i].Privileges, privilege) {
			grants[i].Privileges = append(grants[i].Privileges, privilege)
		}
	}
	return grants
}

// spelledGrants writes grants as the entry would have to: "x": ["all"], or
// "feature_x.all".
func spelledGrants(e *role.KibanaEntry, grants []catalog.Grant) string {
	var out []string
	for _, grant := range grants {
		if e.Spelling == role.ApplicationSpelling {
			for _, privilege := range grant.Privileges {
				out = append(out, spelled(e, grant.Feature, privilege))
			}
			continue
		}
		out = append(out, strconv.Quote(grant.Feature)+": ["+quoted(grant.Privileges)+"]")
	}
	return strings.Join(out, ", ")
}

var deprecatedPrivilegeWithoutReplacement = checks.Check{
	Rule: diag.Rule{
		ID:       "deprecated-feature-privilege-without-replacement",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A role grants a privilege that a deprecated Kibana feature does not have",
		Why: "The deprecated feature has no privilege of that name, so it grants nothing. It does harm besides: where Kibana replaces deprecated privileges, as it does for its Roles page, " +
			"it fails on a privilege without a replacement and shows the role without any Kibana privileges.",
		What:     "Remove the privilege, or grant it on the feature that took the deprecated one's place.",
		Evidence: []string{elasticsearchRole, "https://github.com/elastic/kibana/pull/186800"},
		Versions: "8.16 and later; per feature, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		first := true
		eachPrivilege(p, func(g grantedPrivilege) {
			if g.presence == present || !withoutReplacement(g.feature, g.privilege.Value, p.Target) {
				return
			}
			message := fmt.Sprintf("%q is no privilege of the deprecated feature %q in %s; %s and it grants nothing",
				g.privilege.Value, g.feature.ID, kibanaOf(p.Target), accepts(p.Role))
			if found := reasonOf(p); found != nil && found.reason == transformationException {
				if first {
					message += fmt.Sprintf(`, and it keeps Kibana's Roles page from showing the role's Kibana privileges: A deprecated feature %q is missing a replacement for the %q privilege`, g.feature.ID, g.privilege.Value)
				} else {
					message += ", and it too keeps Kibana's Roles page from showing the role's Kibana privileges"
				}
				first = false
			}
			hint, meant := meantPrivilege(g.entry, g.feature, g.privilege.Value, p.Target)
			p.Report(checks.Value(g.privilege.Node), sentences(message, hint), insteadFix(g.entry, g.feature.ID, g.privilege, meant))
		})
	},
}

// withoutReplacement reports whether Kibana is certain to have nothing to put
// in the place of a privilege of a deprecated feature.
func withoutReplacement(f *catalog.Feature, privilege string, t catalog.Target) bool {
	if deprecated, _ := f.DeprecatedAt(t); deprecated != catalog.Yes {
		return false
	}
	_, answer := f.Replacement(privilege, t)
	return answer == catalog.No
}
