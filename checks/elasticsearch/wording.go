package elasticsearch

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// Sources that several rules cite.
const (
	requestValidator   = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/action/role/RoleDescriptorRequestValidator.java"
	roleDescriptor     = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/RoleDescriptor.java"
	fileRolesStore     = "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/FileRolesStore.java"
	clusterResolver    = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ClusterPrivilegeResolver.java"
	indexPrivilege     = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/IndexPrivilege.java"
	automatons         = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/support/Automatons.java"
	validation         = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/support/Validation.java"
	queryValidator     = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/support/DLSRoleQueryValidator.java"
	indexNameRules     = "https://github.com/elastic/elasticsearch/pull/139023"
	esqlAcrossClusters = "https://www.elastic.co/docs/reference/query-languages/esql/esql-cross-clusters"
	privilegeDocs      = "https://www.elastic.co/docs/reference/elasticsearch/security-privileges"
)

// server names the Elasticsearch of a target: "Elasticsearch 9.4" or
// "serverless Elasticsearch".
func server(t catalog.Target) string {
	if t.Deployment == catalog.Serverless {
		return "serverless Elasticsearch"
	}
	return "Elasticsearch " + t.Stack.String()
}

// from reports whether the target's Stack is that version or a later one.
func from(t catalog.Target, v catalog.Version) bool { return t.Stack.Compare(v) >= 0 }

// rejects says that the role is refused, and how: in the server's own words
// where they are known, else without.
func rejects(p *checks.Pass, words string) string {
	what := "role"
	if p.Role.API == role.APIKey {
		what = "API key"
	}
	if words == "" {
		return fmt.Sprintf("%s rejects the %s", server(p.Target), what)
	}
	return fmt.Sprintf("%s rejects the %s with \"%s\"", server(p.Target), what, words)
}

// fromFile reports whether the role is one of roles.yml.
func fromFile(r *role.Role) bool { return r.API == role.FileStore }

// taken says that the role's reader takes a role and looks no further.
func taken(r *role.Role) string {
	switch r.API {
	case role.FileStore:
		return "the node loads the role"
	case role.APIKey:
		return "the API key is created"
	}
	return "the role is stored"
}

// validated reports whether the role's reader runs the checks of role
// requests (RoleDescriptorRequestValidator): both APIs do, the loader of
// roles.yml does not, and for API keys it is certain from 8.1 on.
//
// Source: elastic/elasticsearch#82049, merged to the main branch of 8.1.
func validated(p *checks.Pass) bool {
	return !fromFile(p.Role) && (p.Role.API != role.APIKey || p.Target.Deployment == catalog.Serverless || from(p.Target, catalog.V(8, 1)))
}

// quoted puts names in double quotes: "a", "b".
func quoted(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = strconv.Quote(name)
	}
	return strings.Join(out, ", ")
}

// values returns the texts' values.
func values(texts []role.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Value
	}
	return out
}
