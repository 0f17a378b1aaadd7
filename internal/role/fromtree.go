package role

import "github.com/rolelint/rolelint/internal/source"

// FromTree reads a role that is given as data and not as a file: the
// normalised role (see Role.Tree), the body of Kibana's API (it has a member
// elasticsearch), or that of Elasticsearch's, which may hold Kibana's entries
// under kibana beside its own members. Whatever it does not know is left out;
// the caller decides whether that is an error.
func FromTree(n *source.Node) *Role {
	r := &Role{Format: ElasticsearchBody, API: Elasticsearch, Node: n}
	if n.Get("elasticsearch") != nil {
		r.Format, r.API = KibanaBody, Kibana
	}
	if name := n.Get("name"); name != nil && name.Kind == source.String {
		r.Name, r.NameNode = name.Text, name
	}
	r.read()
	if r.API == Elasticsearch {
		r.KibanaEntries = append(r.KibanaEntries, kibanaEntries(n.Get("kibana"))...)
	}
	r.Tree = tree(r)
	return r
}
