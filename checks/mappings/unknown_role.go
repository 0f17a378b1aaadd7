package mappings

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var unknownRole = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-unknown-role", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "A role mapping grants a role that is defined nowhere",
		Why: "Elasticsearch stores a mapping to a role that does not exist, and passes the role over when users log in; they lack what the role was to give them. " +
			"The rule looks at the roles of the run and at those that are built in at the target. It speaks only where the run is meant to see all roles: folders were searched, or what `GET _security/role` returns was read, and nothing was left unread or unrendered. A run over files that are named one by one says nothing.",
		What:     "Correct the name, or define the role. Name roles that are managed elsewhere in the option `roles`.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/issues/76777", "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/CompositeRolesStore.java"},
		Versions: "not on Serverless, whose built-in roles are not in the catalogue",
		Options: []diag.Option{{
			Name: "roles", Type: diag.StringsOption, Default: []string{},
			Doc: "roles that are defined elsewhere; names may have * and ?",
		}},
	},
	Surroundings: func(p *checks.Pass) {
		if !p.All.Complete || p.Target.Deployment == catalog.Serverless {
			return
		}
		elsewhere := checks.Option[[]string](p, "roles")
		defined, names := definedRoles(p.All)
		if len(names) == 0 {
			return
		}
		candidates := slices.Concat(names, assignable(p.Target))
		left := maxComparisons
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			_, builtIn := catalog.LookupRole(role.Value)
			if builtIn || defined[role.Value] || slices.ContainsFunc(elsewhere, func(pattern string) bool {
				ok, err := path.Match(pattern, role.Value)
				return ok && err == nil
			}) {
				return
			}
			hint := ""
			if left -= len(candidates); left > 0 {
				if near := catalog.Suggest(role.Value, candidates); near != "" {
					hint = fmt.Sprintf(". Did you mean %q?", near)
				}
			}
			p.Report(rolePlace(f, m, role), fmt.Sprintf("%s grants role %q, which is not defined in what was read (%s in %s) nor built in to %s, so that its users get nothing by it%s",
				called(m), role.Value, counted(len(names), "role"), counted(len(p.All.Files), "file"), elasticsearch(p.Target), hint), ofRole(role.Value))
		})
	},
}

// maxComparisons is how many names the unknown roles are compared with at most,
// to say what was meant.
const maxComparisons = 1_000_000

// eachRole calls visit for every role that a mapping names.
func eachRole(p *checks.Pass, visit func(*surroundings.MappingFile, *surroundings.Mapping, surroundings.Text)) {
	each(p, func(f *surroundings.MappingFile, m *surroundings.Mapping) {
		for _, role := range m.Roles {
			if role.Value != "" && !surroundings.Unrendered(role.Value) {
				visit(f, m, role)
			}
		}
	})
}

// definedRoles returns the names of the roles of the run, as a set and in order.
func definedRoles(all *checks.AllRoles) (map[string]bool, []string) {
	defined := map[string]bool{}
	var names []string
	for _, f := range all.Files {
		for _, r := range f.Roles {
			if !defined[r.Name] {
				defined[r.Name] = true
				names = append(names, r.Name)
			}
		}
	}
	return defined, names
}

// assignable are the built-in roles that are meant for users at the target.
func assignable(t catalog.Target) []string {
	var names []string
	for _, r := range catalog.BuiltinRoles() {
		if r.Assignable && r.At(t).Exists == catalog.Yes {
			names = append(names, r.Name)
		}
	}
	return names
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

var builtinRoleAbsent = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-builtin-role-absent", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "A role mapping grants a built-in role that the target does not have",
		Why: "Built-in roles come and go with versions: `kibana_dashboard_only_user` left in 8.0, `apm_user` and the `data_frame_transforms_…` roles in 9.0. " +
			"A mapping to a role that does not exist is stored, and grants nothing. Where a role of the run has the name, the rule is silent.",
		What:     "Grant what took its place.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/pull/76507", "https://github.com/elastic/elasticsearch/pull/116712", "https://github.com/elastic/elasticsearch/pull/117519", builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		defined, _ := definedRoles(p.All)
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			builtIn, ok := catalog.LookupRole(role.Value)
			if !ok || defined[role.Value] {
				return
			}
			presence := builtIn.At(p.Target)
			if presence.Exists != catalog.No {
				return
			}
			when := "does not exist"
			switch {
			case !presence.Gone.IsZero() && p.Target.Stack.Compare(presence.Gone) >= 0:
				when = fmt.Sprintf("was removed in %s", presence.Gone)
			case !presence.Since.IsZero():
				when = fmt.Sprintf("exists from %s", presence.Since)
			}
			instead := ""
			if builtIn.DeprecatedReplacement != "" {
				instead = "; in its place: " + builtIn.DeprecatedReplacement
			}
			p.Report(rolePlace(f, m, role), fmt.Sprintf("built-in role %q %s, so that %s grants nothing by it on %s%s", role.Value, when, called(m), elasticsearch(p.Target), instead), ofRole(role.Value))
		})
	},
}

var deprecatedBuiltinRole = checks.Check{
	Rule: diag.Rule{
		ID: "deprecated-builtin-role", Category: diag.Upgrade, Severity: diag.Warning, Needs: needs,
		Title:    "A role mapping grants a built-in role that is deprecated",
		Why:      "A deprecated role works until a major version removes it; then whoever has only that role is locked out. `kibana_user` grants every feature in every space besides, whatever its name says.",
		What:     "Grant the role that the message names, or a role of your own with what its users need.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/pull/46456", "https://github.com/elastic/kibana/issues/81674", "https://github.com/elastic/kibana/issues/120727", "https://github.com/elastic/docs-content/pull/2605", builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			builtIn, ok := catalog.LookupRole(role.Value)
			if !ok || builtIn.At(p.Target).Exists != catalog.Yes || builtIn.DeprecatedAt(p.Target) != catalog.Yes {
				return
			}
			since, _, _ := strings.Cut(builtIn.DeprecatedSince, " (")
			p.Report(rolePlace(f, m, role), fmt.Sprintf("built-in role %q is deprecated since %s; grant %s instead", role.Value, since, builtIn.DeprecatedReplacement), ofRole(role.Value))
		})
	},
}

var superuserForEveryone = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-superuser-for-everyone", Category: diag.Excess, Severity: diag.Warning, Needs: needs,
		Title: "A role mapping makes everybody superuser",
		Why: "The rules hold for every user who logs in through a realm with role mappings: `username: \"*\"`, an `all` without rules, or an exception of nobody. Superusers do everything, security included. " +
			"Where the rules hold for everybody of one realm the finding is an info: that may be how a test cluster is meant.",
		What:     "Ask for a group: `{\"field\": {\"groups\": \"cn=admins,…\"}}`.",
		Evidence: []string{userRoleMapper, expressionModel, builtInRoles},
	},
	Surroundings: func(p *checks.Pass) {
		eachRole(p, func(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) {
			if role.Value != "superuser" || m.Rules == nil || m.Disabled != nil {
				return
			}
			switch {
			case m.Rules.Extent() == surroundings.Everyone:
				p.Report(rolePlace(f, m, role), called(m)+" makes everybody superuser who logs in through any realm with role mappings; ask for a group", ofRole(role.Value))
			case m.Rules.ExtentInRealm() == surroundings.Everyone:
				p.Report(rolePlace(f, m, role), called(m)+" makes everybody superuser who logs in through its realm; ask for a group", ofRole(role.Value), checks.Severity(diag.Info))
			}
		})
	},
}
