package mappings

import (
	"fmt"
	"path"
	"slices"

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
