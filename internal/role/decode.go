package role

import (
	"path"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// Decode recognises the format of a file by its content, with less of it where
// opt says that it is meant to hold roles or it is called roles.yml, or takes the
// first of opt.Formats that fits, and reads its roles. A file without roles has
// format Unknown.
func Decode(f *source.File, opt Options) *File {
	out := &File{Source: f, Expected: opt.Expected}
	if f.Err != nil {
		out.Template = templateInText(f)
	}
	for _, doc := range f.Docs {
		format := choose(f, doc, opt)
		if format == Unknown {
			continue
		}
		if out.Format == Unknown {
			out.Format = format
		}
		if format == RolesYML {
			continue // read below, in the pieces that the loader sees
		}
		out.readDocument(doc, format)
	}
	if out.Format == RolesYML || out.Format == Unknown && out.Template == nil && brokenRolesYML(f, opt) {
		out.readSegments()
	}
	for _, r := range out.Roles {
		r.Template = templateInRole(r)
		if out.Template == nil {
			out.Template = r.Template
		}
		r.Tree = tree(r)
	}
	return out
}

// choose returns the format of a document: pinned, or by content.
func choose(f *source.File, doc *source.Node, opt Options) Format {
	found := recognise(doc, f.Syntax)
	if found == Unknown && rolesYMLName(f) {
		found = recogniseRolesYML(doc)
	}
	if found == Unknown && opt.meant() {
		found = recogniseMeant(doc, f.Syntax)
	}
	if len(opt.Formats) == 0 {
		return found
	}
	for _, p := range opt.Formats {
		if p == found {
			return p
		}
	}
	for _, p := range opt.Formats {
		if p.fits(doc) {
			return p
		}
	}
	return Unknown
}

// fits reports whether a document could be read as the format at all.
func (f Format) fits(doc *source.Node) bool {
	switch f {
	case KibanaList:
		return doc.Kind == source.Array || answered(doc)
	case ElasticsearchList:
		return answered(doc)
	case ElasticsearchMap:
		return doc.Kind == source.Object && !answered(doc)
	case KibanaBulk, ElasticsearchBulk:
		return doc.Get("roles") != nil
	case RoleDescriptors:
		return len(descriptors(doc)) > 0
	case KibanaBody, ElasticsearchBody:
		return doc.Kind == source.Object && doc.Get("roles") == nil && len(descriptors(doc)) == 0
	}
	return doc.Kind == source.Object
}

// API returns who reads a file of the format.
func (f Format) API() API {
	switch f {
	case KibanaBody, KibanaList, KibanaMap, KibanaBulk:
		return Kibana
	case RolesYML:
		return FileStore
	case RoleDescriptors:
		return APIKey
	}
	return Elasticsearch
}

func (f *File) readDocument(doc *source.Node, format Format) {
	switch format {
	case KibanaBody, ElasticsearchBody:
		f.add(doc, format, "")
	case KibanaList, ElasticsearchList:
		list := doc
		if doc.Kind == source.Object {
			list = doc.Get("roles")
		}
		for _, e := range objects(list) {
			f.add(e, format, "")
		}
	case KibanaMap, ElasticsearchMap:
		f.addMembers(doc, format)
	case KibanaBulk, ElasticsearchBulk:
		f.addMembers(doc.Get("roles"), format)
	case RoleDescriptors:
		for _, d := range descriptors(doc) {
			f.addMembers(d, format)
		}
	}
}

func (f *File) addMembers(n *source.Node, format Format) {
	if n == nil {
		return
	}
	for _, c := range n.Children {
		f.add(c, format, c.Name)
	}
}

// add reads a role. The name is the key it stands under; for a body without
// one it is the text's `name`, or else the file's name without its endings.
func (f *File) add(n *source.Node, format Format, name string) *Role {
	r := &Role{Name: name, Format: format, API: format.API(), Node: n}
	if named := n.Get("name"); named != nil && named.Kind == source.String {
		r.NameNode = named
		if name == "" {
			r.Name = named.Text
		}
	}
	if r.Name == "" && (format == KibanaBody || format == ElasticsearchBody) {
		r.Name, _, _ = strings.Cut(path.Base(strings.ReplaceAll(f.Source.Name, `\`, "/")), ".")
	}
	r.read()
	f.Roles = append(f.Roles, r)
	return r
}

// read fills the fields from the node.
func (r *Role) read() {
	n := r.Node
	r.Description = n.Get("description")
	if m := n.Get("metadata"); m != nil && m.Kind == source.Object {
		r.Metadata = m
	}
	body := n
	if r.API == Kibana {
		body = n.Get("elasticsearch")
		r.KibanaEntries = kibanaEntries(n.Get("kibana"))
	}
	r.Cluster = list(body.Get("cluster"))
	r.RunAs = list(body.Get("run_as"))
	r.Indices = indices(either(body, "indices", "index"), r.API)
	r.RemoteIndices = indices(body.Get("remote_indices"), r.API)
	for _, e := range objects(body.Get("remote_cluster")) {
		r.RemoteCluster = append(r.RemoteCluster, RemoteCluster{
			Node: e, Clusters: list(e.Get("clusters")), Privileges: list(e.Get("privileges")),
		})
	}
	r.Global = body.Get("global")
	if r.API == Kibana {
		return
	}
	for _, e := range objects(either(body, "applications", "application")) {
		a := Application{Node: e, Privileges: list(e.Get("privileges")), Resources: list(e.Get("resources"))}
		if name := e.Get("application"); name != nil {
			a.Application = Text{name.Text, name}
		}
		r.Applications = append(r.Applications, a)
		if a.Application.Value == KibanaApplication {
			r.KibanaEntries = append(r.KibanaEntries, applicationEntry(a))
		}
	}
}

// either returns the member of a name or of its other name; of both the later,
// as Elasticsearch's parser does (RoleDescriptor.Parser).
func either(n *source.Node, name, other string) *source.Node {
	a, b := n.Get(name), n.Get(other)
	if a == nil || b != nil && b.Index > a.Index {
		return b
	}
	return a
}

// list returns the scalars of an array, or a single string as one element.
func list(n *source.Node) []Text {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case source.String:
		return []Text{{n.Text, n}}
	case source.Array:
		out := make([]Text, 0, len(n.Children))
		for _, c := range n.Children {
			if c.Kind == source.String || c.Kind == source.Number || c.Kind == source.Bool {
				out = append(out, Text{c.Text, c})
			}
		}
		return out
	}
	return nil
}

func objects(n *source.Node) []*source.Node {
	if n == nil || n.Kind != source.Array {
		return nil
	}
	out := make([]*source.Node, 0, len(n.Children))
	for _, c := range n.Children {
		if c.Kind == source.Object {
			out = append(out, c)
		}
	}
	return out
}

func indices(n *source.Node, api API) []Indices {
	var out []Indices
	for _, e := range objects(n) {
		ix := Indices{
			Node:           e,
			Clusters:       list(e.Get("clusters")),
			Names:          list(e.Get("names")),
			NamesNode:      e.Get("names"),
			Privileges:     list(e.Get("privileges")),
			PrivilegesNode: e.Get("privileges"),
			Query:          e.Get("query"),
			RestrictedNode: e.Get("allow_restricted_indices"),
			FieldSecurity:  fieldSecurity(e, api),
		}
		// Kibana takes the text "true" too (config-schema's boolean).
		if rn := ix.RestrictedNode; rn != nil {
			ix.AllowRestricted = rn.Kind == source.Bool && rn.Text == "true" ||
				api == Kibana && rn.Kind == source.String && strings.EqualFold(rn.Text, "true")
		}
		out = append(out, ix)
	}
	return out
}

func fieldSecurity(e *source.Node, api API) *FieldSecurity {
	fs := e.Get("field_security")
	if fs == nil {
		// Elasticsearch: FileRolesStore parses with allow2xFormat(true).
		if old := e.Get("fields"); old != nil && api == FileStore && old.Kind == source.Array {
			return &FieldSecurity{Node: old, Grant: list(old), GrantNode: old}
		}
		return nil
	}
	if fs.Kind != source.Object {
		return nil
	}
	grant, except := fs.Get("grant"), fs.Get("except")
	return &FieldSecurity{Node: fs, Grant: list(grant), GrantNode: grant, Except: list(except), ExceptNode: except}
}
