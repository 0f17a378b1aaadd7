package kibana

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
)

// unrenderable are the reasons why Kibana cannot show or edit a stored role,
// each a rule of its own. Of a role only the first reason is reported, as
// Kibana does.
var unrenderable = []checks.Check{
	unrenderableBy(reservedPrivilegesMixed, reasonRule{
		id:    "reserved-privileges-mixed",
		title: "Ordinary privileges stand under an application of built-in roles",
		why:   "The applications `kibana-*` and `*` are for the privileges of built-in roles: `reserved_ID` and `*`. Kibana reads no role that has others there.",
		what:  "Write the privileges under the application `kibana-.kibana`.",
	}),
	unrenderableBy(reservedPrivilegesWrongApp, reasonRule{
		id:    "reserved-privileges-wrong-app",
		title: "A reserved privilege stands under Kibana's own application",
		why:   "`reserved_ID` privileges belong to built-in roles and stand under the application `kibana-*`. Kibana reads no role that has one under `kibana-.kibana`.",
		what:  "Assign the built-in role instead, or grant the feature privileges that are meant.",
	}),
	unrenderableBy(spacePrivilegesGlobal, reasonRule{
		id:    "space-privileges-global",
		title: "A privilege for single spaces is granted in all spaces",
		why:   "`space_all` and `space_read` are for resources `space:ID`; on the resource `*` Kibana expects `all` and `read`, which grant the global administration besides.",
		what:  "Write `all` or `read`, or list the spaces.",
	}),
	unrenderableBy(globalPrivilegesSpace, reasonRule{
		id:    "global-privileges-space",
		title: "A privilege for all spaces is granted in single spaces",
		why:   "`all`, `read` and `reserved_ID` are for the resource `*`; on resources `space:ID` Kibana expects `space_all` and `space_read`.",
		what:  "Write `space_all` or `space_read`, or the resource `*`.",
	}),
	unrenderableBy(baseFeaturePrivilegesMixed, reasonRule{
		id:    "base-feature-privileges-mixed",
		title: "An application entry has both base and feature privileges",
		why:   "Kibana's own API refuses such an entry; Elasticsearch stores it, and Kibana then cannot read the role.",
		what:  "Keep the base privilege, or the feature privileges.",
	}),
	unrenderableBy(globalResourceMixed, reasonRule{
		id:    "global-resource-mixed",
		title: "All spaces and named spaces stand in one application entry",
		why:   "The resource `*` covers every space. Kibana's own API refuses it beside another; Elasticsearch stores it, and Kibana then cannot read the role.",
		what:  "Keep `*` alone, or list only spaces.",
	}),
	invalidResourceFormatCheck,
	unrenderableBy(duplicatedResources, reasonRule{
		id:    "duplicated-resources",
		title: "A space stands twice among the application entries of a role",
		why:   "Kibana takes one entry for each space. Where two entries name the same resource, or one names it twice, the grants add up, but Kibana cannot read the role.",
		what:  "Merge the entries into one.",
	}),
	unrenderableBy(featureRequiresAllSpaces, reasonRule{
		id:       "feature-requires-all-spaces",
		title:    "A feature privilege that needs all spaces is granted in single spaces",
		why:      "Kibana's own API refuses such a grant; Elasticsearch stores it, and Kibana then cannot read the role. Roles from before a feature got the restriction end the same way.",
		what:     "Grant the feature on the resource `*`, or leave it out.",
		versions: "8.1 and later; per feature, as the catalogue says",
	}),
	unrenderableBy(disabledFeaturePrivileges, reasonRule{
		id:       "disabled-feature-privileges",
		title:    "A feature privilege is granted that the feature does not support",
		why:      "Kibana's own API refuses such a grant; Elasticsearch stores it, and Kibana then cannot read the role.",
		what:     "Remove the privilege; grant the other one where that is meant.",
		versions: "8.1 and later; per feature, as the catalogue says",
	}),
	unrenderableBy(transformationException, reasonRule{
		id:       "transformation-exception",
		category: diag.Ineffective,
		title:    "A feature privilege cannot be read by Kibana",
		why: "Every privilege that begins with `feature_` must read `feature_ID.PRIVILEGE`, with letters, digits, `_` and `-`. Another one is registered by nobody, so it grants nothing, " +
			"and Kibana fails on it: it cannot read the role, and versions before 8.3 could not even show the list of roles.",
		what: "Write the privilege in full, such as `feature_discover_v2.all`.",
	}),
}

// reasonRule is what differs between the rules of the reasons.
type reasonRule struct {
	id, title, why, what string
	category             diag.Category // hygiene where not stated
	versions             string
}

// unrenderableBy makes the check of a reason.
func unrenderableBy(reason string, r reasonRule) checks.Check {
	if r.category == "" {
		r.category = diag.Hygiene
	}
	rule := diag.Rule{
		ID:       r.id,
		Category: r.category,
		Severity: diag.Error,
		Title:    r.title,
		Why: r.why + "\n\nElasticsearch still applies such a role, but Kibana shows it without its Kibana privileges and lets nobody edit them; " +
			"where the role is saved through Kibana in that state it loses them. Kibana 9.3 and later answer `_transform_error: [\"kibana:" + reason + "\"]`.",
		What:     r.what,
		Evidence: []string{elasticsearchRole, "https://github.com/elastic/kibana/pull/239098"},
		Versions: r.versions,
	}
	return checks.Check{Rule: rule, Role: func(p *checks.Pass) {
		first := reasonOf(p)
		if first == nil || first.reason != reason {
			return
		}
		for _, o := range first.offences {
			if o.message == "" {
				continue
			}
			var options []checks.Detail
			if o.likely {
				options = append(options, checks.Severity(diag.Warning))
			}
			for _, r := range o.related {
				options = append(options, checks.Related(r.Place, r.Message))
			}
			p.Report(o.at, fmt.Sprintf("%s. %s", o.message, first.consequence(p)), options...)
		}
	}}
}

// consequence says what follows for the role as a whole.
func (f *found) consequence(p *checks.Pass) string {
	s := "Elasticsearch still applies the role, but Kibana cannot show or edit it" + named(f.reason, p.Target)
	if f.drops {
		s += ", and saving it there loses its Kibana privileges"
	}
	return s
}
