// Package role turns source trees into typed roles. Both spellings of Kibana
// privileges (the kibana entries of Kibana's API and the kibana-.kibana
// application privileges of Elasticsearch's) become the same Role; every field
// keeps the node it was read from.
package role

import "github.com/rolelint/rolelint/internal/source"

// Format is the shape of a role file.
type Format uint8

// The formats. The zero value is Unknown.
const (
	Unknown           Format = iota
	KibanaBody               // PUT /api/security/role/{name}: {elasticsearch, kibana}
	KibanaList               // what GET /api/security/role returns: an array of bodies with names
	KibanaMap                // name → Kibana body
	KibanaBulk               // POST /api/security/roles: {"roles": {name: Kibana body}}
	ElasticsearchBody        // PUT _security/role/{name}
	ElasticsearchMap         // what GET _security/role returns: name → body
	ElasticsearchList        // what POST _security/_query/role returns: {"roles": an array of bodies with names}
	ElasticsearchBulk        // POST _security/role: {"roles": {name: body}}
	RoleDescriptors          // {"role_descriptors": {name: body}} of an API key
	RolesYML                 // the file-based roles of ES_PATH_CONF/roles.yml
)

// API is who reads the role, and so whose rules hold.
type API uint8

// The readers.
const (
	Kibana API = iota + 1
	Elasticsearch
	FileStore // the roles.yml loader
	APIKey    // role descriptors of an API key
)

// Text is a string of a role with its node. The node may be of another kind
// (a number where a string belongs); then Value is its text.
type Text struct {
	Value string
	Node  *source.Node
}

// Role is one role. Lists hold what could be read: elements of a wrong type
// are left out (the schema reports them).
type Role struct {
	Name     string
	NameNode *source.Node // the name's value; nil where the name is a key (Node's) or the file's
	Format   Format
	API      API
	// Node is the role's body. Where the role is a member of a map, its Name is the role's.
	Node *source.Node
	// Tree is the normalised role as data, the same for every format:
	// {name, description, metadata, cluster, indices, run_as, applications,
	// remote_indices, remote_cluster, global, kibana: [{spaces, base, feature}]}.
	// applications holds only those that are not Kibana's. Its nodes have an
	// Origin in the text.
	Tree *source.Node

	Description *source.Node // nil where absent
	Metadata    *source.Node // nil where absent or no object

	Cluster       []Text
	RunAs         []Text
	Indices       []Indices
	RemoteIndices []Indices
	RemoteCluster []RemoteCluster
	Applications  []Application // all, Kibana's too
	Global        *source.Node  // nil where absent

	// KibanaEntries are the Kibana grants in either spelling.
	KibanaEntries []KibanaEntry

	// Template is a placeholder in the role that must be rendered before a
	// server can read it; nil where there is none. Nothing certain can be said
	// of such a role.
	Template *Template
}

// Named reports whether the role's name stands in the text, and is not taken
// from the file's name.
func (r *Role) Named() bool {
	switch r.Format {
	case KibanaBody, ElasticsearchBody, KibanaList, ElasticsearchList:
		return r.NameNode != nil
	}
	return !r.Node.Key.IsZero()
}

// Answer reports whether the format is that of a server's answer with stored
// roles, which nobody sends as it stands.
func (f Format) Answer() bool {
	return f == KibanaList || f == ElasticsearchMap || f == ElasticsearchList
}

// BuiltInExport reports whether the role is a built-in one in an answer of
// the server: such answers list them, and nobody sends them back.
//
// Source: elastic/elasticsearch MetadataUtils marks built-in roles with the
// metadata _reserved: true.
func (r *Role) BuiltInExport() bool {
	if !r.Format.Answer() {
		return false
	}
	mark := r.Metadata.Get("_reserved")
	return mark != nil && mark.Kind == source.Bool && mark.Text == "true"
}

// Indices is an entry of indices or remote_indices.
type Indices struct {
	Node            *source.Node
	Clusters        []Text // remote_indices only
	Names           []Text
	NamesNode       *source.Node
	Privileges      []Text
	PrivilegesNode  *source.Node
	FieldSecurity   *FieldSecurity // nil where absent
	Query           *source.Node   // nil where absent; null, string or object
	AllowRestricted bool
	RestrictedNode  *source.Node
}

// FieldSecurity is the field_security of an indices entry. From the 2.x
// `fields` list of roles.yml it is the grant.
type FieldSecurity struct {
	Node       *source.Node
	Grant      []Text
	GrantNode  *source.Node // nil where absent
	Except     []Text
	ExceptNode *source.Node // nil where absent
}

// RemoteCluster is an entry of remote_cluster.
type RemoteCluster struct {
	Node       *source.Node
	Clusters   []Text
	Privileges []Text
}

// Application is an entry of applications.
type Application struct {
	Node        *source.Node
	Application Text
	Privileges  []Text
	Resources   []Text
}

// Spelling is how a Kibana grant is written.
type Spelling uint8

// The spellings.
const (
	KibanaSpelling      Spelling = iota + 1 // {spaces, base, feature}
	ApplicationSpelling                     // {application: kibana-.kibana, privileges, resources}
)

// KibanaEntry is one Kibana grant: what holds in which spaces.
type KibanaEntry struct {
	Spelling Spelling
	Node     *source.Node
	// Spaces are space ids, or "*" for all spaces. Where Kibana's spelling
	// omits spaces it is one "*" whose node is the entry.
	Spaces     []Text
	SpacesNode *source.Node // nil where omitted
	AllSpaces  bool         // "*" is among Spaces
	Base       []Text       // "all", "read"; in the application spelling without "space_"
	BaseNode   *source.Node // nil where omitted, and in the application spelling
	Features   []Feature
	// FeatureNode is the feature object of Kibana's spelling; nil otherwise.
	FeatureNode *source.Node
	// Other are privileges of the application spelling that are neither base
	// nor feature privileges: reserved_*, raw actions, unreadable names.
	Other []Text
}

// Feature is what an entry grants on one feature.
type Feature struct {
	ID string
	// Node is the member of the feature object (report its Key), or the first
	// privilege string of that feature in the application spelling.
	Node *source.Node
	// Privileges are privilege ids ("all", "minimal_read", "cases_delete"). In
	// the application spelling the node is the whole string "feature_ID.PRIVILEGE".
	Privileges []Text
}

// File is what a source file holds.
type File struct {
	Source *source.File
	Format Format // Unknown: no role in it
	Roles  []*Role
	// Segments are the pieces into which the roles.yml loader cuts the file;
	// only for RolesYML.
	Segments []Segment
	// Template is a placeholder that shows that the file, or a role of it, must
	// be rendered before a server can read it; nil where there is none.
	Template *Template
	// Expected says that the file is named as one that holds roles.
	Expected bool

	byNode map[*source.Node]*Role // the roles by their nodes, made on first use
}

// Segment is a piece of roles.yml that the loader parses by itself.
type Segment struct {
	Span source.Span
	// Doc is the parsed piece; nil where it is broken.
	Doc *source.Node
	Err *source.Error
	// Role is the role of the piece; nil where it is none.
	Role *Role
}

// Template is a placeholder found in a text.
type Template struct {
	Language string // "Jinja or Go template", "shell or Terraform variable", …
	Span     source.Span
	Node     *source.Node // the string that holds it; nil where the text did not parse
}

// Options pin what a file is.
type Options struct {
	// Formats, where not empty, are the formats the file may have; the first
	// that fits is taken (--as kibana: KibanaBody, KibanaBulk, …).
	Formats []Format
	// Expected says that the configuration names the file as one that holds roles.
	Expected bool
	// Named says that the user named the file itself.
	Named bool
}

// meant reports whether somebody said that there are roles in the file, so that
// the keys of a role are enough of a sign.
func (o Options) meant() bool { return o.Expected || o.Named }

// formatsByName are the values of --as and of the configuration's `as`.
var formatsByName = []struct {
	name    string
	formats []Format
}{
	{"kibana", []Format{KibanaBody, KibanaBulk}},
	{"kibana-list", []Format{KibanaList}},
	{"kibana-map", []Format{KibanaMap}},
	{"elasticsearch", []Format{ElasticsearchBody, ElasticsearchBulk, RoleDescriptors}},
	{"elasticsearch-map", []Format{ElasticsearchMap, ElasticsearchList}},
	{"roles-yml", []Format{RolesYML}},
}

// FormatNames are the names that FormatsByName knows.
func FormatNames() []string {
	var names []string
	for _, f := range formatsByName {
		names = append(names, f.name)
	}
	return names
}

// FormatsByName returns the formats that a name such as "kibana" or
// "roles-yml" pins a file to; ok is false for an unknown name.
func FormatsByName(name string) (formats []Format, ok bool) {
	for _, f := range formatsByName {
		if f.name == name {
			return f.formats, true
		}
	}
	return nil, false
}

// String returns the format in words.
func (f Format) String() string {
	return [...]string{
		"unknown", "Kibana role", "Kibana role list", "Kibana role map", "Kibana bulk body",
		"Elasticsearch role", "Elasticsearch role map", "Elasticsearch role list", "Elasticsearch bulk body", "API key role descriptors", "roles.yml",
	}[f]
}
