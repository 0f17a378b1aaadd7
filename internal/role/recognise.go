package role

import (
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/source"
)

// evidence says how much a value looks like a role.
type evidence uint8

const (
	none  evidence = iota
	weak           // one key that roles have, with nothing in it that only roles have
	solid          // a key with content that only roles have, or two weak keys
)

// recognise returns the format of a document by its content; Unknown where it
// is no role file.
func recognise(doc *source.Node, syntax source.Syntax) Format {
	switch doc.Kind {
	case source.Array:
		if listOf(doc, kibanaEvidence) {
			return KibanaList
		}
	case source.Object:
		// The key says enough: nothing else is called so.
		if len(descriptors(doc)) > 0 {
			return RoleDescriptors
		}
		if roles := doc.Get("roles"); roles != nil {
			switch {
			case answered(doc) && listOf(roles, kibanaEvidence):
				return KibanaList
			case answered(doc) && listOf(roles, elasticsearchEvidence):
				return ElasticsearchList
			case mostly(roles, kibanaEvidence):
				return KibanaBulk
			case mostly(roles, elasticsearchEvidence):
				return ElasticsearchBulk
			}
		}
		es := elasticsearchEvidence(doc)
		switch {
		case doc.Get("elasticsearch") == nil && es == solid:
			return ElasticsearchBody
		case kibanaEvidence(doc) == solid:
			return KibanaBody
		case mostly(doc, kibanaEvidence):
			return KibanaMap
		case mostly(doc, elasticsearchEvidence):
			if syntax == source.YAML {
				return RolesYML
			}
			return ElasticsearchMap
		}
	}
	return Unknown
}

// mostly reports whether n maps names to values of which at least one, and at
// least half, are roles for certain and the others could be.
func mostly(n *source.Node, look func(*source.Node) evidence) bool {
	if n == nil || n.Kind != source.Object {
		return false
	}
	sure := 0
	for _, c := range n.Children {
		if c.Kind != source.Object && c.Kind != source.Null {
			return false
		}
		if look(c) == solid {
			sure++
		}
	}
	return sure > 0 && 2*sure >= len(n.Children)
}

// kibanaEvidence looks for a body of Kibana's role API.
func kibanaEvidence(n *source.Node) evidence {
	if n == nil || n.Kind != source.Object {
		return none
	}
	found := none
	if es := n.Get("elasticsearch"); es != nil && es.Kind == source.Object {
		switch {
		case elasticsearchEvidence(es) > none:
			return solid
		case len(es.Children) == 0:
			found++
		}
	}
	switch k := n.Get("kibana"); {
	case k == nil:
	case k.Kind == source.Object && kibanaEntry(k):
		return solid
	case k.Kind == source.Array:
		if len(k.Children) == 0 {
			found++
		}
		for _, e := range k.Children {
			if kibanaEntry(e) {
				return solid
			}
		}
	}
	return min(found, solid)
}

func kibanaEntry(n *source.Node) bool {
	return n.Get("spaces") != nil || n.Get("base") != nil || n.Get("feature") != nil
}

// elasticsearchEvidence looks for a body of Elasticsearch's role API.
func elasticsearchEvidence(n *source.Node) evidence {
	if n == nil || n.Kind != source.Object {
		return none
	}
	found := none
	for _, c := range n.Children {
		switch c.Name {
		case "indices", "index":
			found += listEvidence(c, "names", "privileges", "field_security")
		case "applications", "application":
			found += listEvidence(c, "application", "resources")
		case "remote_indices", "remote_cluster":
			found += listEvidence(c, "clusters")
		case "cluster":
			found += clusterEvidence(c)
		case "global":
			found += globalEvidence(c)
		case "run_as":
			if c.Kind == source.Array || c.Kind == source.Null {
				found++
			}
		}
	}
	if found < solid && misspeltCluster(n) {
		return solid
	}
	return min(found, solid)
}

// listEvidence looks for an array of objects with one of the keys.
func listEvidence(n *source.Node, keys ...string) evidence {
	if n.Kind == source.Null {
		return weak
	}
	if n.Kind != source.Array {
		return none
	}
	for _, e := range n.Children {
		for _, key := range keys {
			if e.Get(key) != nil {
				return solid
			}
		}
	}
	return weak
}

// globalEvidence looks for a category of global privileges with its operation.
func globalEvidence(n *source.Node) evidence {
	for _, category := range [...][2]string{{"application", "manage"}, {"profile", "write"}, {"role", "manage"}} {
		if n.Get(category[0]).Get(category[1]) != nil {
			return solid
		}
	}
	return none
}

// clusterEvidence looks for a list of cluster privileges.
func clusterEvidence(n *source.Node) evidence {
	if n.Kind == source.Null {
		return weak
	}
	if n.Kind == source.String {
		if _, ok := catalog.LookupCluster(n.Text); ok {
			return weak
		}
		return none
	}
	if n.Kind != source.Array {
		return none
	}
	for _, e := range n.Children {
		if e.Kind != source.String {
			return none
		}
		if isPrivilege(e.Text) || strings.HasPrefix(e.Text, "cluster:") {
			return solid
		}
	}
	return weak
}

// isPrivilege reports whether a word is a privilege of Elasticsearch. Index
// privileges count too: they stand under cluster by mistake.
func isPrivilege(name string) bool {
	_, cluster := catalog.LookupCluster(name)
	_, index := catalog.LookupIndex(name)
	return cluster || index
}
