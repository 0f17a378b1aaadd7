package kibana

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var spaceWildcard = checks.Check{
	Rule: diag.Rule{
		ID:       "space-wildcard",
		Category: diag.Hygiene,
		Severity: diag.Warning,
		Title:    "A resource of Kibana's privileges has a wildcard in the space's place",
		Why: "Elasticsearch matches resources as patterns, so `space:*` covers every space, present and future. Kibana does not know such a grant: " +
			"it takes `*` for the id of one space, shows the role that way, and turns it into something else when the role is saved there.",
		What:     "For all spaces write the resource `*` with `all`, `read` or feature privileges; otherwise list the spaces.",
		Evidence: []string{elasticsearchRole, roleUtils},
	},
	Role: func(p *checks.Pass) {
		eachResource(p.Role, func(resource role.Text) {
			if id, ok := strings.CutPrefix(resource.Value, "space:"); ok && isPattern(id) {
				p.Report(checks.Value(resource.Node), fmt.Sprintf(`resource %q matches spaces by a pattern, which Kibana does not know: it takes %q for the id of one space. `+
					`Write "*" for all spaces, or list the spaces`, resource.Value, id))
			}
		})
	},
}

// spaceID is what the id of a space can be (role_schema.ts).
var spaceID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9_-]+$`) })

var impossibleSpace = checks.Check{
	Rule: diag.Rule{
		ID:       "impossible-space",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A resource of Kibana's privileges names a space that cannot exist",
		Why: "A space's id has only lower-case letters, digits, `_` and `-`, and resources are compared exactly. " +
			"A display name or a capital letter after `space:` matches no space, and the grant has no effect.",
		What:     "Write the space's id, which stands in its URL: `/s/ID/`. The default space's id is `default`.",
		Evidence: []string{roleSchema, "https://github.com/elastic/terraform-provider-elasticstack/issues/586"},
	},
	Role: func(p *checks.Pass) {
		eachResource(p.Role, func(resource role.Text) {
			id, ok := strings.CutPrefix(resource.Value, "space:")
			if !ok || isPattern(id) || spaceID().MatchString(id) {
				return
			}
			suggestion := ""
			if lower := strings.ReplaceAll(strings.ToLower(id), " ", "-"); spaceID().MatchString(lower) {
				suggestion = didYouMean(fmt.Sprintf("%q", "space:"+lower))
			}
			p.Report(checks.Value(resource.Node), sentences(fmt.Sprintf(`resource %q is no space: an id has only a-z, 0-9, "_" and "-"; %s and it grants nothing`,
				resource.Value, accepts(p.Role)), suggestion))
		})
	},
}

var invalidResourceFormatCheck = checks.Check{
	Rule: diag.Rule{
		ID:       "invalid-resource-format",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A resource of Kibana's privileges is neither all spaces nor a space",
		Why: "Kibana asks Elasticsearch for privileges on `space:ID` and on `*`. Any other resource, such as a space's bare id or `feature:dashboard`, matches neither: the grant has no effect. " +
			"One such resource is also enough for Kibana to show and edit the role no more (`kibana:invalid_resource_format`).",
		What:     "Write `space:ID`, or `*` for all spaces. Features belong among the privileges.",
		Evidence: []string{elasticsearchRole, "https://github.com/elastic/kibana/pull/239098"},
	},
	Role: func(p *checks.Pass) {
		eachResource(p.Role, func(resource role.Text) {
			if !isInvalidResource(resource.Value) {
				return
			}
			message := fmt.Sprintf("resource %q is neither \"*\" nor \"space:ID\"", resource.Value)
			if !isPattern(resource.Value) {
				message += "; it matches no space and grants nothing"
			}
			if found := reasonOf(p); found != nil && found.reason == invalidResourceFormat {
				message += fmt.Sprintf(", and Kibana cannot show or edit the role%s", named(found.reason, p.Target))
			}
			suggestion := ""
			if spaceID().MatchString(resource.Value) {
				suggestion = didYouMean(fmt.Sprintf("%q", "space:"+resource.Value))
			}
			p.Report(checks.Value(resource.Node), sentences(message, suggestion))
		})
	},
}

func isInvalidResource(resource string) bool {
	return resource != "*" && !strings.HasPrefix(resource, "space:")
}

// isPattern reports whether Elasticsearch matches a resource as a pattern.
func isPattern(resource string) bool {
	return strings.ContainsAny(resource, `*?\`) || strings.HasPrefix(resource, "/")
}

// eachResource calls visit for every resource of Kibana's own application.
func eachResource(r *role.Role, visit func(role.Text)) {
	for _, a := range r.Applications {
		if a.Application.Value == role.KibanaApplication {
			for _, resource := range a.Resources {
				visit(resource)
			}
		}
	}
}

// named is the name that Kibana gives to the reason why it cannot show a role,
// in parentheses with a space before it. Only newer versions tell it
// (elastic/kibana pull request 239098, October 2025).
func named(reason string, t catalog.Target) string {
	if from(t, catalog.V(9, 3)) {
		return fmt.Sprintf(` (_transform_error "kibana:%s")`, reason)
	}
	return fmt.Sprintf(` (newer versions name the reason "kibana:%s")`, reason)
}
