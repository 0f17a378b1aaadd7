// Package mappings has the checks on role mappings: those of the API and
// role_mapping.yml.
package mappings

import (
	"embed"
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on role mappings.
var All = []checks.Check{
	// What Elasticsearch refuses, or the node drops.
	bodyInvalid,
	rulesInvalid,
	templateInvalid,
	fileDropped,
	dnInvalid,
	// What is accepted and maps nobody, or to nothing.
	mappingLost,
	unknownField,
	nativeRealm,
	emptyCondition,
	unknownRole,
	templateResult,
	disabled,
	// What later versions change.
	builtinRoleAbsent,
	deprecatedBuiltinRole,
	// What grants more than it reads.
	superuserForEveryone,
	builtinRoleLifts,
}

const needs = "role-mappings"

// Sources that several rules cite.
const (
	expressionRoleMapping = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/mapper/ExpressionRoleMapping.java@00203b9af13ca7b1798b10eac5159301e7312a08"
	putRoleMapping        = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/action/rolemapping/PutRoleMappingRequest.java@00d4ac555e799647bd9bd8fed87710144759ee96"
	expressionParser      = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/mapper/expressiondsl/ExpressionParser.java@13ae1548e7d2d5e1bd2a0b7889b635a0aa40f905"
	fieldExpression       = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/mapper/expressiondsl/FieldExpression.java@08b9142151263fdfc1b24c52746dd7d9165261b5"
	expressionModel       = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/mapper/expressiondsl/ExpressionModel.java@13ae1548e7d2d5e1bd2a0b7889b635a0aa40f905"
	templateRoleName      = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/mapper/TemplateRoleName.java@01195333bcdb620d4f5a5eef7bc8e3827dcb1f15"
	userRoleMapper        = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/support/UserRoleMapper.java@086ce4eb67aa955941f388d30587dc1d94225fad"
	dnRoleMapper          = "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authc/support/DnRoleMapper.java@07e6415438bebc28287d3114ae4aee9057ee09fe"
	settingsSource        = "elastic/elasticsearch:server/src/main/java/org/elasticsearch/common/settings/Settings.java@01ca585aaf6e77f9b63ee98bfafa1d71dbf39855"
	mappingResources      = "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/role-mapping-resources"
	mappingRoles          = "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/mapping-users-groups-to-roles"
	builtInRoles          = "https://www.elastic.co/docs/reference/elasticsearch/roles"
)

// each calls visit for every mapping of every file.
func each(p *checks.Pass, visit func(f *surroundings.MappingFile, m *surroundings.Mapping)) {
	for _, f := range p.Around.Mappings {
		for _, m := range f.Mappings {
			visit(f, m)
		}
	}
}

// fields calls visit for every field rule below e. needed says that the rule
// cannot hold unless this one does.
func fields(e *surroundings.Expression, visit func(e *surroundings.Expression, needed bool)) {
	var walk func(e *surroundings.Expression, needed bool)
	walk = func(e *surroundings.Expression, needed bool) {
		if e.Op == surroundings.Field {
			visit(e, needed)
		}
		for _, c := range e.Children {
			walk(c, needed && (e.Op == surroundings.All || e.Op == surroundings.Any && len(e.Children) == 1))
		}
	}
	if e != nil {
		walk(e, true)
	}
}

func value(f *surroundings.MappingFile, n *source.Node) diag.Place {
	return checks.InFile(f.Source, checks.Value(n))
}

func key(f *surroundings.MappingFile, n *source.Node) diag.Place {
	return checks.InFile(f.Source, checks.Key(n))
}

// rolePlace is where a mapping names a role.
func rolePlace(f *surroundings.MappingFile, m *surroundings.Mapping, role surroundings.Text) diag.Place {
	if m.Format == surroundings.RoleMappingYML {
		return key(f, role.Node)
	}
	return value(f, role.Node)
}

// called names a mapping in a message.
func called(m *surroundings.Mapping) string {
	if m.Name == "" {
		return "the mapping"
	}
	return fmt.Sprintf("role mapping %q", m.Name)
}

// ofRole names the role that a finding is about.
func ofRole(name string) checks.Detail { return func(f *diag.Finding) { f.Role = name } }

// elasticsearch names the Elasticsearch of a target.
func elasticsearch(t catalog.Target) string { return "Elasticsearch " + t.Stack.String() }
