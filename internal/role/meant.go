package role

import (
	"path"
	"regexp"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/source"
)

// recogniseMeant returns the format of a document that is meant to hold roles,
// since its file is named: its keys are only those of roles. Unknown where they
// are not.
func recogniseMeant(doc *source.Node, syntax source.Syntax) Format {
	switch {
	case meantAsRole(doc):
		return ElasticsearchBody
	case every(doc, meantAsRole, nothing):
		if syntax == source.YAML {
			return RolesYML
		}
		return ElasticsearchMap
	case onlyKeys(doc, "roles") && every(doc.Get("roles"), meantAsRole, nothing):
		return ElasticsearchBulk
	}
	return Unknown
}

// meantAsRole reports whether every key of an object is one of Elasticsearch's
// roles, and the value of at least one that grants something is of its kind.
func meantAsRole(n *source.Node) bool {
	if !onlyRoleKeys(n) {
		return false
	}
	found := false
	for _, c := range n.Children {
		right := c.Kind == source.Null || len(c.Children) == 0
		switch c.Name {
		case "cluster":
			right = c.Kind == source.Null || texts(c) && (c.Kind == source.Array || privileges(c))
		case "run_as":
			right = c.Kind == source.Null || texts(c)
		case "indices", "index":
			right = listEvidence(c, "names", "privileges", "field_security") == solid || right && c.Kind == source.Array
		case "applications", "application":
			right = listEvidence(c, "application", "resources") == solid || right && c.Kind == source.Array
		case "remote_indices", "remote_cluster":
			right = listEvidence(c, "clusters") == solid || right && c.Kind == source.Array
		case "global":
			right = globalEvidence(c) == solid || right && c.Kind == source.Object
		default:
			continue // it may stand beside what grants
		}
		if !right {
			return false
		}
		found = true
	}
	return found
}

// onlyRoleKeys reports whether n is an object of which every key is one of
// Elasticsearch's roles, or the name that people give them there.
func onlyRoleKeys(n *source.Node) bool {
	return onlyKeys(n, "cluster", "indices", "index", "applications", "application", "run_as", "global",
		"remote_indices", "remote_cluster", "metadata", "transient_metadata", "description", "name")
}

func onlyKeys(n *source.Node, keys ...string) bool {
	if n == nil || n.Kind != source.Object || len(n.Children) == 0 {
		return false
	}
	for _, c := range n.Children {
		known := false
		for _, key := range keys {
			known = known || c.Name == key
		}
		if !known {
			return false
		}
	}
	return true
}

// nothing reports whether a value is null or an empty object: a role that
// grants nothing.
func nothing(n *source.Node) bool {
	return n.Kind == source.Null || n.Kind == source.Object && len(n.Children) == 0
}

// every reports whether at least one value of a map is sure to be a role, and
// all others could be.
func every(n *source.Node, sure, could func(*source.Node) bool) bool {
	if n == nil || n.Kind != source.Object {
		return false
	}
	found := false
	for _, c := range n.Children {
		switch {
		case sure(c):
			found = true
		case !could(c):
			return false
		}
	}
	return found
}

// texts reports whether n is a text or a list of them.
func texts(n *source.Node) bool {
	if n.Kind != source.Array {
		return n.Kind == source.String
	}
	for _, e := range n.Children {
		if e.Kind != source.String {
			return false
		}
	}
	return true
}

// privileges reports whether n is a privilege or a list of at least one, where
// some may be misspelt.
func privileges(n *source.Node) bool {
	if n == nil || !texts(n) {
		return false
	}
	if n.Kind == source.String {
		return isPrivilege(n.Text) || nearPrivilege(n.Text)
	}
	for _, e := range n.Children {
		if !isPrivilege(e.Text) && !nearPrivilege(e.Text) {
			return false
		}
	}
	return len(n.Children) > 0
}

// nearPrivilege reports whether a word is a cluster privilege but for a slip of
// the pen. Short ones, such as none, are near to too many words.
func nearPrivilege(word string) bool {
	for _, p := range catalog.ClusterPrivileges() {
		if shorter := min(len(word), len(p.Name)); shorter >= 6 && catalog.Near(word, p.Name, shorter/6) {
			return true
		}
	}
	return false
}

// misspeltCluster reports whether an object is a role of which cluster has
// privileges that are misspelt, and that has the keys of roles alone.
func misspeltCluster(n *source.Node) bool {
	cluster := n.Get("cluster")
	return cluster != nil && cluster.Kind == source.Array && onlyRoleKeys(n) && privileges(cluster)
}

// rolesYMLName reports whether a file has the name of Elasticsearch's own file
// of roles. Other programs have files of that name too.
func rolesYMLName(f *source.File) bool {
	return f.Syntax == source.YAML && path.Base(strings.ReplaceAll(f.Name, `\`, "/")) == "roles.yml"
}

// recogniseRolesYML returns RolesYML where a document of a file of that name has
// the keys of Elasticsearch's roles, though its loader may read nothing of it:
// roles as in Shield, and a list of roles with names.
func recogniseRolesYML(doc *source.Node) Format {
	if doc.Kind == source.Array {
		for _, e := range doc.Children {
			if elasticsearchEvidence(e) != solid {
				return Unknown
			}
		}
		if len(doc.Children) > 0 {
			return RolesYML
		}
	}
	if every(doc, likelyRole, func(n *source.Node) bool { return nothing(n) || onlyRoleKeys(n) }) {
		return RolesYML
	}
	return Unknown
}

// likelyRole reports whether a value in a roles.yml is one of Elasticsearch's
// roles and not that of another program.
func likelyRole(n *source.Node) bool {
	if elasticsearchEvidence(n) == solid {
		return true
	}
	if !onlyRoleKeys(n) {
		return false
	}
	runAs := n.Get("run_as")
	return privileges(n.Get("cluster")) || runAs != nil && texts(runAs)
}

var roleKeyLine = regexp.MustCompile(`(?m)^[ \t]+(?:cluster|indices|run_as)[ \t]*:`)
