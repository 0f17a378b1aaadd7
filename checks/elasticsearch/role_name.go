package elasticsearch

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var roleNameInvalid = checks.Check{
	Rule: diag.Rule{
		ID:       "role-name-invalid",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A role has a name that is not allowed",
		Why: "A role name has 1 to 507 characters (1024 in `roles.yml`), all of them visible ASCII or blanks, and neither begins nor ends with a blank. " +
			"On serverless it begins with a letter or digit and has only letters, digits, `_`, `-` and `.`. Elasticsearch refuses any other name, and the loader of `roles.yml` skips the role. " +
			"Only names that stand in the file are looked at.",
		What:     "Rename the role.",
		Evidence: []string{validation, "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/support/NativeRealmValidationUtil.java", fileRolesStore},
	},
	Role: func(p *checks.Pass) {
		name, at, ok := statedName(p.Role)
		if !ok {
			return
		}
		if why := badRoleName(name, p.Role.API, p.Target); why != "" {
			p.Report(at, fmt.Sprintf("role name %q is not allowed: %s; %s", shorten(name), why, refusesName(p)))
		}
	},
}

var reservedRoleName = checks.Check{
	Rule: diag.Rule{
		ID:       "reserved-role-name",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A role has the name of a built-in role",
		Why: "Built-in roles cannot be changed: Elasticsearch refuses to store a role of the same name, and the loader of `roles.yml` skips it. " +
			"Answers of the server list the built-in roles too (with `_reserved: true`); there they are no finding. The node setting `xpack.security.reserved_roles.include` may free names.",
		What:     "Give the role a name of its own; start from a copy of what the built-in role grants if you want to change it.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/store/ReservedRolesStore.java", validation, fileRolesStore},
	},
	Role: func(p *checks.Pass) {
		name, at, ok := statedName(p.Role)
		// Role descriptors of API keys may have any name (validateRoleName with allowReserved).
		if !ok || p.Role.API == role.APIKey || p.Role.BuiltInExport() || catalog.IsReserved(name, p.Target) != catalog.Yes {
			return
		}
		then := rejects(p, "Role ["+name+"] is reserved and may not be used.")
		if fromFile(p.Role) {
			then = fmt.Sprintf("the node skips it (\"Role [%s] is reserved and may not be used.\")", name)
		}
		p.Report(at, fmt.Sprintf("%q is a built-in role; %s", name, then))
	},
}

// statedName returns the role's name where it stands in the text; a name that
// was taken from the file's name is a guess.
func statedName(r *role.Role) (name string, at diag.Place, ok bool) {
	switch r.Format {
	case role.KibanaMap, role.KibanaBulk, role.ElasticsearchMap, role.ElasticsearchBulk, role.RoleDescriptors, role.RolesYML:
		return r.Name, checks.Key(r.Node), !r.Node.Key.IsZero()
	}
	if r.NameNode != nil && r.NameNode.Kind == source.String {
		return r.NameNode.Text, checks.Value(r.NameNode), true
	}
	return "", diag.Place{}, false
}

var serverlessName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9._-]*$`) })

// badRoleName says what is wrong with a role name; empty where nothing is.
func badRoleName(name string, api role.API, t catalog.Target) string {
	// NativeRealmValidationUtil for stored roles; Validation.Roles for roles.yml
	// and for every role descriptor that is parsed.
	longest := 507
	if api == role.FileStore || api == role.APIKey {
		longest = 1024
	}
	switch {
	case name == "":
		return "it is empty"
	case len(name) > longest:
		return fmt.Sprintf("it has %d characters, %d are allowed", len(name), longest)
	case strings.HasPrefix(name, " ") || strings.HasSuffix(name, " "):
		return "it begins or ends with a blank"
	}
	for _, r := range name {
		if r < ' ' || r > '~' {
			return fmt.Sprintf("it has %q, and only the printable characters of ASCII are allowed", r)
		}
	}
	if t.Deployment == catalog.Serverless && api != role.APIKey && !serverlessName().MatchString(name) {
		return "on serverless a role name begins with a letter or digit and has only letters, digits, _, - and ."
	}
	return ""
}

// refusesName says what the reader does with a role of such a name.
func refusesName(p *checks.Pass) string {
	if fromFile(p.Role) {
		return `the node skips the role ("invalid role name")`
	}
	return rejects(p, "")
}

// shorten cuts a long name for a message.
func shorten(name string) string {
	if r := []rune(name); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return name
}
