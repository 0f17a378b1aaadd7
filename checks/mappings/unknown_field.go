package mappings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var unknownField = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-unknown-field", Category: diag.Ineffective, Severity: diag.Error, Needs: needs,
		Title: "A role mapping asks for a field that no user has",
		Why: "Users have `username`, `dn`, `groups`, `realm.name` and `metadata.…`, spelled so. A rule on another field holds for nobody; with the value `null` it holds for everybody. " +
			"Elasticsearch stores it without a word and says so only in its debug log.",
		What:     "Correct the name of the field.",
		Evidence: []string{userRoleMapper, expressionModel, "https://github.com/elastic/elasticsearch/issues/48562", mappingResources},
	},
	Surroundings: func(p *checks.Pass) {
		each(p, func(f *surroundings.MappingFile, m *surroundings.Mapping) {
			fields(m.Rules, func(e *surroundings.Expression, _ bool) {
				name := e.Field.Value
				if surroundings.KnownField(name) || surroundings.Unrendered(name) {
					return
				}
				so := "this rule holds for nobody"
				if e.Extent() == surroundings.Everyone {
					so = "this rule, with null, holds for everybody"
				}
				p.Report(key(f, e.Field.Node), fmt.Sprintf("no user has a field %q, so that %s; %s", name, so, meant(name)))
			})
		})
	},
}

// aliases are what other systems call the fields.
var aliases = map[string]string{
	"user": "username", "userid": "username", "name": "username", "principal": "username",
	"group": "groups", "role": "groups", "roles": "groups",
	"realm": "realm.name", "realm_name": "realm.name", "distinguished_name": "dn",
}

// meant says which field is probably meant.
func meant(name string) string {
	known := surroundings.UserFields()
	near := aliases[strings.ToLower(name)]
	if near == "" {
		near = catalog.Suggest(name, known[:len(known)-1])
	}
	if near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "users have " + strings.Join(known, ", ")
}

var nativeRealm = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-native-realm", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "A role mapping is for users of the native or file realm, who are not mapped",
		Why: "Role mappings are for users of the LDAP, Active Directory, SAML, OpenID Connect, Kerberos, PKI and JWT realms. Users of the native and the file realm, and the built-in users, have the roles that stand with the user; mappings pass them by. " +
			"`default_native`, `default_file` and `reserved` are the names that these realms have by themselves. `native1`, `file1` and the like are those of the documentation's examples; a realm can be called anything, so there the finding is an info.",
		What:     "Give such users their roles where they are managed: `PUT _security/user/NAME`, or `users_roles`.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/issues/87492", "https://github.com/elastic/elasticsearch/pull/87572", "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authc/Realms.java@01bffc952cb4df35f49fb06973841b734c2d0d69"},
	},
	Surroundings: func(p *checks.Pass) {
		each(p, func(f *surroundings.MappingFile, m *surroundings.Mapping) {
			fields(m.Rules, func(e *surroundings.Expression, needed bool) {
				if e.Field.Value != "realm.name" {
					return
				}
				for _, v := range e.Values {
					certain := slices.Contains([]string{"default_native", "default_file", "reserved"}, v.Text)
					if !certain && (!needed || !slices.Contains([]string{"native", "native1", "native_realm", "file", "file1", "file_realm"}, v.Text)) {
						continue
					}
					severity, what := diag.Warning, "users of realm %q are not mapped"
					if !certain {
						severity, what = diag.Info, "users of realm %q are not mapped where it is a native or a file realm, as in the documentation's examples"
					}
					p.Report(value(f, v.Node), fmt.Sprintf(what+"; role mappings pass them by. Give them roles where the users are managed", v.Text), checks.Severity(severity))
				}
			})
		})
	},
}

var emptyCondition = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-empty-condition", Category: diag.Ineffective, Severity: diag.Warning, Needs: needs,
		Title: "any or all of a role mapping has no rule",
		Why:   "An `any` without rules holds for nobody, an `all` without rules for everybody. Both are stored without a word; a list that was filled by a program and came out empty looks just so.",
		What:  "Fill the list, or remove it. For everybody write `{\"field\": {\"username\": \"*\"}}`, which says so.",
		Evidence: []string{
			"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/mapper/expressiondsl/AllExpression.java@22a70103fade515a78ce7a55be5bf98a852a2d67",
			expressionParser,
		},
	},
	Surroundings: func(p *checks.Pass) {
		each(p, func(f *surroundings.MappingFile, m *surroundings.Mapping) {
			if m.Rules == nil || m.Format == surroundings.RoleMappingYML {
				return
			}
			var walk func(e *surroundings.Expression)
			walk = func(e *surroundings.Expression) {
				switch {
				case e.Op == surroundings.Any && len(e.Children) == 0:
					p.Report(value(f, e.Node), "an any without rules holds for nobody; fill it, or remove it")
				case e.Op == surroundings.All && len(e.Children) == 0:
					p.Report(value(f, e.Node), `an all without rules holds for everybody; fill it, or say so with {"field": {"username": "*"}}`)
				}
				for _, c := range e.Children {
					walk(c)
				}
			}
			walk(m.Rules)
		})
	},
}

var disabled = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-disabled", Category: diag.Ineffective, Severity: diag.Info, Needs: needs,
		Title:    "A role mapping is switched off",
		Why:      "A mapping with `enabled: false` is stored and maps nobody.",
		What:     "Enable it, or remove it where it is not meant to come back.",
		Evidence: []string{expressionRoleMapping, mappingResources},
	},
	Surroundings: func(p *checks.Pass) {
		each(p, func(f *surroundings.MappingFile, m *surroundings.Mapping) {
			if m.Disabled != nil {
				p.Report(value(f, m.Disabled), called(m)+" is not enabled and maps nobody")
			}
		})
	},
}
