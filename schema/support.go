package schema

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// since is a field that older versions do not know.
type since struct {
	path    []string // below the Elasticsearch part of the role
	version catalog.Version
	words   string // of Elasticsearch before that version; see checker.words
}

const unexpectedField = "failed to parse role [%s]. unexpected field [%s]"

// newFields are fields with the version that brought them. remote_indices is
// documented from 8.14 on and parsed since 8.6; between the two the sources
// differ, so nothing is said.
//
// Sources: elasticsearch-specification security/_types/RoleDescriptor.ts;
// elasticsearch RemoteClusterPermissions.java, TransportVersions of
// RoleDescriptor.java; terraform-provider-elasticstack, version checks of
// resource elasticsearch_security_role.
var newFields = []since{
	{[]string{"remote_indices"}, catalog.V(8, 6), unexpectedField},
	{[]string{"remote_cluster"}, catalog.V(8, 15), unexpectedField},
	{[]string{"global", "profile"}, catalog.V(8, 2), ""},
	{[]string{"global", "role"}, catalog.V(8, 16), ""},
	{[]string{"global", "data_source"}, catalog.V(9, 5), ""},
}

// descriptionSince: elasticsearch RoleDescriptor.SECURITY_ROLE_DESCRIPTION;
// terraform-provider-elasticstack, MinSupportedDescriptionVersion.
var descriptionSince = catalog.V(8, 15)

// restrictionSince: elasticsearch ApiKeyService.WORKFLOWS_RESTRICTION_VERSION;
// terraform-provider-elasticstack#577.
var restrictionSince = catalog.V(8, 9)

// support reports fields that exist, but not at the target.
func (c *checker) support() {
	body := c.role.Node
	if c.role.API == role.Kibana {
		body = body.Get("elasticsearch")
	}
	if c.target.Deployment == catalog.Serverless {
		c.serverless(body)
		return
	}
	if c.role.API == role.APIKey { // which has no description in any version
		c.newField(c.role.Node.Get("restriction"), restrictionSince, unexpectedField)
	} else {
		c.newField(c.role.Node.Get("description"), descriptionSince, unexpectedField)
	}
	told := c.kibanaGlobal(body.Get("global"))
	for _, f := range newFields {
		if told && f.path[0] == "global" {
			continue
		}
		n := body
		for _, key := range f.path {
			n = n.Get(key)
		}
		c.newField(n, f.version, f.words)
	}
}

func (c *checker) newField(n *source.Node, from catalog.Version, words string) {
	if n == nil || c.target.Stack.Compare(from) >= 0 {
		return
	}
	if words != "" && c.role.API != role.Kibana {
		words = fmt.Sprintf(words, c.role.Name, n.Name)
	} else {
		words = "" // which of Kibana and Elasticsearch refuses first is not established
	}
	c.add("unsupported-field", diag.Key, n, fmt.Sprintf("%s exists from %s on, not in %s; %s", c.label(n), from, c.target.Stack, c.refusal(words)))
}

// kibanaGlobal reports `global` in a body of Kibana's API and returns true
// where it did: 7.x refuses it, the newest version takes it, and since when is
// not established.
//
// Source: kibana plugin_types_server/src/authorization/role_schema.ts, and
// transformPutPayloadToElasticsearchRole, which does not send it.
func (c *checker) kibanaGlobal(n *source.Node) bool {
	if n == nil || c.role.API != role.Kibana || c.export() {
		return false
	}
	if c.target.Stack.Major < 8 {
		c.add("unsupported-field", diag.Key, n, fmt.Sprintf("Kibana %s does not take %s; %s. Put the role through Elasticsearch's API instead", c.target.Stack, c.label(n), c.refusal("definition for this key is missing")))
		return true
	}
	c.add("unsupported-field", diag.Key, n, fmt.Sprintf("Kibana's API takes %s in its newest versions only, and since which is not established; others refuse the role. Put the role through Elasticsearch's API instead", c.label(n))).Severity = diag.Warning
	return true
}

// export reports whether the file is what a GET answers, and not sent.
func (c *checker) export() bool {
	return c.role.Format.Answer()
}

// exportedMetadata reports reserved metadata keys in what looks like a GET
// answer and is none: a GET prints such keys of built-in roles only.
//
// Source: elasticsearch MetadataUtils; the roles.yml of serverless projects,
// whose built-in roles have _public or _reserved.
func (c *checker) exportedMetadata() {
	metadata := c.role.Metadata
	if metadata == nil || !c.export() || metadata.Get("_reserved") != nil || metadata.Get("_public") != nil {
		return
	}
	for _, n := range metadata.Children {
		if strings.HasPrefix(n.Name, "_") {
			c.reservedKey(n, c.reservedWords())
		}
	}
}

func (c *checker) reservedWords() string {
	const words = "role descriptor metadata keys may not start with [_]"
	if c.role.API == role.Kibana {
		return "Kibana lets it through and Elasticsearch refuses the role: " + words
	}
	return c.refusal(words)
}

// serverless reports what Elastic Cloud Serverless does not have.
//
// Source: elasticsearch-specification, availability of RoleDescriptor's and
// IndicesPrivileges' fields; run_as there: "In Elastic Cloud Serverless, the
// run-as feature is disabled. For API compatibility, you can still specify an
// empty run_as field, but a non-empty list will be rejected."
func (c *checker) serverless(body *source.Node) {
	if c.role.API == role.FileStore {
		return
	}
	if n := body.Get("run_as"); n != nil && n.Kind == source.Array && len(n.Children) > 0 {
		c.add("unsupported-field", diag.Key, n, "Serverless has no run-as and rejects "+c.label(n)+" unless it is empty. Remove it")
	}
	for _, key := range []string{"global", "remote_indices", "remote_cluster"} {
		if n := body.Get(key); n != nil && len(n.Children) > 0 {
			c.notServerless(n)
		}
	}
	entries := body.Get("indices")
	if entries == nil {
		entries = body.Get("index")
	}
	if entries == nil {
		return
	}
	for _, e := range entries.Children {
		if n := e.Get("allow_restricted_indices"); n != nil && n.Text == "true" {
			c.notServerless(n)
		}
	}
}

func (c *checker) notServerless(n *source.Node) {
	c.add("unsupported-field", diag.Key, n, c.label(n)+" is documented as not available in Serverless; whether it is refused or ignored is not established. Remove it").Severity = diag.Warning
}
