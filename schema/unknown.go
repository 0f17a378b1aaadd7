package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var spaceID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9_-]+$`) })

// misplaced says what to do about a key that exists, but elsewhere.
type misplaced struct {
	api   role.API // 0: any
	where string   // the member that holds the object or its list; "" is the role itself
	keys  string   // separated by spaces
	hint  string
}

const copied = "It is copied from a GET answer, remove it"

// Sources: kibana put_payload.ts, role_schema.ts and role_response.ts;
// elasticsearch RoleDescriptor.Parser and RoleDescriptor.innerToXContent.
var misplacedKeys = []misplaced{
	{role.Kibana, "", "transient_metadata _transform_error _unrecognized_applications _sort", copied},
	{role.Kibana, "kibana", "_reserved", copied},
	{0, "indices", "implicitly_granted", copied},
	{0, "remote_indices", "implicitly_granted", copied},
	{0, "", "_sort", copied},
	{0, "", "_transform_error _unrecognized_applications", "It is copied from an answer of Kibana's API, remove it"},

	{role.Kibana, "", "applications application", `This is the format of Elasticsearch's API; Kibana makes application privileges of what stands under "kibana"`},
	{role.Kibana, "elasticsearch", "applications application", `Kibana makes application privileges of what stands under "kibana"`},
	{role.Kibana, "", "cluster indices index run_as global remote_indices remote_cluster", `This is the format of Elasticsearch's API; in Kibana's it stands under "elasticsearch"`},
	{role.Kibana, "", "base feature spaces", `It belongs in an entry of "kibana"`},
	{role.Kibana, "elasticsearch", "base feature spaces", `It belongs in an entry of "kibana"`},
	{0, "", "kibana elasticsearch", "This is the format of Kibana's API, PUT /api/security/role; Elasticsearch's has \"applications\" for Kibana privileges"},

	{role.APIKey, "", "description", "Only roles have it, role descriptors of API keys do not: remove it"},
	{0, "", "restriction", "Only role descriptors of API keys have it"},
	{0, "indices", "fields", `Write "field_security": {"grant": [...]} instead`},
	{0, "remote_indices", "fields", `Write "field_security": {"grant": [...]} instead`},
	{0, "indices", "clusters", `Entries for remote clusters stand under "remote_indices"`},
}

// otherNames are keys that people write for another.
var otherNames = map[string]string{
	"index_patterns": "names", "patterns": "names", "index": "names", "indices": "names", "index_names": "names",
	"actions": "privileges", "permissions": "privileges", "allowed_actions": "privileges",
	"dls": "query", "fls": "field_security", "users": "run_as",
}

// unknown reports a key that the server does not take.
func (c *checker) unknown(v violation, consequence string) {
	object := v.node.Parent
	in := "in " + c.label(object)
	if v.key == "name" && object == c.role.Node && (c.role.Format == role.KibanaBody || c.role.Format == role.ElasticsearchBody) {
		// Many tools take the name from here and leave it out when they send.
		c.add(v.rule, diag.Key, v.node, fmt.Sprintf(`"name" is no part of the role's body; sent as it stands, %s. The name belongs in the URL: remove it, unless the tool that sends the file does`, consequence)).Severity = diag.Warning
		return
	}
	if v.key == "fields" && c.role.API != role.Kibana {
		consequence = c.refusal(fmt.Sprintf(`["fields": [...]] format has changed for field permissions in role [%s], use ["field_security": {"grant":[...],"except":[...]}] instead`, c.role.Name))
	}
	hint, meant := c.misplaced(object, v.key), c.meant(v)
	switch {
	case hint != "":
	case meant != "":
		hint = fmt.Sprintf("Did you mean %q?", meant)
	default:
		hint = "The fields there are " + strings.Join(known(v.def), ", ")
	}
	f := c.add(v.rule, diag.Key, v.node, fmt.Sprintf("unknown field %q %s; %s. %s", v.key, in, consequence, hint))
	if meant != "" {
		f.Fix = meantFix(meant, edit.Rename(v.node, meant))
	}
}

func (c *checker) unknownInBulk(key string) string {
	words := fmt.Sprintf("[bulk_update_roles_request_payload] unknown field [%s]", key) // BulkPutRoleRequestBuilder
	if c.role.API == role.Kibana {
		words = fmt.Sprintf("[%s]: definition for this key is missing", key)
	}
	return fmt.Sprintf(`unknown field %q beside "roles"; %s. A bulk body has only "roles"`, key, strings.Replace(c.refusal(words), "the role", "all of it", 1))
}

func (c *checker) misplaced(object *source.Node, key string) string {
	where := ""
	if object != c.role.Node {
		where = object.Name
		if object.Parent.Kind == source.Array {
			where = object.Parent.Name
		}
	}
	for _, m := range misplacedKeys {
		if (m.api == 0 || m.api == c.role.API) && m.where == where && slices.Contains(strings.Fields(m.keys), key) {
			return m.hint
		}
	}
	return ""
}

// meant returns the allowed key that an unknown one was probably meant for, or
// "". Keys that the object has already were not meant.
func (c *checker) meant(v violation) string {
	if c.misplaced(v.node.Parent, v.key) != "" {
		return ""
	}
	var free []string
	for _, name := range propertyNames(v.def) {
		if v.node.Parent.Get(name) == nil {
			free = append(free, name)
		}
	}
	if other := otherNames[v.key]; slices.Contains(free, other) {
		return other
	}
	return catalog.Suggest(v.key, free)
}

// internalKeys are accepted and of no use to people.
var internalKeys = []string{"metadata_flattened", "type", "transient_metadata", "index", "application", "_sort"}

func propertyNames(def map[string]any) []string {
	properties, _ := def["properties"].(map[string]any)
	var names []string
	for name := range properties {
		if !slices.Contains(internalKeys, name) || name == "application" && len(properties) == 3 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func known(def map[string]any) []string {
	var quoted []string
	for _, name := range propertyNames(def) {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	return quoted
}
